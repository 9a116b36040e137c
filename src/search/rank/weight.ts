/** What meaning weighs beside the words of a very long query; words have the rest, so that they are never silenced. */
const MOST = 2 / 3;
/** With so many terms meaning weighs half of that. */
const HALF_AT = 2;

/**
 * What meaning weighs beside words, 0 to 1: `(2 / 3) n / (n + 2)` for a query of n different terms. Each term of a short query was
 * chosen, and the mean of a few term vectors is vague; of a long one no paper holds all terms, and its vector is sure (an estimate
 * shrunk by the size of its sample). Within every collection measured, the best weight grew with the query; see decision 0027.
 */
export function meaningWeight(terms: readonly string[]): number {
  const different = new Set(terms).size;
  // Without a word to look up nothing else ranks.
  return different === 0 ? MOST : (MOST * different) / (different + HALF_AT);
}
