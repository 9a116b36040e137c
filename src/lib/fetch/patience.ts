import { OutsideError } from './failures.js';

export interface PatienceLimits {
  /** Milliseconds of waiting in all. */
  timeoutMs: number;
  /** Milliseconds of waiting for one thing: the beginning of an answer, or the next piece of it. */
  stallMs: number;
  signal?: AbortSignal;
}

/** How long one request may still keep us waiting. Only waiting counts, not what is done with a piece before the next is asked for. */
export class Patience {
  private left: number;

  constructor(private readonly limits: PatienceLimits) {
    this.left = limits.timeoutMs;
  }

  /**
   * Waits for something that a host is to send.
   * @throws OutsideError `stalled` or `timeout`
   * @throws the signal's reason, when it is given up
   */
  async wait<T>(promise: Promise<T>, host: string): Promise<T> {
    const { signal } = this.limits;
    // Whoever loses the race may still fail later; nobody waits for it then.
    promise.catch(() => undefined);
    signal?.throwIfAborted();
    const { promise: over, reject } = Promise.withResolvers<never>();
    const abort = (): void => reject(signal?.reason);
    const timer = setTimeout(() => reject(this.outOfPatience(host)), Math.max(0, Math.min(this.left, this.limits.stallMs)));
    signal?.addEventListener('abort', abort, { once: true });
    const began = performance.now();
    try {
      return await Promise.race([promise, over]);
    } finally {
      this.left -= performance.now() - began;
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }

  private outOfPatience(host: string): OutsideError {
    const { timeoutMs, stallMs } = this.limits;
    if (this.left <= stallMs) return new OutsideError('timeout', { host, detail: `more than ${seconds(timeoutMs)}` });
    return new OutsideError('stalled', { host, detail: `nothing for ${seconds(stallMs)}` });
  }
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 100) / 10} s`;
}
