import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Database } from '#db';
import { isoNow, type Clock } from '#lib';

/** What is signed: a kind of thing, which one, and its generation, by which signatures are taken back. */
export interface Signed {
  purpose: 'feed' | 'subscription';
  number: number;
  generation: number;
}

const SECRET_BYTES = 32;
/** 162 bits of the signature: more than can be guessed, short enough for an address. */
const SIGNATURE_LENGTH = 27;
const NAME = 'addresses';

/**
 * Signs addresses that open something without a login: `12-<signature>`. HMAC-SHA-256 with a secret of the instance, so that
 * nothing secret is kept for each, every address can be shown again, and a copy of one table opens nothing.
 */
export class Signer {
  private key: Promise<string | undefined> | undefined;

  constructor(private readonly context: { db: Database; clock: Clock }) {}

  /** The token of a thing. Makes the instance's secret where there is none yet. */
  async sign(signed: Signed): Promise<string> {
    const key = (await this.known()) ?? (await this.make());
    return `${signed.number}-${signatureOf(key, signed)}`;
  }

  /** Whether a signature is that of a thing. */
  async isGenuine(signature: string, signed: Signed): Promise<boolean> {
    const key = await this.known();
    if (key === undefined) return false;
    const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(key, signed))];
    return given.length === right.length && timingSafeEqual(given, right);
  }

  private async known(): Promise<string | undefined> {
    this.key ??= this.read();
    const key = await this.key.catch((error: unknown) => {
      this.key = undefined;
      throw error;
    });
    // Another process may make it at any time.
    if (key === undefined) this.key = undefined;
    return key;
  }

  private async read(): Promise<string | undefined> {
    const row = await this.context.db.kysely.selectFrom('secrets').select('value').where('name', '=', NAME).executeTakeFirst();
    return row?.value;
  }

  /** Of two processes at once one makes it, and both use that. */
  private async make(): Promise<string> {
    const { db, clock } = this.context;
    const row = { name: NAME, value: randomBytes(SECRET_BYTES).toString('base64url'), created_at: isoNow(clock) };
    await db.kysely.insertInto('secrets').values(row).onConflict((conflict) => conflict.doNothing()).execute();
    const key = await this.known();
    if (key === undefined) throw new Error('the secret that was just made is not there');
    return key;
  }
}

/** Reads `12-<signature>` without saying whether it is genuine; undefined for anything else. */
export function parseToken(token: string): { number: number; signature: string } | undefined {
  const [, number, signature] = /^(\d{1,15})-([\w-]+)$/.exec(token) ?? [];
  return number === undefined || signature?.length !== SIGNATURE_LENGTH ? undefined : { number: Number(number), signature };
}

function signatureOf(key: string, { purpose, number, generation }: Signed): string {
  return createHmac('sha256', key).update(`${purpose} ${number} ${generation}`).digest('base64url').slice(0, SIGNATURE_LENGTH);
}
