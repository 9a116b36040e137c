import type { Query } from '@lancedb/lancedb';
import { factsOf, FACT_COLUMNS, type Facts } from './facts.js';
import type { Filter } from './filter.js';
import { holds, type Fits } from './fits.js';
import { amongNumbers } from './read-table.js';
import { allFilters } from './scalar.js';

/** A row of the index, as far as ranking needs it. */
export interface FoundRow {
  number: number;
  /** Its BM25; 0 in a list that is not by words. */
  bm25: number;
  facts?: Facts;
}

/** A list of numbers is read faster than all papers up to this length; above it, the best papers are read until enough of them fit. */
const LONGEST_LIST = 10_000;
const GROWTH = 4;

/**
 * The first rows of an ordered query that fit a filter; exact for every filter. `more` tells whether there are others.
 * @param ask makes the query, without filter, columns and limit
 */
export async function firstRows(ask: () => Query, filter: Filter, { limit, byWords }: { limit: number; byWords: boolean }): Promise<{ rows: FoundRow[]; more: boolean }> {
  const { where, fits } = filter;
  if (fits === undefined || (!fits.denied && fits.numbers.size <= LONGEST_LIST)) {
    const rows = await readRows(ask, { where: allFilters([where, fits && amongNumbers(fits.numbers)]), limit: limit + 1, columns: ['number', ...FACT_COLUMNS, ...(byWords ? ['_score'] : [])] });
    return { rows: rows.slice(0, limit), more: rows.length > limit };
  }
  const columns = ['number', ...(byWords ? ['_score'] : ['published'])];
  for (let take = firstTake(fits, limit); ; take *= GROWTH) {
    const rows = await readRows(ask, { where, limit: take, columns });
    const fitting = rows.filter(({ number }) => holds(fits, number));
    if (fitting.length > limit || rows.length < take) return { rows: fitting.slice(0, limit), more: fitting.length > limit };
  }
}

function firstTake(fits: Fits, limit: number): number {
  return fits.denied ? limit + 1 + Math.min(fits.numbers.size, limit * GROWTH) : limit * GROWTH;
}

async function readRows(ask: () => Query, { where, limit, columns }: { where: string | undefined; limit: number; columns: string[] }): Promise<FoundRow[]> {
  const query = where === undefined ? ask() : ask().where(where);
  const found = await query.select(columns).limit(limit).toArrow();
  const [numbers, scores] = [found.getChild('number'), found.getChild('_score')];
  const facts = columns.includes('sources') ? new Map(factsOf(found)) : undefined;
  return Array.from({ length: found.numRows }, (_, row) => {
    const number = Number(numbers?.get(row));
    return { number, bm25: Number(scores?.get(row) ?? 0), facts: facts?.get(number) };
  });
}
