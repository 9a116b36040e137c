const MAIL = /^(?:[a-z]{3},\s*)?\d{1,2}\s+[a-z]{3}\s+\d{4}\s+\d\d:\d\d(?::\d\d)?\s*(?:[+-]\d{4}|GMT|UTC?|E[SD]T)$/i;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)$/i;

/**
 * The day in New York of a time that a feed names, as RFC 822 or ISO 8601 has it: `Wed, 03 Jun 2026 00:00:00 -0400`.
 * arXiv's feeds begin with New York's day. Nothing when it is no time.
 */
export function newYorkDay(text: string | undefined): string | undefined {
  const written = text?.trim() ?? '';
  const time = MAIL.test(written) || ISO.test(written) ? Date.parse(written) : Number.NaN;
  if (Number.isNaN(time)) return undefined;
  return Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO('America/New_York').toPlainDate().toString();
}
