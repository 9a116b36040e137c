import { SINKING, TRENDING_WINDOWS, type TrendingQuery, type TrendingWindow } from '#feed';
import { category } from './edition-query.js';

export const WINDOWS = Object.keys(TRENDING_WINDOWS) as TrendingWindow[];

/** What an address asks of trending. Every address means something: what cannot be read is left out. */
export function readTrending(search: URLSearchParams): TrendingQuery & { sinking: number } {
  const field = category(search.get('field'));
  return {
    window: WINDOWS.find((window) => window === search.get('window')) ?? 'week',
    ...(field === undefined ? {} : { field }),
    sinking: readSinking(search.get('sinking')),
    raw: search.get('raw') === '1',
  };
}

function readSinking(text: string | null): number {
  if (text === null || !/^\d(\.\d{1,3})?$/.test(text)) return SINKING.usual;
  return Math.min(SINKING.most, Math.max(SINKING.least, Number(text)));
}
