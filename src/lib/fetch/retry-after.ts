const LONGEST = 24 * 3_600_000;

/**
 * How long a server asks to wait, in milliseconds, at most a day: seconds, or a date (RFC 9110, 10.2.3). A date is
 * reckoned from the server's own `Date` where it says one, so that a wrong clock here does no harm.
 * Nothing when the header is missing or is neither.
 */
export function parseRetryAfter(headers: Headers, now: number): number | undefined {
  const written = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,10}$/.test(written)) return Math.min(Number(written) * 1000, LONGEST);
  const until = dateOf(written);
  if (until === undefined) return undefined;
  return Math.min(Math.max(until - (dateOf(headers.get('date') ?? '') ?? now), 0), LONGEST);
}

/** An HTTP date, `Tue, 02 Jun 2026 18:00:00 GMT`. */
function dateOf(text: string): number | undefined {
  const time = /^[A-Za-z]{3,9},? .{6,40}$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
