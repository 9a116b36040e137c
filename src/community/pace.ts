import { TooManyRequestsError, type Clock } from '#lib';

/** How many at once, and how many for each minute after that. */
export interface PaceLimits {
  atOnce: number;
  perMinute: number;
}

const MINUTE_MS = 60_000;
/** Readers who are remembered; beyond it those who have waited out what they used are forgotten. */
const REMEMBERED = 10_000;

/**
 * Lets each reader do something so many times in a row and then so many times a minute (a token bucket), in this process.
 * What it forgets at a restart is how fast somebody was, and nothing else.
 */
export class Pace {
  private readonly used = new Map<number, { amount: number; at: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly limits: PaceLimits,
  ) {}

  /** Counts one more. @throws TooManyRequestsError in these words when it is one too many; it is not counted then */
  take(reader: number, words: string): void {
    const now = this.clock.now();
    const left = this.leftOf(reader, now);
    if (left + 1 > this.limits.atOnce) {
      throw new TooManyRequestsError(words, Math.max(1, Math.ceil(((left + 1 - this.limits.atOnce) / this.limits.perMinute) * 60)));
    }
    this.used.set(reader, { amount: left + 1, at: now });
    if (this.used.size > REMEMBERED) this.forgetRested(now);
  }

  /** What of the earlier ones still counts. */
  private leftOf(reader: number, now: number): number {
    const used = this.used.get(reader);
    if (used === undefined) return 0;
    return Math.max(0, used.amount - (Math.max(0, now - used.at) / MINUTE_MS) * this.limits.perMinute);
  }

  private forgetRested(now: number): void {
    for (const reader of this.used.keys()) if (this.leftOf(reader, now) === 0) this.used.delete(reader);
  }
}
