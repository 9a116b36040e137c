import { InvalidInputError } from '#lib';
import type { Choice } from './types.js';

const SATURDAY = 6;
/** A week, a day for the time zone, and one to spare. */
const DAYS_AHEAD = 9;
const LOOK_FOR_NEWS_MS = 3_600_000;

/**
 * The first instant after another at which a mail is due, in ISO text. An hour that the change to summer time leaves out is the
 * one after it; of an hour that comes twice in autumn it is the first, so that there is one mail a day all year.
 */
export function nextDue({ frequency, weekday, hour, zone }: Pick<Choice, 'frequency' | 'weekday' | 'hour' | 'zone'>, after: string): string {
  if (frequency === 'news') return new Date(Date.parse(after) + LOOK_FOR_NEWS_MS).toISOString();
  const today = Temporal.Instant.from(after).toZonedDateTimeISO(zone).toPlainDate();
  for (let ahead = 0; ahead < DAYS_AHEAD; ahead += 1) {
    const date = today.add({ days: ahead });
    if (frequency === 'weekdays' && date.dayOfWeek >= SATURDAY) continue;
    if (frequency === 'weekly' && date.dayOfWeek !== weekday) continue;
    const instant = date.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).toInstant();
    if (instant.epochMilliseconds > Date.parse(after)) return new Date(instant.epochMilliseconds).toISOString();
  }
  throw new Error(`no mail is ever due ${frequency} in ${zone}`);
}

/** A time zone as it is called here. @throws InvalidInputError when there is no such zone */
export function checkedZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch (error) {
    throw new InvalidInputError(`There is no time zone "${zone.slice(0, 60)}". Write one such as Europe/Berlin, America/New_York or UTC.`, { cause: error });
  }
}

const FIRST_WAIT_MS = 5 * 60_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;
/** 5, 10, 20, 40, 80, 160 and 320 minutes, then twice six hours: a little over a day. */
export const MOST_ATTEMPTS = 10;

/** How long to wait after so many attempts (from 1), in milliseconds. */
export function retryAfterMs(attempts: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS);
}
