import type { PartialDate } from '#papers';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const PARTIAL = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(T\S+)?)?)?$/;
const MAIL = /^(?:[a-z]{3},\s*)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4})\s+(\d\d:\d\d:\d\d)\s+(?:GMT|UTC?|[+-]0000)$/i;

/** `2026`, `2026-05`, `2026-05-31` as they are, an instant in UTC with whole seconds; nothing when it is no date. */
export function partialDate(text: string): PartialDate | undefined {
  const match = PARTIAL.exec(text);
  if (!match) return undefined;
  const [, year, month, day, time] = match;
  if (dateOf(Number(year), month && Number(month), day && Number(day)) === undefined) return undefined;
  return time === undefined ? text : instant(text);
}

/** The instant of a mail date, `Mon, 2 Apr 2007 19:18:42 GMT`, as `2007-04-02T19:18:42Z`. Form: RFC 5322, section 3.3. */
export function mailDate(text: string): PartialDate | undefined {
  const match = MAIL.exec(text);
  const month = match && monthNumber(match[2]!);
  if (!match || !month) return undefined;
  const day = dateOf(Number(match[3]), month, Number(match[1]));
  return day === undefined || match[4]! >= '24' ? undefined : `${day}T${match[4]}Z`;
}

/** A year, with month and day as far as they are known and make sense together; nothing when they do not. */
export function dateOf(year: number, month?: number | '', day?: number | ''): PartialDate | undefined {
  if (!Number.isInteger(year) || year < 1000 || year > 2999) return undefined;
  if (month === undefined || month === '') return String(year);
  if (!Number.isInteger(month) || month < 1 || month > 12) return undefined;
  const yearMonth = `${year}-${String(month).padStart(2, '0')}`;
  if (day === undefined || day === '') return yearMonth;
  const longest = month === 2 && !isLeapYear(year) ? 28 : DAYS[month - 1]!;
  return Number.isInteger(day) && day >= 1 && day <= longest ? `${yearMonth}-${String(day).padStart(2, '0')}` : undefined;
}

/** As much of a date as makes sense. */
export function bestDate(year: number, month?: number | '', day?: number | ''): PartialDate | undefined {
  return dateOf(year, month, day) ?? dateOf(year, month) ?? dateOf(year);
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** 1 to 12 of an English month's name or number: `May`, `may.`, `5`, `05`. */
export function monthNumber(text: string): number | undefined {
  const word = text.trim().toLowerCase();
  if (/^\d{1,2}$/.test(word)) return Number(word) >= 1 && Number(word) <= 12 ? Number(word) : undefined;
  const index = MONTHS.indexOf(word.slice(0, 3));
  return index < 0 ? undefined : index + 1;
}

function instant(text: string): string | undefined {
  const time = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(time) ? undefined : `${new Date(time).toISOString().slice(0, 19)}Z`;
}
