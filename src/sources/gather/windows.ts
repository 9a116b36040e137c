import { editionDayAt } from '#papers';
import type { Harvest, NewHarvest } from './types.js';

/** How many announcements the first harvest goes back. */
const FIRST_ANNOUNCEMENTS = 7;
/** A token that expires costs its window anew, so that long gaps are cut. */
const LONGEST_GAP_DAYS = 7;
/** The first date of change that arXiv knows of (its OAI-PMH `earliestDatestamp`). */
export const BEGINNING = '2005-09-16';

/** `2026-06-03` and a number of days to add: `2026-06-02`. */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** The first harvest of a set: from the evening on which the newest edition was announced until now. */
export function firstWindow(part: string, now: number): NewHarvest {
  return { part, purpose: 'newest', first: addDays(editionDayAt(now), -1) };
}

/**
 * The announcements before that, one window each, newest first, without a gap between them. They are counted from the
 * server's clock: this machine's may be wrong.
 */
export function recentWindows(newest: Harvest): NewHarvest[] {
  const server = newest.serverAt ?? newest.updatedAt;
  const windows: NewHarvest[] = [];
  let last = addDays(earlierOf(newest.first, addDays(server.slice(0, 10), 1)), -1);
  for (let count = 1; count < FIRST_ANNOUNCEMENTS; count += 1) {
    const first = eveningBefore(last);
    windows.push({ part: newest.part, purpose: 'recent', first, last });
    last = addDays(first, -1);
  }
  return windows;
}

/** The evening (New York's date) of the last announcement until the end of a day. */
function eveningBefore(day: string): string {
  return addDays(editionDayAt(`${addDays(day, 1)}T03:59:00Z`), -1);
}

/**
 * What to harvest after `before` was finished: from a day before the server's day of then, so that nothing falls between.
 * After a longer time without gathering the newest comes first and the gap follows in pieces, newest first.
 */
export function nextWindows(before: Harvest, now: number): NewHarvest[] {
  const { part } = before;
  const from = addDays((before.serverAt ?? before.updatedAt).slice(0, 10), -1);
  const newest = firstWindow(part, now).first;
  if (newest <= addDays(from, LONGEST_GAP_DAYS)) return [{ part, purpose: 'newest', first: from }];
  return [{ part, purpose: 'newest', first: newest }, ...piecesOf(part, from, addDays(newest, -1))];
}

function piecesOf(part: string, first: string, last: string): NewHarvest[] {
  const pieces: NewHarvest[] = [];
  for (let end = last; end >= first; end = addDays(end, -LONGEST_GAP_DAYS)) {
    pieces.push({ part, purpose: 'gap', first: laterOf(first, addDays(end, 1 - LONGEST_GAP_DAYS)), last: end });
  }
  return pieces;
}

/** The next month to harvest on the way back, older than all that was harvested; undefined when `from` is reached. */
export function backWindow(part: string, earliest: string, from: string): NewHarvest | undefined {
  const last = addDays(earliest, -1);
  if (last < from) return undefined;
  return { part, purpose: 'back', first: laterOf(from, `${last.slice(0, 7)}-01`), last };
}

function earlierOf(a: string, b: string): string {
  return a < b ? a : b;
}

function laterOf(a: string, b: string): string {
  return a > b ? a : b;
}
