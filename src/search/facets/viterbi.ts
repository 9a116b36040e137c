/** What a step from one facet to the next adds to a path: authors stay, go forwards freely, and seldom go back. */
const STAY = 0.6;
const BACKWARDS = -2;

function step(from: number, to: number): number {
  if (from === to) return STAY;
  return to > from ? 0 : BACKWARDS;
}

/**
 * The best path through rows of scores (logarithms of likelihoods), one row a sentence, one column a facet
 * in the order authors write them: the number of the column for each row. Viterbi's algorithm.
 */
export function bestPath(scores: readonly (readonly number[])[]): number[] {
  if (scores.length === 0) return [];
  let totals = [...scores[0]!];
  const came: number[][] = [];
  for (const row of scores.slice(1)) {
    const from = row.map((_, to) => indexOfMax(totals.map((total, at) => total + step(at, to))));
    totals = row.map((score, to) => score + totals[from[to]!]! + step(from[to]!, to));
    came.push(from);
  }
  const path = [indexOfMax(totals)];
  for (const from of came.toReversed()) path.push(from[path.at(-1)!]!);
  return path.reverse();
}

/** The score of a path, as `bestPath` reckons it. */
export function pathScore(scores: readonly (readonly number[])[], path: readonly number[]): number {
  return path.reduce((sum, to, at) => sum + scores[at]![to]! + (at === 0 ? 0 : step(path[at - 1]!, to)), 0);
}

function indexOfMax(values: readonly number[]): number {
  return values.reduce((best, value, at) => (value > values[best]! ? at : best), 0);
}
