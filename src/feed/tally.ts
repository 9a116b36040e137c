import type { Database } from '#db';
import { signalsSince, VOTES_SIGNAL } from '#papers';
import { countSums, plainVotes, type CountedVotes } from './weights/count.js';

const AT_ONCE = 20_000;
const NONE = plainVotes(0);

/**
 * The votes of all papers that have any, kept in memory (about 100 bytes each) and brought up to date when asked: a view of
 * an edition then reads what changed since the last one, which mostly is nothing.
 */
export class Tally {
  private readonly votes = new Map<number, CountedVotes>();
  private seen = 0;
  private reading: Promise<void> | undefined;

  constructor(private readonly db: Database) {}

  /** Grows when any vote changes. */
  get seq(): number {
    return this.seen;
  }

  /** Reads what changed; those who ask meanwhile wait for the same reading, and then for one that began after they asked. */
  async refresh(): Promise<void> {
    const before = this.reading;
    if (before !== undefined) await before.catch(() => {});
    if (this.reading === undefined || this.reading === before) {
      this.reading = this.read().finally(() => (this.reading = undefined));
    }
    await this.reading;
  }

  of(paper: number): CountedVotes {
    return this.votes.get(paper) ?? NONE;
  }

  private async read(): Promise<void> {
    for (;;) {
      const rows = await signalsSince(this.db.kysely, VOTES_SIGNAL, { seq: this.seen, limit: AT_ONCE });
      // One change is of fewer papers than are read at once; the last one may be cut off, so it is read again.
      const last = rows.at(-1)?.seq ?? this.seen;
      const whole = rows.length < AT_ONCE ? rows : rows.filter(({ seq }) => seq < last);
      for (const { paper, value, known, unknown } of whole) {
        if (value === 0) this.votes.delete(paper);
        else this.votes.set(paper, countSums({ shown: value, known, unknown }));
      }
      this.seen = whole.at(-1)?.seq ?? this.seen;
      if (rows.length < AT_ONCE) return;
    }
  }
}
