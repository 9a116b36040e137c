// Made when first needed: what they load of languages and time zones, every command would wait for.
const count = once(() => new Intl.NumberFormat('en-GB'));
const dayAndMonth = once(() => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }));
const newYork = once(() => new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'America/New_York' }));

const SECOND_MS = 1_000;
const UNITS = [
  ['day', 86_400 * SECOND_MS],
  ['hour', 3_600 * SECOND_MS],
  ['minute', 60 * SECOND_MS],
] as const;

/** `1 paper`, `1,184 papers` */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${count().format(number)} ${number === 1 ? one : many}`;
}

/** `1,184` */
export function figure(number: number): string {
  return count().format(number);
}

/** An instant as said within a day of it, `20:04 UTC`, or later, `2 June, 20:04 UTC`. */
export function clockTime(instant: string | number, now: number): string {
  const date = new Date(instant);
  const time = `${date.toISOString().slice(11, 16)} UTC`;
  return Math.abs(date.getTime() - now) < 20 * 3_600 * SECOND_MS ? time : `${dayAndMonth().format(date)}, ${time}`;
}

/** The evening of an announcement: `Tuesday, 2 June, 20:00 New York` */
export function evening(instant: string): string {
  return `${newYork().format(new Date(instant)).replace(/^(\p{L}+) /u, '$1, ')}, 20:00 New York`;
}

/** A time from now, as exact as it is of use: `5 minutes`, `3 hours`, `2 days` */
export function span(milliseconds: number): string {
  for (const [unit, size] of UNITS) if (milliseconds >= 1.5 * size || unit === 'minute') return counted(Math.max(1, Math.round(milliseconds / size)), unit);
  return '';
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
