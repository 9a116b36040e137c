import { takeNumbers, type Writer } from '#db';
import { isoNow } from '#lib';
import type { AccountsContext } from './context.js';

/** Something an editor or administrator did. */
export interface Deed {
  number: number;
  /** An instant in UTC. */
  at: string;
  by: { number: number; name: string };
  /** `suspended`, `restored`, `made an editor` …: after the name of who did it, before the name of whom it was about. */
  what: string;
  /** Nobody, or not said in public. */
  about?: { number: number; name: string };
  why: string;
  /** True when the public log leaves out whom it was about and why. */
  private: boolean;
  /** Whether that was left out here, and whether somebody was left out by it. */
  hidden?: { somebody: boolean };
}

/** What is to be noted. `what` stands between the name of who did it and `why`. */
export interface NewDeed {
  by: number;
  what: string;
  about?: number;
  why: string;
  private?: boolean;
}

const PAGE = 100;

/** The log of what editors and administrators did, and why. Nothing is ever taken out of it. */
export class Deeds {
  constructor(private readonly context: Pick<AccountsContext, 'db' | 'clock'>) {}

  /** Notes a deed in the transaction that does it: neither is there without the other. */
  async note(writer: Writer, deed: NewDeed): Promise<void> {
    const number = await takeNumbers(writer, 'deed', 1);
    await writer.insertInto('deeds').values({ number, done_at: isoNow(this.context.clock), done_by: deed.by, what: deed.what, about: deed.about ?? null, why: deed.why, private: deed.private === true ? 1 : 0 }).execute();
  }

  /** Notes a deed that was done elsewhere, just before. */
  async record(deed: NewDeed): Promise<void> {
    await this.context.db.transaction((writer) => this.note(writer, deed));
  }

  /** The newest first; `before` is the number the earlier page ended with. Private matters are told only to who may see them. */
  async list({ before = Number.MAX_SAFE_INTEGER, seesPrivate = false }: { before?: number; seesPrivate?: boolean } = {}): Promise<Deed[]> {
    const rows = await this.context.db.kysely
      .selectFrom('deeds')
      .innerJoin('readers as doer', 'doer.number', 'deeds.done_by')
      .leftJoin('readers as other', 'other.number', 'deeds.about')
      .selectAll('deeds')
      .select(['doer.name as by_name', 'other.name as about_name'])
      .where('deeds.number', '<', before)
      .orderBy('deeds.number', 'desc')
      .limit(PAGE)
      .execute();
    return rows.map((row) => {
      const hidden = row.private === 1 && !seesPrivate;
      return {
        number: row.number,
        at: row.done_at,
        by: { number: row.done_by, name: row.by_name },
        what: row.what,
        about: row.about === null || hidden ? undefined : { number: row.about, name: row.about_name ?? '' },
        why: hidden ? '' : row.why,
        private: row.private === 1,
        ...(hidden ? { hidden: { somebody: row.about !== null } } : {}),
      };
    });
  }
}
