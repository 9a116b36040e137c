import type { PartialDate } from '#papers';

const count = new Intl.NumberFormat('en-GB');
const utc = { timeZone: 'UTC' } as const;
const weekdayDate = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', ...utc });
const weekdayShort = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', ...utc });
const dayDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', ...utc });
const newYork = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'America/New_York' });
const monthDate = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', ...utc });

/** `1184` -> `1,184`. */
export function number(value: number): string {
  // A page says hundreds of small numbers, and the formatter takes its time.
  return value >= 0 && value < 1000 && Number.isInteger(value) ? String(value) : count.format(value);
}

/** `counted(1, 'paper')` -> `1 paper`, `counted(3, 'paper')` -> `3 papers`; an irregular plural is given. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** A score with its sign and two places: `+3.45`, `−1.66`. */
export function signed(value: number): string {
  const sign = value < 0 ? '−' : '+';
  return `${sign}${Math.abs(value).toFixed(2)}`;
}

/** `2026-06-03` -> `Wednesday, 3 June 2026`. */
export function longDay(day: string): string {
  return weekdayDate.format(new Date(day)).replace(/^(\p{L}+) /u, '$1, ');
}

/** `2026-06-03` -> `Wednesday, 3 June`. */
export function weekdayAndDay(day: string): string {
  return weekdayShort.format(new Date(day)).replace(/^(\p{L}+) /u, '$1, ');
}

/** The day an instant falls on in New York: `2026-06-03T00:00:00Z` -> `Tuesday, 2 June`. */
export function dayInNewYork(instant: string): string {
  return newYork.format(new Date(instant)).replace(/^(\p{L}+) /u, '$1, ');
}

/** `2026-06` -> `June 2026`. */
export function monthName(month: string): string {
  return monthDate.format(new Date(month));
}

/** A date as exact as it is known: `2026`, `June 2026`, `3 June 2026`; anything unreadable is given back. */
export function saidDate(date: PartialDate): string {
  if (date.length === 4 || !isDate(date)) return date;
  return date.length === 7 ? monthName(date) : dayDate.format(new Date(date));
}

/** As `saidDate`, without the year where it is the one the reader is in: `1 June`. */
export function nearDate(date: PartialDate, day: string): string {
  const near = date.length >= 10 && date.slice(0, 4) === day.slice(0, 4);
  return near ? saidDate(date).replace(/ \d{4}$/, '') : saidDate(date);
}

/** The exact instant for a hover, where more than the day is known: `3 June 2026, 17:59:59 UTC`. */
export function exactDate(date: PartialDate): string {
  if (date.length <= 10 || !isDate(date)) return saidDate(date);
  return `${saidDate(date)}, ${new Date(date).toISOString().slice(11, 19)} UTC`;
}

/** `3 June 2026, 07:00 in Europe/Berlin`. */
export function dateIn(zone: string, instant: string): string {
  const time = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: zone }).format(Date.parse(instant));
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(Date.parse(instant));
  return `${time}, ${clock}${zone === 'UTC' ? ' UTC' : ` in ${zone.replaceAll('_', ' ')}`}`;
}

/** `['a', 'b', 'c']` -> `a, b and c`. */
export function listed(items: string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** Seconds as a person says them: `about 2 minutes`. */
export function duration(seconds: number): string {
  if (seconds < 60) return counted(Math.max(1, Math.round(seconds)), 'second');
  if (seconds < 5400) return `about ${counted(Math.round(seconds / 60), 'minute')}`;
  return `about ${counted(Math.round(seconds / 3600), 'hour')}`;
}

/** `Date.parse` alone would read a year out of any words. */
function isDate(text: string): boolean {
  return /^\d{4}(-\d\d){0,2}(T|$)/.test(text) && !Number.isNaN(Date.parse(text));
}
