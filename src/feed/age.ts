import { announcementInstant, dayKind, editionDayAt } from '#papers';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
/** Papers older than this are all old; it keeps the count short. */
const MOST_EDITIONS = 40;

/** How old a paper is in the life of a daily paper, where days without an edition do not count. */
export interface Age {
  /** Editions that came after its own: 0 while its own is the newest. At most 40. */
  editions: number;
  /** Hours since it was announced, without those of days that had no edition. */
  hours: number;
}

/** The age, at an instant in milliseconds since 1970, of what was announced with the edition of a day; nothing is younger than 0. */
export function ageOf(day: string, now: number): Age {
  const newest = editionDayAt(now);
  if (newest < day) return { editions: 0, hours: 0 };
  const editions = editionsBetween(day, newest);
  if (editions === MOST_EDITIONS) return { editions, hours: DAY_HOURS * MOST_EDITIONS };
  const sinceNewest = (now - Date.parse(announcementInstant(newest))) / HOUR_MS;
  return { editions, hours: DAY_HOURS * editions + Math.min(DAY_HOURS, Math.max(0, sinceNewest)) };
}

/** Editions after a day, up to and with another day. */
function editionsBetween(day: string, newest: string): number {
  let date = Temporal.PlainDate.from(newest);
  let count = 0;
  while (date.toString() > day && count < MOST_EDITIONS) {
    if (dayKind(date.toString()).kind === 'edition') count += 1;
    date = date.subtract({ days: 1 });
  }
  return count;
}
