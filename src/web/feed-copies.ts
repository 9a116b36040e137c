import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);

export type Encoding = 'br' | 'gzip' | 'identity';

/** A feed as it is sent, kept until something changes. */
export interface FeedCopy {
  stamp: string;
  etag: string;
  /** When this text was first seen here, in whole seconds: milliseconds since 1970. */
  modified: number;
  body: Uint8Array<ArrayBuffer>;
  encoded: Map<Encoding, Promise<Uint8Array<ArrayBuffer>>>;
}

export interface FeedCopiesOptions {
  stamp(): Promise<string>;
  /** Milliseconds since 1970. */
  now(): number;
  /** Most bytes kept. */
  bytes?: number;
  /** How many feeds may be made in a second, and how many at once after a quiet time. */
  rate?: { perSecond: number; burst: number };
  /** A clock for the rate, in milliseconds; the machine's own. */
  monotonic?(): number;
}

const KEPT_BYTES = 32 * 1024 * 1024;
const RATE = { perSecond: 20, burst: 60 };
const LOOK_EVERY_MS = 500;

/**
 * The feeds that were asked for lately. Many ask for the same feed again and again, so each is made once for every change; and
 * however many different ones are asked for, only so many are made in a second.
 */
export class FeedCopies {
  private readonly copies = new Map<string, FeedCopy>();
  private readonly making = new Map<string, Promise<FeedCopy | undefined>>();
  private bytes = 0;
  private left: number;
  private leftAt: number;
  private looked = { at: -Infinity, stamp: Promise.resolve('') };

  constructor(private readonly options: FeedCopiesOptions) {
    this.left = this.rate.burst;
    this.leftAt = this.monotonic();
  }

  /** The feed of a key as it is now; undefined when there is none, `busy` when too many were asked for. */
  async get(key: string, make: () => Promise<string | undefined>): Promise<FeedCopy | undefined | 'busy'> {
    const stamp = await this.stamp();
    const kept = this.copies.get(key);
    if (kept?.stamp === stamp) return this.used(key, kept);
    const underWay = this.making.get(key);
    if (underWay !== undefined) return await underWay;
    // An older text is better than none.
    if (!this.mayMake()) return kept ?? 'busy';
    const made = this.make({ key, stamp, kept }, make).finally(() => this.making.delete(key));
    this.making.set(key, made);
    return await made;
  }

  private async make({ key, stamp, kept }: { key: string; stamp: string; kept?: FeedCopy }, make: () => Promise<string | undefined>): Promise<FeedCopy | undefined> {
    const text = await make();
    this.drop(key);
    if (text === undefined) return undefined;
    const body = new Uint8Array(Buffer.from(text));
    const etag = `"${createHash('sha1').update(body).digest('base64url')}"`;
    const same = kept?.etag === etag ? kept : undefined;
    const fresh: FeedCopy = { stamp, etag, body, modified: same?.modified ?? Math.floor(this.options.now() / 1000) * 1000, encoded: same?.encoded ?? new Map() };
    this.copies.set(key, fresh);
    this.bytes += body.length;
    this.makeRoom();
    return fresh;
  }

  private used(key: string, copy: FeedCopy): FeedCopy {
    this.copies.delete(key);
    this.copies.set(key, copy);
    return copy;
  }

  private drop(key: string): void {
    this.bytes -= this.copies.get(key)?.body.length ?? 0;
    this.copies.delete(key);
  }

  /** The longest unused go first. */
  private makeRoom(): void {
    for (const key of this.copies.keys()) {
      if (this.bytes <= (this.options.bytes ?? KEPT_BYTES)) return;
      this.drop(key);
    }
  }

  /** A bucket that fills by the second and is emptied by each feed that is made. */
  private mayMake(): boolean {
    const now = this.monotonic();
    this.left = Math.min(this.rate.burst, this.left + ((now - this.leftAt) / 1000) * this.rate.perSecond);
    this.leftAt = now;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }

  private stamp(): Promise<string> {
    const now = this.monotonic();
    if (now - this.looked.at >= LOOK_EVERY_MS) {
      this.looked = { at: now, stamp: this.options.stamp() };
      this.looked.stamp.catch(() => (this.looked.at = -Infinity));
    }
    return this.looked.stamp;
  }

  private get rate() {
    return this.options.rate ?? RATE;
  }

  private monotonic(): number {
    return this.options.monotonic?.() ?? performance.now();
  }
}

/** A copy's bytes in an encoding, compressed once. */
export function encodedBody(copy: FeedCopy, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  const known = copy.encoded.get(encoding);
  if (known !== undefined) return known;
  const encoded = compress(copy.body, encoding);
  copy.encoded.set(encoding, encoded);
  return encoded;
}

async function compress(plain: Uint8Array<ArrayBuffer>, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === 'gzip') return new Uint8Array(await toGzip(plain, { level: 6 }));
  if (encoding === 'br') return new Uint8Array(await toBrotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }));
  return plain;
}
