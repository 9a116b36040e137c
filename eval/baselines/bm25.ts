import { mean } from '../metrics.js';
import { countsOf, type Inverted } from './inverted.js';

/** BM25's two settings. */
export interface Bm25Options {
  /** How soon more occurrences stop to count. */
  k1: number;
  /** How much a long text is held against it, 0 to 1. */
  b: number;
}

/**
 * The score of every document for a query, a term given twice counting twice (Robertson and Zaragoza, 2009, with the
 * idf of Lucene, ln(1 + (N - n + 0.5) / (n + 0.5))).
 */
export function bm25({ postings, lengths }: Inverted, query: readonly string[], { k1, b }: Bm25Options): Float64Array {
  const scores = new Float64Array(lengths.length);
  const average = mean(lengths);
  for (const [term, weight] of countsOf(query)) {
    const { places = [], counts = [] } = postings.get(term) ?? {};
    const idf = Math.log(1 + (lengths.length - places.length + 0.5) / (places.length + 0.5));
    places.forEach((place, index) => {
      const count = counts[index]!;
      scores[place]! += (weight * idf * count) / (count + k1 * (1 - b + (b * lengths[place]!) / average));
    });
  }
  return scores;
}
