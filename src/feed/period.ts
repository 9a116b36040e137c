import type { Period, PeriodKind } from './types.js';

/*
 * Days, ISO 8601 weeks and months as keys: `2026-06-03`, `2026-W23`, `2026-06`. The week's year is that of its Thursday,
 * so 2027-01-01 lies in 2026-W53.
 */

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const FORMS: Record<PeriodKind, RegExp> = { day: /^\d{4}-\d\d-\d\d$/, week: /^\d{4}-W\d\d$/, month: /^\d{4}-\d\d$/ };

/** A period from its key as it stands in an address; nothing for a day, week or month that does not exist. */
export function parsePeriod(kind: PeriodKind, key: string): Period | undefined {
  if (!FORMS[kind].test(key)) return undefined;
  const period = { kind, key };
  try {
    return keyOf(kind, firstDate(period)) === key ? period : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** All days of a period in order, `YYYY-MM-DD`. */
export function daysOf(period: Period): string[] {
  const first = firstDate(period);
  return Array.from({ length: lengthOf(period, first) }, (_, index) => first.add({ days: index }).toString());
}

/** The period of the same kind that follows. */
export function nextPeriod(period: Period): Period {
  const first = firstDate(period);
  return { kind: period.kind, key: keyOf(period.kind, first.add({ days: lengthOf(period, first) })) };
}

/** The period of the same kind that ends the day before this one begins. */
export function previousPeriod(period: Period): Period {
  return { kind: period.kind, key: keyOf(period.kind, firstDate(period).subtract({ days: 1 })) };
}

/** The ISO week of a day, `2026-W23`; throws RangeError when there is no such day. */
export function weekOf(day: string): string {
  return keyOf('week', Temporal.PlainDate.from(day));
}

/** The month of a day, `2026-06`. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** A period in words: `Wednesday, 3 June 2026`, `Week 23, 1–7 June 2026`, `June 2026`. */
export function formatPeriod(period: Period): string {
  const first = firstDate(period);
  if (period.kind === 'day') return `${WEEKDAYS[first.dayOfWeek - 1]}, ${dayInWords(first)}`;
  if (period.kind === 'month') return `${MONTHS[first.month - 1]} ${first.year}`;
  return `Week ${first.weekOfYear}, ${weekSpan(first, first.add({ days: 6 }))}`;
}

function weekSpan(first: Temporal.PlainDate, last: Temporal.PlainDate): string {
  if (first.year !== last.year) return `${dayInWords(first)} – ${dayInWords(last)}`;
  if (first.month !== last.month) return `${first.day} ${MONTHS[first.month - 1]} – ${dayInWords(last)}`;
  return `${first.day}–${dayInWords(last)}`;
}

function dayInWords(date: Temporal.PlainDate): string {
  return `${date.day} ${MONTHS[date.month - 1]} ${date.year}`;
}

function firstDate({ kind, key }: Period): Temporal.PlainDate {
  if (kind === 'day') return Temporal.PlainDate.from(key);
  if (kind === 'month') return Temporal.PlainDate.from(`${key}-01`);
  // The fourth of January is always in the first week.
  const fourth = Temporal.PlainDate.from(`${key.slice(0, 4)}-01-04`);
  return mondayOf(fourth).add({ weeks: Number(key.slice(6)) - 1 });
}

function mondayOf(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: date.dayOfWeek - 1 });
}

function keyOf(kind: PeriodKind, date: Temporal.PlainDate): string {
  if (kind !== 'week') return date.toString().slice(0, kind === 'day' ? 10 : 7);
  return `${String(date.yearOfWeek).padStart(4, '0')}-W${String(date.weekOfYear).padStart(2, '0')}`;
}

function lengthOf({ kind }: Period, first: Temporal.PlainDate): number {
  return kind === 'day' ? 1 : kind === 'week' ? 7 : first.daysInMonth;
}
