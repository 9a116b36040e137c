import { announcementInstant, dayKind } from '#papers';

/*
 * What `papers` computes, the other way round: from an edition to the instants at which its papers can have been submitted.
 */

/** From the first instant up to, not including, the second; milliseconds since 1970. */
export interface Span {
  from: number;
  until: number;
}

const ZONE = 'America/New_York';
/** The first working day with the deadline of today; the days before had 16:00. */
const EARLIER_DEADLINE = '2017-01-02';
const MONDAY = 1;

/** When the papers of an edition were submitted: between the deadline before the last and the last. The day must have an edition. */
export const submissionWindow = remembered((day): Span => ({ from: deadline(editionBefore(day)), until: deadline(day) }));

/** The instant an edition is announced at, in milliseconds since 1970. */
export const announcedAt = remembered((day): number => Date.parse(announcementInstant(day)));

/** Between the announcement of the edition before and that of this one. */
export const announcementSpan = remembered((day): Span => ({ from: announcedAt(editionBefore(day)), until: announcedAt(day) }));

/** The last edition before a day. */
export const editionBefore = remembered((day): string => nearestEdition(dateOf(day).subtract({ days: 1 }), -1));

/** The edition of a day, or the next one when it has none. */
export const editionFrom = remembered((day): string => nearestEdition(dateOf(day), 1));

/** All editions from one day to another, both included. */
export function editionsBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = editionFrom(first); day <= last; day = editionFrom(dateOf(day).add({ days: 1 }).toString())) days.push(day);
  return days;
}

function nearestEdition(from: Temporal.PlainDate, step: 1 | -1): string {
  let date = from;
  while (dayKind(date.toString()).kind !== 'edition') date = date.add({ days: step });
  return date.toString();
}

/** The deadline that an edition gathers up to: of the working day before it. */
function deadline(day: string): number {
  const edition = dateOf(day);
  const date = edition.subtract({ days: edition.dayOfWeek === MONDAY ? 3 : 1 });
  const plainTime = Temporal.PlainDate.compare(date, EARLIER_DEADLINE) < 0 ? '16:00' : '14:00';
  return date.toZonedDateTime({ timeZone: ZONE, plainTime }).epochMilliseconds;
}

function dateOf(day: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(day);
}

/** A world has some ten thousand days and hundreds of thousands of papers that ask for them. */
function remembered<T>(compute: (day: string) => T): (day: string) => T {
  const known = new Map<string, T>();
  return (day) => {
    let value = known.get(day);
    if (value === undefined) {
      value = compute(day);
      known.set(day, value);
    }
    return value;
  };
}
