import type { FullTextQuery } from '@lancedb/lancedb';
import type { OpenIndex } from '../index/search-index.js';
import type { FoundRow } from './first-rows.js';
import { amongNumbers } from './read-table.js';

/** Papers found by vector whose BM25 is not known: less than that of every row that was found by words. */
export interface WordsLeft {
  rows: readonly FoundRow[];
  near: readonly number[];
  /** Cosines of papers to the query; undefined for one without a vector. */
  cosines: ReadonlyMap<number, number | undefined>;
  /** How many of the best must stand in their exact order. */
  exact: number;
  /** What meaning weighs beside words. */
  weight: number;
}

/**
 * Those of the near whose words may bring them among the best; the others stand below, whatever their words. Looking up the
 * words of a few hundred papers takes longer than finding the best thousand, and mostly nobody sees what it changes.
 */
export function mayRise({ rows, near, cosines, exact, weight }: WordsLeft): number[] {
  if (exact === 0) return [];
  const highest = rows.reduce((most, { bm25 }) => Math.max(most, bm25), 0);
  const least = rows.reduce((least, { bm25 }) => Math.min(least, bm25), highest);
  const meaning = (number: number) => weight * (cosines.get(number) ?? 0);
  const words = (bm25: number) => (highest > 0 ? ((1 - weight) * bm25) / highest : 0);
  const sure = [...rows.map(({ number, bm25 }) => words(bm25) + meaning(number)), ...near.map(meaning)].sort((a, b) => b - a);
  const last = sure[Math.min(exact, sure.length) - 1] ?? -Infinity;
  return near.filter((number) => words(least) + meaning(number) >= last);
}

/** The BM25 of papers that are not among the best by words. */
export async function readWords({ rows, table }: OpenIndex, text: FullTextQuery, numbers: readonly number[]): Promise<FoundRow[]> {
  if (numbers.length === 0) return [];
  const read = await rows.read(() => table.query().fullTextSearch(text).where(amongNumbers(numbers)), ['_score'], numbers.length);
  const scores = read.found.getChild('_score')?.toArray() as Float32Array | undefined;
  return Array.from(read.numbers, (number, at) => ({ number, bm25: scores?.[at] ?? 0 }));
}
