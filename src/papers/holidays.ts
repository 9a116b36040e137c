/*
 * The weekdays on which arXiv sets no deadline, so that nothing is announced for them: public holidays of the United
 * States that arXiv keeps, days around the new year, and a few outages and staff days.
 */

/**
 * What arXiv kept, from its own table `arXiv_holidays` (github.com/arXiv, seed file as of May 2026); the lists of 2023
 * and 2026 are also on https://info.arxiv.org/help/availability.html. A name holds until the next one on its line.
 */
const KEPT: Record<number, string> = {
  2003: 'Christmas 12-25 12-26',
  2004: "New Year's Day 01-01 01-02 Thanksgiving 11-25 Winter break 12-24 12-28 12-30",
  2005: 'Thanksgiving 11-24 Winter break 12-27 12-29',
  2006: 'Thanksgiving 11-23 Christmas 12-25 Winter break 12-26',
  2007: "New Year's Day 01-01 Thanksgiving 11-22 Winter break 12-24 Christmas 12-25 Winter break 12-31",
  2008: "New Year's Day 01-01 Independence Day 07-04 Thanksgiving 11-27 Christmas 12-25 Winter break 12-26 12-29 12-31",
  2009: "New Year's Day 01-01 Data recovery 07-08 Thanksgiving 11-26 Christmas 12-25 Winter break 12-28 12-29 12-31",
  2010: "New Year's Day 01-01 Thanksgiving 11-25 Winter break 12-27 12-28 12-30 12-31",
  2011: 'Thanksgiving 11-24 Winter break 12-26 12-27 12-28 12-30',
  2012: "New Year's Day 01-02 Thanksgiving 11-22 Winter break 12-24 Christmas 12-25 Winter break 12-27 12-28",
  2013: "New Year's Day 01-01 Thanksgiving 11-28 Christmas 12-25 Winter break 12-26 12-31",
  2014: "New Year's Day 01-01 Thanksgiving 11-27 Christmas 12-25 Winter break 12-26 12-31",
  2015: "New Year's Day 01-01 Thanksgiving 11-26 Christmas 12-25 Winter break 12-29",
  2016: "New Year's Day 01-01 Thanksgiving 11-24 Winter break 12-26 12-28",
  2017: 'Upload failure 03-14 Outage 11-13 Thanksgiving 11-23 Christmas 12-25 Winter break 12-27',
  2018: "New Year's Day 01-01 Outage 03-26 Labor Day 09-03 Thanksgiving 11-22 Winter break 12-24 Christmas 12-25 Winter break 12-27",
  2019: "New Year's Day 01-01 Martin Luther King Jr. Day 01-21 Labor Day 09-02 Outage 11-07 Thanksgiving 11-28 Christmas 12-25 Winter break 12-26 12-30",
  2020: "New Year's Day 01-01 Martin Luther King Jr. Day 01-20 Strike 06-09 Thanksgiving 11-26 Christmas 12-25 Winter break 12-29 12-30",
  2021: "New Year's Day 01-01 Staff meeting 10-20 Thanksgiving 11-25 Christmas 12-24 Winter break 12-28 12-30",
  2022: 'Martin Luther King Jr. Day 01-17 Juneteenth 06-20 Labor Day 09-05 Thanksgiving 11-24 Winter break 12-27 12-29',
  2023: 'Martin Luther King Jr. Day 01-16 Staff retreat 06-14 Juneteenth 06-19 Independence Day 07-04 Staff meeting 08-17 Labor Day 09-04 Thanksgiving 11-23 Christmas 12-25 Winter break 12-27',
  2024: 'Martin Luther King Jr. Day 01-15 Staff retreat 05-22 Juneteenth 06-19 Independence Day 07-04 Labor Day 09-02 Staff retreat 10-08 Thanksgiving 11-28 Christmas 12-25 Winter break 12-26 12-31',
  2025: "New Year's Day 01-01 Martin Luther King Jr. Day 01-20 Juneteenth 06-19 Independence Day 07-04 Labor Day 09-01 Thanksgiving 11-27 Christmas 12-25 Winter break 12-30",
  2026: "New Year's Day 01-01 Martin Luther King Jr. Day 01-19 Juneteenth 06-19 Independence Day 07-03 Labor Day 09-07 Thanksgiving 11-26 Christmas 12-25 Winter break 12-29 12-31",
};
const LAST_KNOWN = Math.max(...Object.keys(KEPT).map(Number));

const years = new Map<number, ReadonlyMap<string, string>>();

/** The name of the holiday on a day (`YYYY-MM-DD`), if arXiv keeps one then. After the last known list: by rule. */
export function holidayName(day: string): string | undefined {
  const year = Number(day.slice(0, 4));
  let names = years.get(year);
  if (names === undefined) {
    names = new Map(year > LAST_KNOWN ? holidaysByRule(year) : keptHolidays(year));
    years.set(year, names);
  }
  return names.get(day);
}

function keptHolidays(year: number): [day: string, name: string][] {
  const groups = (KEPT[year] ?? '').matchAll(/(\D+?) ((?:\d\d-\d\d ?)+)/g);
  return [...groups].flatMap(([, name, days]) => days!.trim().split(' ').map((day): [string, string] => [`${year}-${day}`, name!]));
}

/**
 * The holidays a year would have if arXiv goes on as in 2022 to 2026. A guess: the days between Christmas and New Year
 * follow no rule; their Tuesday, or the 27th when Tuesday is a holiday itself, was right in ten of twelve years.
 */
export function holidaysByRule(year: number): [day: string, name: string][] {
  const fixed: [Temporal.PlainDate, string][] = [
    [on(year, 1, 1), "New Year's Day"],
    [nthWeekday(year, 1, 1, 3), 'Martin Luther King Jr. Day'],
    [observed(on(year, 6, 19)), 'Juneteenth'],
    [observed(on(year, 7, 4)), 'Independence Day'],
    [nthWeekday(year, 9, 1, 1), 'Labor Day'],
    [nthWeekday(year, 11, 4, 4), 'Thanksgiving'],
    [christmas(year), 'Christmas'],
    [winterBreak(year), 'Winter break'],
  ];
  return fixed.map(([date, name]) => [date.toString(), name]);
}

function on(year: number, month: number, day: number): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year, month, day });
}

/** The nth weekday of a month, Monday being 1. */
function nthWeekday(year: number, month: number, weekday: number, nth: number): Temporal.PlainDate {
  const first = on(year, month, 1);
  return first.add({ days: ((weekday - first.dayOfWeek + 7) % 7) + (nth - 1) * 7 });
}

/** Saturday's holiday is kept on Friday, Sunday's on Monday. */
function observed(date: Temporal.PlainDate): Temporal.PlainDate {
  const shift = date.dayOfWeek === 6 ? -1 : date.dayOfWeek === 7 ? 1 : 0;
  return date.add({ days: shift });
}

/** In 2021 Friday was kept for a Saturday; in 2022 nothing for a Sunday. */
function christmas(year: number): Temporal.PlainDate {
  const date = on(year, 12, 25);
  return date.dayOfWeek === 6 ? date.subtract({ days: 1 }) : date;
}

function winterBreak(year: number): Temporal.PlainDate {
  const boxingDay = on(year, 12, 26);
  const tuesday = boxingDay.add({ days: (2 - boxingDay.dayOfWeek + 7) % 7 });
  return tuesday.day === 26 || tuesday.month === 1 ? on(year, 12, 27) : tuesday;
}
