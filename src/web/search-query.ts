import type { SearchOrder } from '#search';
import { RANKED } from '#search';
import type { LikeBy, LikeQuery } from './search-desk.js';

/** How many papers one page of results shows. */
export const PER_PAGE = 20;
const LAST_PAGE = RANKED / PER_PAGE;

/** A search as its address says it. */
export interface SearchAddress {
  q: string;
  order?: SearchOrder;
  /** From 1. */
  page?: number;
  /** True takes the words as they are, without correcting them. */
  written?: boolean;
}

export const SEARCH_ORDERS: readonly SearchOrder[] = ['relevance', 'newest', 'votes'];

/** The search an address holds; undefined when nothing is looked for. Every address means something: what cannot be read is left out. */
export function readSearch(search: URLSearchParams): SearchAddress | undefined {
  const { q, typed } = takeOrder((search.get('q') ?? '').toWellFormed().trim());
  if (q === '') return undefined;
  const order = SEARCH_ORDERS.find((known) => known === (typed ?? search.get('order')) && known !== 'relevance');
  const page = pageFrom(search.get('page'));
  return { q, ...(order && { order }), ...(page > 1 && { page }), ...(search.get('written') === '1' && { written: true }) };
}

/** An order that was typed among the words, as `order:votes`, is a choice and not searched for; alone it is words like others. */
function takeOrder(text: string): { q: string; typed?: string } {
  const match = /(?:^|\s)(?:order|sort):(relevance|newest|votes)(?=\s|$)/i.exec(text);
  const rest = match === null ? '' : (text.slice(0, match.index) + text.slice(match.index + match[0].length)).trim();
  return match === null || rest === '' ? { q: text } : { q: rest, typed: match[1]!.toLowerCase() };
}

/** Pages end with the last paper that is ranked. */
function pageFrom(text: string | null): number {
  return text !== null && /^\d{1,4}$/.test(text) ? Math.min(Math.max(1, Number(text)), LAST_PAGE) : 1;
}

/** Which part of a page a script asks for. */
export type Part = 'results' | 'titles';

export function readPart(search: URLSearchParams): Part | undefined {
  const part = search.get('part');
  return part === 'results' || part === 'titles' ? part : undefined;
}

const LIKE_BY: readonly LikeBy[] = ['problem', 'method', 'findings'];

/** In which respect and from which time a paper's page shows papers like it. */
export function readLike(search: URLSearchParams): LikeQuery {
  return { by: LIKE_BY.find((by) => by === search.get('by')) ?? 'all', recent: search.get('since') === 'year' };
}
