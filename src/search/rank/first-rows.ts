import type { Query } from '@lancedb/lancedb';
import type { OpenIndex } from '../index/search-index.js';
import type { Filter } from './filter.js';
import { holds, type Fits } from './fits.js';
import { amongNumbers } from './read-table.js';
import { allFilters } from './scalar.js';

/** A row of the index, as far as ranking needs it. */
export interface FoundRow {
  number: number;
  /** Its BM25; 0 in a list that is not by words. */
  bm25: number;
}

/** A list of numbers is read faster than all papers up to this length; above it, the best papers are read until enough of them fit. */
const LONGEST_LIST = 10_000;
const GROWTH = 4;

/**
 * The first rows of an ordered query that fit a filter; exact for every filter. `more` tells whether there are others.
 * @param ask makes the query, without filter, columns and limit
 */
export async function firstRows(index: OpenIndex, ask: () => Query, filter: Filter, { limit, byWords }: { limit: number; byWords: boolean }): Promise<{ rows: FoundRow[]; more: boolean }> {
  const { where, fits } = filter;
  // The column that orders must be among those that are read.
  const columns = byWords ? ['_score'] : ['published'];
  if (fits === undefined || (!fits.denied && fits.numbers.size <= LONGEST_LIST)) {
    const rows = await readRows(index, ask, { where: allFilters([where, fits && amongNumbers(fits.numbers)]), limit: limit + 1, columns });
    return { rows: rows.slice(0, limit), more: rows.length > limit };
  }
  for (let take = firstTake(fits, limit); ; take *= GROWTH) {
    const rows = await readRows(index, ask, { where, limit: take, columns });
    const fitting = rows.filter(({ number }) => holds(fits, number));
    if (fitting.length > limit || rows.length < take) return { rows: fitting.slice(0, limit), more: fitting.length > limit };
  }
}

function firstTake(fits: Fits, limit: number): number {
  return fits.denied ? limit + 1 + Math.min(fits.numbers.size, limit * GROWTH) : limit * GROWTH;
}

async function readRows({ rows }: OpenIndex, ask: () => Query, { where, limit, columns }: { where: string | undefined; limit: number; columns: string[] }): Promise<FoundRow[]> {
  const { numbers, found } = await rows.read(() => (where === undefined ? ask() : ask().where(where)), columns, limit);
  const scores = found.getChild('_score')?.toArray() as Float32Array | undefined;
  return Array.from(numbers, (number, row) => ({ number, bm25: scores?.[row] ?? 0 }));
}
