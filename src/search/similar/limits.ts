import type { OpenIndex } from '../index/search-index.js';

/** How many terms of a paper are its query, and how many candidates are taken by words and by vector. */
export interface LikenessLimits {
  terms: number;
  words: number;
  nearest: number;
}

/** With 40 terms the ranking is that of all terms (measured on judged papers); each costs a reading of all papers that hold it. */
const WHOLE: LikenessLimits = { terms: 40, words: 1_000, nearest: 200 };
/** Among very many papers: fewer terms find candidates, the vectors find the rest. */
const LARGE: LikenessLimits = { terms: 12, words: 200, nearest: 200 };

/** Papers from which 40 terms take longer than a page may wait. */
const LARGE_FROM = 300_000;

/** What is given up to answer in time where the index has grown large. */
export function likenessLimits({ rows }: OpenIndex): LikenessLimits {
  return rows.size >= LARGE_FROM ? LARGE : WHOLE;
}
