/** Days `YYYY-MM-DD`, both inclusive; at least one is there. */
export interface Days {
  from?: string;
  to?: string;
  /** Set when `from` was given by the days that have passed since: `7d`. */
  last?: string;
}

const DATE = /^([1-9]\d{3})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?$/;
const LAST = /^([1-9]\d{0,3})([dwmy])$/i;
const YEARS = /^([1-9]\d{3})[-–]([1-9]\d{3})$/;
const MILLISECONDS_OF_DAY = 86_400_000;

/**
 * The days that a value of `date:` or `year:` names: `2024`, `2026-05`, `2026-05-31`, `2020..2024` (either end may be
 * missing), `2020-2024`, `>=2020` and the like, `7d`, `2w`, `3m`, `1y` back from today, `today`, `yesterday`.
 * Nothing when it is none of these, or no day of the calendar.
 */
export function daysNamed(value: string, today: string): Days | undefined {
  return relative(value.toLowerCase(), today) ?? compared(value) ?? range(value) ?? span(value);
}

/** From the first of the days named on. */
export function daysSince(value: string, today: string): Days | undefined {
  const days = daysNamed(value, today);
  if (days?.from === undefined || /^[<>]/.test(value)) return undefined;
  return days.last === undefined ? { from: days.from } : days;
}

/** Up to the day before the first of the days named. */
export function daysBefore(value: string, today: string): Days | undefined {
  const from = daysSince(value, today)?.from;
  return from === undefined ? undefined : { to: shifted(from, -1) };
}

/** The date nearest to one that is none: `2026-02-30` was the month's last day, `2026-13` some day of the year. */
export function dateMeant(value: string): string | undefined {
  const [, year, month, day] = DATE.exec(value.replaceAll('.', '-')) ?? [];
  if (year === undefined) return undefined;
  const named = month === undefined ? undefined : span(`${year}-${month}`);
  if (named === undefined) return year;
  return day === undefined || Number(day) === 0 ? `${year}-${month!.padStart(2, '0')}` : named.to;
}

/** The day so many days later. */
export function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * MILLISECONDS_OF_DAY).toISOString().slice(0, 10);
}

/** The first and last day of a year, a month or a day. */
function span(value: string): { from: string; to: string } | undefined {
  const [, year, month, day] = DATE.exec(value) ?? [];
  if (year === undefined) return undefined;
  const first = `${year}-${(month ?? '1').padStart(2, '0')}-${(day ?? '1').padStart(2, '0')}`;
  if (!isDay(first)) return undefined;
  if (day !== undefined) return { from: first, to: first };
  return { from: first, to: month === undefined ? `${year}-12-31` : lastOfMonth(first) };
}

function lastOfMonth(day: string): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function range(value: string): Days | undefined {
  const years = YEARS.exec(value);
  const ends = years ? [years[1]!, years[2]!] : value.split(/\.{2,3}|…/);
  if (ends.length !== 2) return undefined;
  const [first, last] = ends.map((end) => (end === '' ? null : span(end)));
  if (first === undefined || last === undefined || (first === null && last === null)) return undefined;
  if (first && last && first.from > last.from) return { from: last.from, to: first.to };
  return { ...(first ? { from: first.from } : {}), ...(last ? { to: last.to } : {}) };
}

/** `>2020` is all that comes after it, `>=2020` what begins with it; likewise downwards. */
function compared(value: string): Days | undefined {
  const [, sign, date = ''] = /^([<>]=?)(.+)$/.exec(value) ?? [];
  const days = span(date);
  if (sign === undefined || days === undefined) return undefined;
  if (sign === '>=') return { from: days.from };
  if (sign === '<=') return { to: days.to };
  const day = sign === '>' ? shifted(days.to, 1) : shifted(days.from, -1);
  if (!DATE.test(day)) return undefined;
  return sign === '>' ? { from: day } : { to: day };
}

function relative(value: string, today: string): Days | undefined {
  if (value === 'today') return { from: today, to: today };
  if (value === 'yesterday') return { from: shifted(today, -1), to: shifted(today, -1) };
  const [, count, unit] = LAST.exec(value) ?? [];
  if (count === undefined) return undefined;
  const from = back(today, Number(count), unit as 'd' | 'w' | 'm' | 'y');
  return DATE.test(from) ? { from, last: value } : undefined;
}

/** The same day so many months or years earlier; where that month is shorter, its last day. */
function back(today: string, count: number, unit: 'd' | 'w' | 'm' | 'y'): string {
  if (unit === 'd' || unit === 'w') return shifted(today, -count * (unit === 'w' ? 7 : 1));
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 - count * (unit === 'y' ? 12 : 1);
  const first = `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`;
  const last = DATE.test(first) ? lastOfMonth(first) : first;
  const day = `${first.slice(0, 8)}${today.slice(8)}`;
  return day < last ? day : last;
}
