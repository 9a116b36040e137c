import type { EditionOrder } from '#feed';
import type { EditionFilters, ListCursor } from './routes.js';

export const ORDERS: EditionOrder[] = ['suggested', 'newest', 'category'];

const LONGEST_CURSOR = 500;

/** The filters an edition's address holds. Every address means something: what cannot be read is left out. */
export function readFilters(search: URLSearchParams): EditionFilters {
  const kind = search.get('kind');
  const order = search.get('order');
  return clean({
    category: category(search.get('category')),
    kind: kind === 'new' || kind === 'cross-list' ? kind : undefined,
    code: search.get('code') === '1' ? true : undefined,
    everything: search.get('all') === '1' ? true : undefined,
    order: ORDERS.find((known) => known === order && known !== 'suggested'),
    after: cursor(search.get('after')),
    before: search.has('after') ? undefined : cursor(search.get('before')),
  });
}

/** Where a list starts, as its address says. */
export function readCursor(search: URLSearchParams): ListCursor {
  return clean({ after: cursor(search.get('after')) });
}

/** The same filters from the first place on. */
export function withoutCursor({ after: _after, before: _before, ...filters }: EditionFilters): EditionFilters {
  return filters;
}

/** A category code as sources write them; nothing for what cannot be one. */
export function category(text: string | null | undefined): string | undefined {
  return text && isCategoryCode(text) ? text : undefined;
}

/** Whether an address may ask for this category; a source may give anything for one. */
export function isCategoryCode(text: string): boolean {
  return /^[\w.:/ -]{1,80}$/u.test(text);
}

function cursor(text: string | null): string | undefined {
  return text && text.length <= LONGEST_CURSOR ? text : undefined;
}

function clean<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
