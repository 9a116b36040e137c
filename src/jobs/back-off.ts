/** How a request ended, as far as the next one to that host depends on it. */
export type Outcome =
  | { kind: 'answered' }
  /** The host asked for less (429, 503); `retryAfterMs` when it said for how long. */
  | { kind: 'refused'; retryAfterMs?: number }
  /** No answer, or none that can be used. */
  | { kind: 'failed' };

const FIRST_MS: Record<'refused' | 'failed', number> = { refused: 60_000, failed: 30_000 };
const LONGEST_MS: Record<'refused' | 'failed', number> = { refused: 1_800_000, failed: 900_000 };
/** A host that names a longer time is asked again after this. */
export const LONGEST_RETRY_AFTER_MS = 6 * 3_600_000;

/**
 * How long to leave a host alone after so many failures in a row (from 1), in milliseconds of the instance's clock:
 * what it said, else a time that doubles up to half an hour, shortened by up to a fifth so that not all come back at once.
 * @param random a number from 0 to 1
 */
export function backOffMs(outcome: Exclude<Outcome, { kind: 'answered' }>, failures: number, random: number): number {
  const doubled = Math.min(FIRST_MS[outcome.kind] * 2 ** Math.min(failures - 1, 20), LONGEST_MS[outcome.kind]);
  const own = doubled * (1 - random / 5);
  if (outcome.kind === 'failed' || outcome.retryAfterMs === undefined) return own;
  return Math.min(outcome.retryAfterMs, LONGEST_RETRY_AFTER_MS);
}
