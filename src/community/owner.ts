import { createHash, randomBytes } from 'node:crypto';
import type { Database, Writer } from '#db';
import { isoNow, type Clock } from '#lib';

/** The owner's number in `readers`: every install has one from its first migration on. */
export const OWNER = 1;

const SECRET_BYTES = 32;
const SECRET = /^[A-Za-z0-9_-]{43}$/;
const HOUR_MS = 3_600_000;
const KEY_MS = 24 * HOUR_MS;
const SESSION_MS = 365 * 24 * HOUR_MS;

/**
 * How somebody becomes the owner: a key that works once is exchanged for a session.
 *
 * Of both only the SHA-256 is stored, so a copy of the database opens nothing. They are 256 random bits, so neither salt nor
 * slow hashing is needed, and looking them up by an index gives nothing away: how long the search takes depends on the hash,
 * and nobody can choose a secret by its hash.
 */
export class OwnerAccess {
  constructor(private readonly context: { db: Database; clock: Clock }) {}

  /** A new key. It works once, within a day. */
  async makeKey(): Promise<string> {
    return await this.context.db.transaction(async (writer) => {
      await this.removeOld(writer);
      return await this.add(writer, { kind: 'key', lastsMs: KEY_MS });
    });
  }

  /** Exchanges a key for the token of a new session; undefined when it is unknown, used or too old. Of two at once one succeeds. */
  async useKey(key: string): Promise<string | undefined> {
    if (!SECRET.test(key)) return undefined;
    return await this.context.db.transaction(async (writer) => {
      await this.removeOld(writer);
      // The delete decides: it finds the row for one transaction only.
      const { numDeletedRows } = await writer.deleteFrom('owner_keys').where('hash', '=', hashOf(key)).where('kind', '=', 'key').executeTakeFirst();
      return numDeletedRows === 0n ? undefined : await this.add(writer, { kind: 'session', lastsMs: SESSION_MS });
    });
  }

  /** Whether this is the token of a session that still lasts. A session lasts a year. */
  async isSession(token: string): Promise<boolean> {
    if (!SECRET.test(token)) return false;
    const { db, clock } = this.context;
    const found = await db.kysely
      .selectFrom('owner_keys')
      .select('hash')
      .where('hash', '=', hashOf(token))
      .where('kind', '=', 'session')
      .where('expires_at', '>', isoNow(clock))
      .executeTakeFirst();
    return found !== undefined;
  }

  async endSession(token: string): Promise<void> {
    await this.context.db.kysely.deleteFrom('owner_keys').where('hash', '=', hashOf(token)).where('kind', '=', 'session').execute();
  }

  /** Ends all sessions and makes all keys useless. Returns how many browsers were signed in. */
  async endEverything(): Promise<number> {
    return await this.context.db.transaction(async (writer) => {
      await this.removeOld(writer);
      await writer.deleteFrom('owner_keys').where('kind', '=', 'key').execute();
      const { numDeletedRows } = await writer.deleteFrom('owner_keys').where('kind', '=', 'session').executeTakeFirst();
      return Number(numDeletedRows);
    });
  }

  private async add(writer: Writer, { kind, lastsMs }: { kind: 'key' | 'session'; lastsMs: number }): Promise<string> {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    const expires = new Date(this.context.clock.now() + lastsMs).toISOString();
    await writer.insertInto('owner_keys').values({ hash: hashOf(secret), kind, created_at: isoNow(this.context.clock), expires_at: expires }).execute();
    return secret;
  }

  private async removeOld(writer: Writer): Promise<void> {
    await writer.deleteFrom('owner_keys').where('expires_at', '<=', isoNow(this.context.clock)).execute();
  }
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
