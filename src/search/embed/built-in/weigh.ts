import type { TermCounts } from './count-terms.js';
import { rowCount, SparseBuilder, type SparseRows } from './sparse.js';
import { weightOf } from './vocabulary.js';

/** How a counted term is called in the vocabulary, and what it weighs there. */
export interface Weights {
  /** For each counted term its number in the vocabulary, or -1. */
  numbers: Int32Array;
  weights: Float32Array;
}

/** A word of the title counts as much as this many of the abstract. */
export const TITLE_COUNTS = 2;

/** Counts as weights of the vocabulary's terms; others are left out. */
export function weigh(counts: SparseRows, { numbers, weights }: Weights): SparseRows {
  const rows = new SparseBuilder();
  for (let row = 0; row < rowCount(counts); row++) {
    for (let at = counts.starts[row]!; at < counts.starts[row + 1]!; at++) {
      const term = numbers[counts.columns[at]!]!;
      if (term >= 0) rows.push(term, weightOf(counts.values[at]!, weights[term]!));
    }
    rows.endRow();
  }
  return rows.finish();
}

/** Titles and abstracts together as weights, each row of unit length; a row without known terms is empty. */
export function weighTogether({ titles, abstracts, terms }: TermCounts, weights: Weights): SparseRows {
  const rows = new SparseBuilder();
  const often = new Float32Array(terms.length);
  for (let row = 0; row < rowCount(titles); row++) {
    const met = [...addCounts(titles, row, TITLE_COUNTS, often), ...addCounts(abstracts, row, 1, often)];
    pushUnit(rows, met, often, weights);
  }
  return rows.finish();
}

/** Adds a row's counts, each so many times, and gives the terms that were not there before. */
function addCounts(rows: SparseRows, row: number, times: number, often: Float32Array): number[] {
  const met: number[] = [];
  for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++) {
    const term = rows.columns[at]!;
    if (often[term] === 0) met.push(term);
    often[term]! += times * rows.values[at]!;
  }
  return met;
}

function pushUnit(rows: SparseBuilder, met: number[], often: Float32Array, { numbers, weights }: Weights): void {
  const known = met.filter((term) => numbers[term]! >= 0);
  const weighed = known.map((term) => weightOf(often[term]!, weights[numbers[term]!]!));
  const length = Math.sqrt(weighed.reduce((sum, weight) => sum + weight * weight, 0));
  known.forEach((term, at) => rows.push(numbers[term]!, weighed[at]! / length));
  rows.endRow();
  for (const term of met) often[term] = 0;
}
