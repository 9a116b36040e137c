import type { Listed } from './days.js';
import { comparison, cursorOf, readCursor, type SortKey } from './order.js';
import type { Snapshots } from './snapshots.js';
import type { EditionOrder } from './types.js';

const PAGE = 50;
const LARGEST_PAGE = 200;

/** Which part of a list is asked for. */
export interface PageQuery {
  order?: EditionOrder;
  after?: string;
  before?: string;
  limit?: number;
}

/** A part of a list. */
export interface ListPage {
  shown: Listed[];
  /** How many stand before it. */
  start: number;
  /** Cursors for the neighbouring pages. */
  next?: string;
  previous?: string;
}

/** How many papers a page shows. */
export function pageLimit({ limit }: PageQuery): number {
  return Math.min(Math.max(1, limit ?? PAGE), LARGEST_PAGE);
}

/** The part of a sorted list that a cursor asks for: places after one paper, or those just before one. */
export function pageOf(sorted: readonly Listed[], query: PageQuery): ListPage {
  const compare = comparison(query.order ?? 'suggested');
  const [after, before] = [readCursor(query.after ?? ''), readCursor(query.before ?? '')];
  const limit = pageLimit(query);
  let start = 0;
  if (after !== undefined) start = sorted.filter((listed) => compare(listed, after) <= 0).length;
  else if (before !== undefined) start = Math.max(0, sorted.filter((listed) => compare(listed, before) < 0).length - limit);
  return cut(sorted, { start, limit });
}

/** An order that does not stay as it is, and what is needed to go on in the one that a page was cut from. */
export interface ChangingOrder {
  /** As it is now. */
  sorted: readonly Listed[];
  /** Its name, and what else tells one list from another: the period and its filters. */
  name: string;
  list: string;
  snapshots: Snapshots;
}

/** The same for an order that votes and time change: the cursor names the order that it was cut from. */
export function pageOfChanging({ sorted, name, list, snapshots }: ChangingOrder, query: PageQuery): ListPage {
  const cursor = readCursor(query.after ?? query.before ?? '');
  const kept = cursor?.snapshot === undefined ? undefined : snapshots.find(`${cursor.snapshot} ${list}`);
  const order = kept === undefined ? sorted : inOrder(sorted, kept);
  const limit = pageLimit(query);
  const at = cursor === undefined ? -1 : placeOf(order, cursor);
  const start = cursor === undefined ? 0 : query.after === undefined ? Math.max(0, at - limit) : at + 1;
  const snapshot = kept === undefined ? name : cursor!.snapshot!;
  const page = cut(order, { start, limit, snapshot });
  if (page.next !== undefined || page.previous !== undefined) snapshots.keep(`${snapshot} ${list}`, order.map(({ facts }) => facts.number));
  return page;
}

/** The papers in a kept order; those that came since stand at the end, those that are gone are left out. */
function inOrder(sorted: readonly Listed[], kept: Int32Array): Listed[] {
  const left = new Map(sorted.map((listed) => [listed.facts.number, listed]));
  const known = [...kept].flatMap((number) => {
    const listed = left.get(number);
    left.delete(number);
    return listed === undefined ? [] : [listed];
  });
  return [...known, ...left.values()];
}

/** Where the paper of a cursor stands, or the last one that stands above where it would be. */
function placeOf(order: readonly Listed[], cursor: SortKey): number {
  const at = order.findIndex(({ id }) => id === cursor.id);
  const compare = comparison('suggested');
  return at >= 0 ? at : order.filter((listed) => compare(listed, cursor) <= 0).length - 1;
}

function cut(sorted: readonly Listed[], { start, limit, snapshot }: { start: number; limit: number; snapshot?: string }): ListPage {
  const shown = sorted.slice(start, start + limit);
  const [first, last] = [shown[0], shown.at(-1)];
  return {
    shown,
    start,
    next: last !== undefined && start + limit < sorted.length ? cursorOf({ ...last, snapshot }) : undefined,
    previous: start > 0 && first !== undefined ? cursorOf({ ...first, snapshot }) : undefined,
  };
}
