import type { Database } from '#db';
import type { Clock } from '#lib';
import { giveLease, takeLease } from './leases.js';

export interface HeldLeaseOptions {
  name: string;
  holder: string;
  /** How long it lasts unless renewed, in real milliseconds. */
  forMs: number;
}

/** A lease that its holder asks for again and again; it is written anew only when a third of its time is over. */
export class HeldLease {
  private heldUntil = -Infinity;

  constructor(
    private readonly context: { db: Database; clock: Clock },
    private readonly options: HeldLeaseOptions,
  ) {}

  /** Takes it, or sees to it that it lasts; false when somebody else has it. */
  async hold(): Promise<boolean> {
    const { db, clock } = this.context;
    const forMs = this.options.forMs * (clock.speed || 1);
    const left = this.heldUntil - clock.now();
    if (left > (forMs * 2) / 3 && left <= forMs) return true;
    const held = await takeLease(db, clock, { ...this.options, forMs });
    this.heldUntil = held ? clock.now() + forMs : -Infinity;
    return held;
  }

  /** Gives it up, so that the next holder need not wait. */
  async give(): Promise<void> {
    this.heldUntil = -Infinity;
    await giveLease(this.context.db, this.options).catch(() => {});
  }
}
