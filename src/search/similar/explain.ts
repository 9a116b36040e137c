import type { OpenIndex } from '../index/search-index.js';
import { termsOf } from '../rank/matched.js';
import type { RankedPaper } from '../rank/rank.js';
import type { Hit } from '../results.js';

/** More than anybody reads. */
const MOST_SHARED = 8;

/** Hits with the terms they share with the query, the most telling first. */
export async function explainHits(index: OpenIndex, papers: readonly RankedPaper[], terms: readonly string[]): Promise<Hit[]> {
  // A letter that stood behind an apostrophe or in a formula counts, but tells a reader nothing.
  const asked = [...new Set(terms)].filter((term) => term.length > 1);
  const found = await termsOf(index, papers.map(({ number }) => number));
  return papers.map(({ number, score, why }) => {
    return { paper: number, score, why: { ...why, words: { ...why.words, matched: asked.filter((term) => found.get(number)?.has(term, 'terms')).slice(0, MOST_SHARED) } } };
  });
}
