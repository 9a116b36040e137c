import { daysOf, monthOf, nextPeriod, type Period, parsePeriod, previousPeriod, weekOf } from '#feed';
import { monthName, weekdayAndDay } from './words.js';

/** A short name for a link beside others: `Tuesday, 2 June`, `Week 22`, `May 2026`. */
export function periodName({ kind, key }: Period): string {
  if (kind === 'day') return weekdayAndDay(key);
  return kind === 'month' ? monthName(key) : `Week ${Number(key.slice(6))}`;
}

/** The month that a period lies in, a week by its Thursday, as ISO 8601 counts its year. */
export function monthOfPeriod(period: Period): string {
  return monthOf(period.kind === 'week' ? daysOf(period)[3]! : period.key);
}

/** The week of a period: of a day its own, of a month the one that holds its first day. */
export function weekOfPeriod({ kind, key }: Period): string {
  if (kind === 'week') return key;
  return weekOf(kind === 'day' ? key : `${key}-01`);
}

/** The day to go to from a week or month: the last one in it that has an edition, else its first. */
export function dayOfPeriod(period: Period, editionDays: string[]): string {
  const inside = daysOf(period);
  return editionDays.filter((day) => inside.includes(day)).at(-1) ?? inside[0]!;
}

/** The months before and after `2026-06`. */
export function neighbourMonths(month: string): { before: string; after: string } {
  const period: Period = { kind: 'month', key: month };
  return { before: previousPeriod(period).key, after: nextPeriod(period).key };
}

/** The weeks of a month, Monday first; days of its neighbours are left out. */
export function monthGrid(month: string): (string | undefined)[][] {
  const days = daysOf({ kind: 'month', key: month });
  const weeks = [...new Set(days.map(weekOf))];
  return weeks.map((week) =>
    daysOf({ kind: 'week', key: week }).map((day) => (day.startsWith(month) ? day : undefined)),
  );
}

/** True for a month that exists, `2026-06`. */
export function isMonth(text: string): boolean {
  return parsePeriod('month', text) !== undefined;
}
