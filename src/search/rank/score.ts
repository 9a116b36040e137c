import type { Why } from '../results.js';

/** A paper that may be shown, with what is known about how well it answers. */
export interface Candidate {
  number: number;
  bm25: number;
  /** To the query; undefined where either has no vector. */
  cosine?: number;
}

export interface Weights {
  /** What meaning weighs beside words, 0 to 1 (`meaningWeight`); undefined where words alone serve. */
  meaning: number | undefined;
}

export interface ScoredPaper {
  number: number;
  score: number;
  why: Why;
}

/**
 * Fuses words and meaning: `(1 - meaning) * bm25 / (highest bm25) + meaning * cosine`, or `bm25 / (highest bm25)` where words alone serve.
 * The best come first; of equals the newer in the store, so that the order is one. The shares of a score add up to it exactly.
 */
export function score(candidates: readonly Candidate[], { meaning }: Weights): ScoredPaper[] {
  const highest = candidates.reduce((most, { bm25 }) => Math.max(most, bm25), 0);
  return candidates.map((candidate) => scored(candidate, { highest, meaning })).sort((a, b) => b.score - a.score || b.number - a.number);
}

function scored({ number, bm25, cosine = 0 }: Candidate, { highest, meaning: weight }: Weights & { highest: number }): ScoredPaper {
  const relative = highest > 0 ? bm25 / highest : 0;
  if (weight === undefined) return { number, score: relative, why: { words: { matched: [], bm25, share: relative } } };
  const words = (1 - weight) * relative;
  const meaning = weight * cosine;
  return { number, score: words + meaning, why: { words: { matched: [], bm25, share: words }, vectors: { cosine, share: meaning } } };
}
