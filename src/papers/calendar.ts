import { InvalidInputError } from '#lib';
import { holidayName } from './holidays.js';

/*
 * arXiv's week, in New York time. A working day (Monday to Friday, no holiday) has a deadline; what came in since the
 * deadline before is announced that evening, Friday's on Sunday, and dated the day after:
 *
 *   deadline   Mon        Tue        Wed        Thu        Fri          (14:00; until 2017-01-01 16:00)
 *   announced  Mon 20:00  Tue 20:00  Wed 20:00  Thu 20:00  Sun 20:00
 *   edition    Tue        Wed        Thu        Fri        Mon
 */

const ZONE = 'America/New_York';
const ANNOUNCED_AT = '20:00';
const DAY = /^\d{4}-\d\d-\d\d$/;
const FRIDAY = 5;
/** Days remembered: more than arXiv has had; the bound only keeps hostile dates from filling memory. */
const MOST_REMEMBERED = 30_000;

export type DayKind = { kind: 'edition' } | { kind: 'weekend'; name: string } | { kind: 'holiday'; name: string };

export interface ScheduledAnnouncement {
  /** The edition's day. */
  day: string;
  /** The instant of the announcement in UTC, as `2026-06-03T00:00:00Z`. */
  instant: string;
}

/** What a UTC day holds of arXiv's clock. */
interface Deadline {
  /** UTC time of day of this date's 14:00 in New York: `18:00:00`, in winter `19:00:00`. */
  time: string;
  /** The edition of what came in before that time, and from it on. */
  before: string;
  after: string;
}

const deadlines = new Map<string, Deadline>();

/**
 * The edition in which arXiv announces what was submitted at an instant (`2026-06-02T17:59:59Z`), or on a day whose time
 * is unknown, which counts as before the deadline. Takes about 0.2 microseconds a call when days repeat.
 * @throws InvalidInputError for anything but a day or an instant
 */
export function announcementDay(submitted: string): string {
  const deadline = deadlines.get(submitted.slice(0, 10));
  if (deadline === undefined || !isPlainForm(submitted)) return announcementDayOfAny(submitted);
  return submitted.length > 10 && submitted.slice(11) >= deadline.time ? deadline.after : deadline.before;
}

/** `2026-06-02`, or with a UTC time to the second or finer, whose text orders as the time does. */
function isPlainForm(submitted: string): boolean {
  return DAY.test(submitted) || /^.{10}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/.test(submitted);
}

function announcementDayOfAny(submitted: string): string {
  try {
    const text = DAY.test(submitted) ? submitted : Temporal.Instant.from(submitted).toString();
    rememberDeadline(text.slice(0, 10));
    return announcementDay(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InvalidInputError(`"${submitted}" is no day or instant; write 2026-06-02 or 2026-06-02T17:59:59Z`, { cause: error });
  }
}

/** 14:00 in New York is 18:00 or 19:00 UTC of the same date, so that one comparison settles where a UTC time belongs. */
function rememberDeadline(utcDay: string): void {
  const date = Temporal.PlainDate.from(utcDay);
  const noon = date.toZonedDateTime({ timeZone: ZONE, plainTime: deadlineTime(date) });
  if (deadlines.size >= MOST_REMEMBERED) deadlines.clear();
  deadlines.set(utcDay, {
    time: noon.withTimeZone('UTC').toPlainTime().toString(),
    before: editionOfDeadline(nextWorkingDay(date)),
    after: editionOfDeadline(nextWorkingDay(date.add({ days: 1 }))),
  });
}

/** arXiv moved its deadline from 16:00 to 14:00 on 2 January 2017. */
function deadlineTime(date: Temporal.PlainDate): string {
  return Temporal.PlainDate.compare(date, '2017-01-02') < 0 ? '16:00' : '14:00';
}

function nextWorkingDay(from: Temporal.PlainDate): Temporal.PlainDate {
  let date = from;
  while (!isWorkingDay(date)) date = date.add({ days: 1 });
  return date;
}

function isWorkingDay(date: Temporal.PlainDate): boolean {
  return date.dayOfWeek <= FRIDAY && holidayName(date.toString()) === undefined;
}

function editionOfDeadline(date: Temporal.PlainDate): string {
  return date.add({ days: date.dayOfWeek === FRIDAY ? 3 : 1 }).toString();
}

/**
 * The instant at which the edition of a day is announced, in UTC: 20:00 in New York the evening before.
 * For a day without an edition, the instant at which there would be one.
 */
export function announcementInstant(day: string): string {
  const evening = dateOf(day).subtract({ days: 1 });
  return evening.toZonedDateTime({ timeZone: ZONE, plainTime: ANNOUNCED_AT }).toInstant().toString();
}

/** The newest edition that is announced at an instant (milliseconds since 1970, or ISO text). */
export function editionDayAt(instant: number | string): string {
  let date = newestDayAt(instant);
  while (dayKind(date.toString()).kind !== 'edition') date = date.subtract({ days: 1 });
  return date.toString();
}

/** The first announcement after an instant (milliseconds since 1970, or ISO text). */
export function nextAnnouncement(instant: number | string): ScheduledAnnouncement {
  let date = newestDayAt(instant).add({ days: 1 });
  while (dayKind(date.toString()).kind !== 'edition') date = date.add({ days: 1 });
  return { day: date.toString(), instant: announcementInstant(date.toString()) };
}

/** The last day whose announcement has passed, had every day one: tomorrow from 20:00 on, until then today. */
function newestDayAt(instant: number | string): Temporal.PlainDate {
  const local = instantOf(instant).toZonedDateTimeISO(ZONE);
  return local.toPlainDate().add({ days: local.hour >= 20 ? 1 : 0 });
}

/**
 * Whether a day has an edition, and if not, why. A holiday takes away the edition after it: the Monday's after a Friday,
 * else the next day's. The holiday itself can have one, announced the evening before.
 */
export function dayKind(day: string): DayKind {
  const date = dateOf(day);
  if (date.dayOfWeek > FRIDAY) return { kind: 'weekend', name: date.dayOfWeek === 6 ? 'Saturday' : 'Sunday' };
  const deadline = date.subtract({ days: date.dayOfWeek === 1 ? 3 : 1 });
  const name = holidayName(deadline.toString());
  return name === undefined ? { kind: 'edition' } : { kind: 'holiday', name };
}

function dateOf(day: string): Temporal.PlainDate {
  try {
    if (DAY.test(day)) return Temporal.PlainDate.from(day);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new InvalidInputError(`"${day}" is no day; write it as 2026-06-02`);
}

function instantOf(instant: number | string): Temporal.Instant {
  return typeof instant === 'number' ? Temporal.Instant.fromEpochMilliseconds(Math.floor(instant)) : Temporal.Instant.from(instant);
}
