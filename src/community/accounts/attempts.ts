import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#db';
import { BroadsheetError, type Clock } from '#lib';

/** Somebody tries too often; the message says when to come back. */
export class TooManyAttemptsError extends BroadsheetError {}

const MINUTE_MS = 60_000;

/** How often what may be tried: `most` times in each stretch of `withinMs`. */
const LIMITS = {
  /** Passwords for one account, from wherever. A link by mail leads in meanwhile. */
  'password for an account': { most: 10, withinMs: 15 * MINUTE_MS },
  /** Passwords from one address, for whichever accounts: a lab behind one address must fit. */
  'password from an address': { most: 60, withinMs: 15 * MINUTE_MS },
  /** Mails to one address that anybody can cause. */
  'mail to an address': { most: 5, withinMs: 60 * MINUTE_MS },
  'mail from an address': { most: 40, withinMs: 60 * MINUTE_MS },
  /** Links, invitations and codes: 190 bits are not guessed, but each look costs something. */
  'code from an address': { most: 120, withinMs: 15 * MINUTE_MS },
} as const;

export type Attempt = keyof typeof LIMITS;

/** Counts what is tried, for all processes together. Names are hashed: the table says nothing of who tried what. */
export class Attempts {
  constructor(private readonly context: { db: Database; clock: Clock; secret: string }) {}

  /** Counts one more. @throws TooManyAttemptsError once there are too many, until the stretch is over */
  async count(attempt: Attempt, who: string): Promise<void> {
    const { db, clock, secret } = this.context;
    const { most, withinMs } = LIMITS[attempt];
    const started = Math.floor(clock.now() / withinMs) * withinMs;
    const name = createHmac('sha256', secret).update(`${attempt} ${who.toLowerCase()}`).digest('base64url');
    const since = new Date(started).toISOString();
    // One statement: of many at once each sees the count with itself.
    const { rows } = await sql<{ count: number }>`
      insert into attempts (name, since, count) values (${name}, ${since}, 1)
      on conflict (name) do update set count = case when attempts.since = excluded.since then attempts.count + 1 else 1 end, since = excluded.since
      returning count
    `.execute(db.kysely);
    if ((rows[0]?.count ?? 0) > most) throw new TooManyAttemptsError(`That was tried too often. Try again in ${minutes(started + withinMs - clock.now())}.`);
  }

  /** Forgets what was counted before the longest stretch; cheap, and called now and then. */
  async forgetOld(): Promise<void> {
    const { db, clock } = this.context;
    const longest = Math.max(...Object.values(LIMITS).map(({ withinMs }) => withinMs));
    await db.kysely.deleteFrom('attempts').where('since', '<', new Date(clock.now() - longest).toISOString()).execute();
  }
}

function minutes(milliseconds: number): string {
  const count = Math.max(1, Math.ceil(milliseconds / MINUTE_MS));
  return count === 1 ? 'a minute' : `${count} minutes`;
}
