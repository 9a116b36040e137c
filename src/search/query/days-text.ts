import { shifted, type Days } from './dates.js';

/** Days as a reader would name them: `2026`, `2026-05` or `2026-05-31`. */
export type DaysText = { since: string } | { before: string } | { until: string } | { in: string } | { first: string; last: string };

const LENGTHS = [4, 7] as const;

/** The shortest way to name days, in whole years or months where they are such. */
export function daysText({ from, to }: Days): DaysText {
  if (from === undefined) return untilText(to!);
  if (to === undefined) return { since: shortest(from) };
  const next = shifted(to, 1);
  const length = LENGTHS.find((one) => shortest(from).length <= one && shortest(next).length <= one) ?? 10;
  const [first, last] = [from.slice(0, length), to.slice(0, length)];
  return first === last ? { in: first } : { first, last };
}

/** The day after the last one has no name of four digits at the end of time. */
function untilText(to: string): DaysText {
  const next = shifted(to, 1);
  return /^\d{4}-/.test(next) ? { before: shortest(next) } : { until: to };
}

/** `2026` for its first day, `2026-05` for that of a month. */
function shortest(day: string): string {
  return day.endsWith('-01-01') ? day.slice(0, -6) : day.endsWith('-01') ? day.slice(0, -3) : day;
}
