import type { Why } from '../results.js';

/** Of the two parts of a score; measured over four collections, see docs/search.md. */
export const WORDS_WEIGHT = 0.6;
export const VECTORS_WEIGHT = 0.4;

/** A paper that may be shown, with what is known about how well it answers. */
export interface Candidate {
  number: number;
  bm25: number;
  /** To the query; undefined where either has no vector. */
  cosine?: number;
}

export interface ScoredPaper {
  number: number;
  score: number;
  why: Why;
}

/**
 * Fuses words and meaning: `0.6 * bm25 / (highest bm25) + 0.4 * cosine`, or `bm25 / (highest bm25)` where words alone serve. The best
 * come first; of equals the newer in the store, so that the order is one. The shares of a score add up to it exactly.
 */
export function score(candidates: readonly Candidate[], { vectors }: { vectors: boolean }): ScoredPaper[] {
  const highest = candidates.reduce((most, { bm25 }) => Math.max(most, bm25), 0);
  return candidates.map((candidate) => scored(candidate, { highest, vectors })).sort((a, b) => b.score - a.score || b.number - a.number);
}

function scored({ number, bm25, cosine = 0 }: Candidate, { highest, vectors }: { highest: number; vectors: boolean }): ScoredPaper {
  const relative = highest > 0 ? bm25 / highest : 0;
  if (!vectors) return { number, score: relative, why: { words: { matched: [], bm25, share: relative } } };
  const words = WORDS_WEIGHT * relative;
  const meaning = VECTORS_WEIGHT * cosine;
  return { number, score: words + meaning, why: { words: { matched: [], bm25, share: words }, vectors: { cosine, share: meaning } } };
}
