import type { EditionOrder } from './types.js';

/** What a place in an edition is decided by. */
export interface SortKey {
  /** Names the order that the page was cut from, where an order does not stay as it is. */
  snapshot?: string;
  id: string;
  day: string;
  category: string;
  score: number;
}

const SCORE_DIGITS = 6;

/** The comparison of an order: total, so that every page is the same for everyone; ties by id, which within one day is arXiv's own order. */
export function comparison(order: EditionOrder): (a: SortKey, b: SortKey) => number {
  if (order === 'newest') return (a, b) => compare(b.day, a.day) || compare(b.id, a.id);
  if (order === 'category') return (a, b) => compare(a.category, b.category) || b.score - a.score || compare(a.id, b.id);
  return (a, b) => b.score - a.score || compare(a.id, b.id);
}

/** A score as cursors carry it: both sides of a comparison are rounded the same way. */
export function roundScore(score: number): number {
  return Number(score.toFixed(SCORE_DIGITS));
}

/** A place in an edition as text for an address. It names the paper, not a number, so arrivals in between do no harm. */
export function cursorOf({ snapshot, id, day, category, score }: SortKey): string {
  return [...(snapshot === undefined ? [] : [snapshot]), score.toFixed(SCORE_DIGITS), day, category, id].join('~');
}

/** The place a cursor names; undefined when it is none. */
export function readCursor(text: string): SortKey | undefined {
  const match = /^(?:([\w-]{1,60})~)?(-?\d+\.\d+)~(\d{4}-\d{2}-\d{2})~([^~]*)~(.+)$/.exec(text);
  if (match === null) return undefined;
  const [, snapshot, score = '', day = '', category = '', id = ''] = match;
  return { id, day, category, score: Number(score), ...(snapshot === undefined ? {} : { snapshot }) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
