import { OutsideError, StatusError } from '#lib/fetch';

/** Tries of one request, the first included. */
const TRIES = 6;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** Who asks for more is left alone: the next pass of the index comes back to it. */
export const MOST_PATIENCE_MS = 5 * 60_000;

/**
 * How long to wait before the same request goes out again, in milliseconds; undefined when that would be of no use.
 * Doubles with every try and is spread over its second half, so that several who failed together do not return together.
 * @param failures so far, this one included
 * @param random 0 to 1
 */
export function waitBeforeRetry(error: unknown, failures: number, random: number): number | undefined {
  if (!(error instanceof OutsideError) || !error.tryLater || failures >= TRIES || isOutOfQuota(error)) return undefined;
  const asked = error instanceof StatusError ? (error.retryAfter ?? resetAfter(error.headers)) : undefined;
  if (asked !== undefined && asked > MOST_PATIENCE_MS) return undefined;
  const own = Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS) * (0.5 + random / 2);
  return Math.round(Math.max(asked ?? 0, own));
}

/** Money is not made by waiting. */
export function isOutOfQuota(error: unknown): boolean {
  return error instanceof StatusError && error.status === 429 && /insufficient_quota|billing/i.test(error.excerpt);
}

/**
 * How long the headers of a good answer ask to wait before the next request, in milliseconds.
 * @param tokens that the next request is going to need, about
 */
export function restAfter(headers: Headers, tokens: number): number {
  const requests = remaining(headers, 'requests') < 1 ? duration(headers.get('x-ratelimit-reset-requests')) : undefined;
  const ofTokens = remaining(headers, 'tokens') < tokens ? duration(headers.get('x-ratelimit-reset-tokens')) : undefined;
  return Math.min(Math.max(requests ?? 0, ofTokens ?? 0), MOST_PATIENCE_MS);
}

function resetAfter(headers: Headers): number | undefined {
  const named = ['requests', 'tokens'].filter((what) => remaining(headers, what) < 1).map((what) => duration(headers.get(`x-ratelimit-reset-${what}`)) ?? 0);
  return named.length > 0 ? Math.max(...named) : undefined;
}

function remaining(headers: Headers, what: string): number {
  const written = headers.get(`x-ratelimit-remaining-${what}`)?.trim() ?? '';
  return /^\d{1,15}$/.test(written) ? Number(written) : Infinity;
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };

/** `1s`, `6m0s`, `120ms`, or seconds without a unit, in milliseconds; undefined for anything else. */
export function duration(written: string | null): number | undefined {
  const text = written?.trim() ?? '';
  if (/^\d{1,6}(\.\d{1,9})?$/.test(text)) return Number(text) * 1_000;
  if (!/^(?:\d{1,6}(?:\.\d{1,9})?(?:ms|[hms]))+$/.test(text)) return undefined;
  return [...text.matchAll(/([\d.]+)(ms|[hms])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit!]!, 0);
}
