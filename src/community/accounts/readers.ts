import { takeNumbers } from '#db';
import { ConflictError, InvalidInputError, isoNow, NotFoundError } from '#lib';
import { OWNER } from '../owner.js';
import { may, mayRule, roleOf, type Role } from '../policies.js';
import type { AccountsContext } from './context.js';
import { Deeds } from './deeds.js';
import { checkedAbout, checkedName, checkedWhy } from './names.js';

/** A reader as others see them. */
export interface ReaderView {
  number: number;
  name: string;
  about: string;
  role: Role;
  owner: boolean;
  /** An instant in UTC; empty for the owner, who was there before the paper. */
  since: string;
  suspended?: { since: string; why: string };
  removed: boolean;
}

/** One row of the list that administrators see. */
export interface ReaderRow extends ReaderView {
  /** Nothing for the owner without an account. */
  email?: string;
}

/** Who does something to whom, and why. */
export interface Ruling {
  by: { reader: number; role: Role };
  about: number;
  why: string;
  private?: boolean;
}

const PAGE = 100;
const GONE = 'A former reader';

/** Readers: what others see of them, and what editors and administrators decide about them. */
export class Readers {
  private readonly deeds: Deeds;

  constructor(private readonly context: Pick<AccountsContext, 'db' | 'clock'>) {
    this.deeds = new Deeds(context);
  }

  /** The reader of an account, made when it first comes in. */
  async ofAccount(account: string): Promise<ReaderView> {
    const { db, clock } = this.context;
    const number = await db.transaction(async (writer) => {
      // Taken first: its row is locked, so that of two at once the second sees the reader that the first made.
      const next = await takeNumbers(writer, 'reader', 1);
      const row = await writer.selectFrom('accounts').select(['name', 'reader', 'invited_role']).where('id', '=', account).executeTakeFirst();
      if (row === undefined) throw new NotFoundError('This account is not there any more.');
      if (row.reader !== null) return row.reader;
      const role = roleOf(row.invited_role ?? 'reader');
      await writer.insertInto('readers').values({ number: next, role, name: nameFrom(row.name), created_at: isoNow(clock) }).execute();
      await writer.updateTable('accounts').set({ reader: next }).where('id', '=', account).execute();
      return next;
    });
    return await this.get(number);
  }

  /** @throws NotFoundError */
  async get(number: number): Promise<ReaderView> {
    const row = Number.isSafeInteger(number) ? await this.context.db.kysely.selectFrom('readers').selectAll().where('number', '=', number).executeTakeFirst() : undefined;
    if (row === undefined) throw new NotFoundError('There is no such reader.');
    return viewOf(row);
  }

  /** In order of their numbers, after the given one. */
  async list({ after = 0 }: { after?: number } = {}): Promise<ReaderRow[]> {
    const rows = await this.context.db.kysely
      .selectFrom('readers')
      .leftJoin('accounts', 'accounts.reader', 'readers.number')
      .selectAll('readers')
      .select('accounts.email')
      .where('readers.number', '>', after)
      .where('readers.removed_at', '=', '')
      .orderBy('readers.number')
      .limit(PAGE)
      .execute();
    return rows.map((row) => ({ ...viewOf(row), email: row.email ?? undefined }));
  }

  /** How many there are. */
  async count(): Promise<number> {
    const row = await this.context.db.kysely.selectFrom('readers').select(({ fn }) => fn.countAll<number>().as('count')).where('removed_at', '=', '').executeTakeFirstOrThrow();
    return Number(row.count);
  }

  /** Changes what others see. @throws InvalidInputError */
  async describe(number: number, { name, about }: { name: string; about: string }): Promise<void> {
    await this.context.db.kysely.updateTable('readers').set({ name: checkedName(name), about: checkedAbout(about) }).where('number', '=', number).execute();
  }

  /** Gives somebody another role. @throws InvalidInputError, ConflictError, NotFoundError */
  async setRole({ by, about, why, private: hidden }: Ruling, role: Role): Promise<void> {
    if (role === 'visitor') throw new InvalidInputError('Choose reader, editor or administrator; to keep somebody out, suspend them.');
    if (!may(by.role, 'administer readers')) throw new ConflictError('Only administrators change roles.');
    const reason = checkedWhy(why);
    const other = await this.ruled(by, about);
    if (other.role === role) return;
    await this.context.db.transaction(async (writer) => {
      await writer.updateTable('readers').set({ role }).where('number', '=', about).execute();
      await this.deeds.note(writer, { by: by.reader, what: `made ${role === 'reader' ? 'a reader' : `an ${role}`} of`, about, why: reason, private: hidden });
    });
  }

  /** Keeps somebody out: their sessions end with it. @throws InvalidInputError, ConflictError, NotFoundError */
  async suspend({ by, about, why, private: hidden }: Ruling): Promise<void> {
    const reason = checkedWhy(why);
    await this.ruled(by, about);
    await this.context.db.transaction(async (writer) => {
      await writer.updateTable('readers').set({ suspended_at: isoNow(this.context.clock), suspended_why: reason }).where('number', '=', about).execute();
      await writer.deleteFrom('account_sessions').where('user_id', 'in', writer.selectFrom('accounts').select('id').where('reader', '=', about)).execute();
      await this.deeds.note(writer, { by: by.reader, what: 'suspended', about, why: reason, private: hidden });
    });
  }

  /** Lets somebody in again. @throws InvalidInputError, ConflictError, NotFoundError */
  async restore({ by, about, why, private: hidden }: Ruling): Promise<void> {
    const reason = checkedWhy(why);
    await this.ruled(by, about);
    await this.context.db.transaction(async (writer) => {
      await writer.updateTable('readers').set({ suspended_at: '', suspended_why: '' }).where('number', '=', about).execute();
      await this.deeds.note(writer, { by: by.reader, what: 'restored', about, why: reason, private: hidden });
    });
  }

  private async ruled(by: Ruling['by'], about: number): Promise<ReaderView> {
    const other = await this.get(about);
    if (other.removed) throw new NotFoundError('This reader has left.');
    if (other.number === OWNER) throw new ConflictError('The owner stays the first administrator: nobody changes that on a page.');
    if (other.number === by.reader) throw new ConflictError('That is yourself. Somebody else has to do it.');
    if (!may(by.role, 'suspend readers') || !mayRule(by.role, other.role)) throw new ConflictError(`You are ${by.role === 'editor' ? 'an editor' : `a ${by.role}`}, and decide nothing about ${other.role === 'reader' ? 'readers' : `${other.role}s`}. Ask an administrator.`);
    return other;
  }
}

/** What stays when somebody leaves: a number that others point to. */
export const LEFT = { name: GONE, about: '', role: 'reader', suspended_at: '', suspended_why: '' } as const;

interface Row {
  number: number;
  role: string;
  name: string;
  about: string;
  created_at: string;
  suspended_at: string;
  suspended_why: string;
  removed_at: string;
}

function viewOf(row: Row): ReaderView {
  const suspended = row.suspended_at === '' ? undefined : { since: row.suspended_at, why: row.suspended_why };
  return { number: row.number, name: row.name, about: row.about, role: roleOf(row.role), owner: row.number === OWNER, since: row.number === OWNER ? '' : row.created_at, suspended, removed: row.removed_at !== '' };
}

/** Providers send names of any kind. */
function nameFrom(text: string): string {
  try {
    return checkedName([...text].slice(0, 60).join(''));
  } catch {
    return 'Reader';
  }
}
