import { sql } from 'kysely';
import type { Database } from '#db';
import type { Clock } from '#lib';

export interface ImpressionsContext {
  db: Database;
  clock: Clock;
}

const HOUR_MS = 3_600_000;
/** Beyond this more makes no difference to an order. */
export const MOST_SEEN = 100_000;
/** Papers that are remembered between two writes; what comes on top is not counted. */
const MOST_WAITING = 50_000;
const ROWS_AT_ONCE = 2_000;

/**
 * Counts how often pages that show a paper were served: a number for each paper, and nothing about who looked. What is
 * noted waits in memory until it is written; a process that dies takes a few seconds of it along.
 */
export class Impressions {
  private waiting = new Map<number, number>();

  constructor(private readonly context: ImpressionsContext) {}

  /** One more page that showed these papers. */
  note(papers: readonly number[]): void {
    for (const paper of papers) {
      const count = this.waiting.get(paper);
      if (count !== undefined || this.waiting.size < MOST_WAITING) this.waiting.set(paper, (count ?? 0) + 1);
    }
  }

  /** Forgets what was noted: where nothing follows from it, it is not kept. */
  forget(): void {
    this.waiting.clear();
  }

  /** Writes down what was noted. What cannot be written waits for the next time. */
  async write(): Promise<void> {
    const noted = this.waiting;
    this.waiting = new Map();
    // In the order of papers, so that two processes cannot wait for each other.
    const rows = [...noted].sort(([a], [b]) => a - b);
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      try {
        await this.add(rows.slice(from, from + ROWS_AT_ONCE));
      } catch (error) {
        for (const [paper, count] of rows.slice(from)) this.waiting.set(paper, (this.waiting.get(paper) ?? 0) + count);
        throw error;
      }
    }
  }

  private async add(noted: readonly (readonly [number, number])[]): Promise<void> {
    const hour = hourOf(this.context.clock);
    const rows = noted.map(([paper, count]) => ({ paper, seen: Math.min(count, MOST_SEEN), seen_before: 0, hour }));
    await this.context.db.kysely
      .insertInto('impressions')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('paper').doUpdateSet({
          seen: sql`case when impressions.seen + excluded.seen > ${sql.lit(MOST_SEEN)} then ${sql.lit(MOST_SEEN)} else impressions.seen + excluded.seen end`,
          seen_before: sql`case when impressions.hour < excluded.hour then impressions.seen else impressions.seen_before end`,
          hour: sql`case when impressions.hour < excluded.hour then excluded.hour else impressions.hour end`,
        }),
      )
      .execute();
  }
}

/**
 * How often papers had been shown when this hour began. It stands for the whole hour and is the same in every process, so
 * an order that follows from it does not change under somebody who turns its pages; and it is read once an hour.
 */
export class SeenBefore {
  private hour = Number.NaN;
  private known = new Map<number, number>();

  constructor(private readonly context: ImpressionsContext) {}

  /** Of these papers and maybe others, by number; what is not there was not seen. */
  async read(papers: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const hour = hourOf(this.context.clock);
    if (hour !== this.hour) [this.hour, this.known] = [hour, new Map()];
    const { known } = this;
    const unknown = papers.filter((paper) => !known.has(paper));
    if (unknown.length === 0) return known;
    const { db } = this.context;
    const rows = await db.kysely.selectFrom('impressions').select(['paper', 'seen', 'seen_before', 'hour']).where(db.anyOf('paper', unknown)).execute();
    for (const paper of unknown) known.set(paper, 0);
    for (const row of rows) known.set(row.paper, row.hour < hour ? row.seen : row.seen_before);
    return known;
  }
}

/** Whole hours since 1970. */
export function hourOf(clock: Clock): number {
  return Math.floor(clock.now() / HOUR_MS);
}
