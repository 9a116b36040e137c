import type { ReaderWeight } from './reader.js';

/** Votes of a paper: as the page shows them, and as the order counts them. */
export interface CountedVotes {
  shown: number;
  counted: number;
}

/** Every vote counts in full: instances whose readers were let in by somebody. */
export function plainVotes(shown: number): CountedVotes {
  return { shown, counted: shown };
}

/** What a vote of a newcomer is worth beside that of a reader who is known. */
const NEWCOMER = 0.5;

/**
 * What the votes on one paper count together. Each brings its share of evidence in full; the rest of it counts half, and the rests
 * of all together only by their logarithm: however many accounts were made this morning, n of them gain at most ln(1 + n/2).
 */
export function countVotes(weights: readonly ReaderWeight[]): CountedVotes {
  let [known, unknown] = [0, 0];
  for (const { together, evidence } of weights) {
    known += together * evidence;
    unknown += together * NEWCOMER * (1 - evidence);
  }
  return { shown: weights.length, counted: known + Math.log1p(unknown) };
}
