import { takeNumbers, type Database, type Writer } from '#db';
import { isoNow, messageOf, type Clock } from '#lib';
import { aheadOf } from './ahead.js';

/** One piece of work that survives a restart. */
export interface Job {
  number: number;
  kind: string;
  payload: unknown;
  /** How often it was begun, this time included. */
  attempts: number;
}

const LEASE_MS = 60_000;
const MOST_ATTEMPTS = 8;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 3_600_000;

/** Durable work: rows taken with a lease, so that what a dead process held is taken up again. */
export class Jobs {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly holder: string,
  ) {}

  /** Puts work down for the worker. `payload` is kept as JSON. */
  async add(kind: string, payload: unknown): Promise<number> {
    return await this.db.transaction((writer) => this.addWithin(writer, kind, payload));
  }

  /** The same inside a transaction that does more than this; work that is due only at an instant waits for it. */
  async addWithin(writer: Writer, kind: string, payload: unknown, runAfter?: string): Promise<number> {
    const number = await takeNumbers(writer, 'job', 1);
    const now = isoNow(this.clock);
    const times = { run_after: runAfter ?? now, created_at: now, updated_at: now };
    await writer.insertInto('jobs').values({ number, kind, payload: JSON.stringify(payload), state: 'waiting', attempts: 0, lease_holder: '', lease_until: '', error: '', ...times }).execute();
    return number;
  }

  /**
   * Takes the oldest work that is due, or that a holder let lapse; undefined when there is none. Times that were written
   * before the clock was set back do not count.
   */
  async take(kinds: readonly string[]): Promise<Job | undefined> {
    const now = isoNow(this.clock);
    const ahead = aheadOf(this.clock, 0);
    const leaseAhead = aheadOf(this.clock, LEASE_MS);
    return await this.db.transaction(async (writer) => {
      const due = await writer
        .selectFrom('jobs')
        .select(['number', 'kind', 'payload', 'attempts'])
        .where(this.db.anyOf('kind', kinds))
        .where((where) =>
          where.or([
            where.and([where('state', '=', 'waiting'), where.or([where('run_after', '<=', now), where('updated_at', '>', ahead)])]),
            where.and([where('state', '=', 'running'), where.or([where('lease_until', '<', now), where('lease_until', '>', leaseAhead)])]),
          ]),
        )
        .orderBy('run_after')
        .orderBy('number')
        .limit(1)
        .$if(this.db.kind === 'postgres', (query) => query.forUpdate().skipLocked())
        .executeTakeFirst();
      if (due === undefined) return undefined;
      const attempts = due.attempts + 1;
      await writer.updateTable('jobs').set({ state: 'running', attempts, ...this.lease(), updated_at: now }).where('number', '=', due.number).execute();
      return { number: due.number, kind: due.kind, payload: JSON.parse(due.payload) as unknown, attempts };
    });
  }

  /** Says that the work goes on; call it well within a minute. */
  async renew(job: Job): Promise<void> {
    await this.db.kysely.updateTable('jobs').set(this.lease()).where('number', '=', job.number).where('lease_holder', '=', this.holder).execute();
  }

  /** Puts back what was begun under this holder's name and not settled: the database was away, or an earlier process of the name died. */
  async reclaim(): Promise<void> {
    const now = isoNow(this.clock);
    await this.db.kysely
      .updateTable('jobs')
      .set({ state: 'waiting', lease_holder: '', lease_until: '', run_after: now, updated_at: now })
      .where('state', '=', 'running')
      .where('lease_holder', '=', this.holder)
      .execute();
  }

  async finish(job: Job): Promise<void> {
    await this.settle(job, { state: 'done', error: '' });
  }

  /** Puts the work back without counting the attempt: the process is stopping. */
  async release(job: Job): Promise<void> {
    await this.settle(job, { state: 'waiting', error: '', attempts: job.attempts - 1, run_after: isoNow(this.clock) });
  }

  /** Notes a failure. Tried again later with growing waits, unless `final` or tried often enough. */
  async fail(job: Job, error: unknown, { final = false } = {}): Promise<void> {
    const wait = Math.min(FIRST_WAIT_MS * 2 ** (job.attempts - 1), LONGEST_WAIT_MS);
    const again = !final && job.attempts < MOST_ATTEMPTS;
    await this.settle(job, { state: again ? 'waiting' : 'failed', error: messageOf(error), run_after: new Date(this.clock.now() + wait).toISOString() });
  }

  private async settle(job: Job, change: { state: string; error: string; attempts?: number; run_after?: string }): Promise<void> {
    await this.db.kysely
      .updateTable('jobs')
      .set({ ...change, lease_holder: '', lease_until: '', updated_at: isoNow(this.clock) })
      .where('number', '=', job.number)
      .execute();
  }

  private lease(): { lease_holder: string; lease_until: string } {
    return { lease_holder: this.holder, lease_until: new Date(this.clock.now() + LEASE_MS).toISOString() };
  }
}
