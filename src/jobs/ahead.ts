import type { Clock } from '#lib';

/** By how much the clocks of machines that share a database may differ. */
const CLOCKS_DIFFER_MS = 300_000;

/**
 * The instant after which no clock can have written a time of now plus `forMs`: whatever lies later was written before the
 * clock was set back, and waiting for it could take hours.
 */
export function aheadOf(clock: Clock, forMs: number): string {
  return new Date(clock.now() + forMs + CLOCKS_DIFFER_MS).toISOString();
}
