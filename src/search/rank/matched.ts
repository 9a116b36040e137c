import type { OpenIndex } from '../index/search-index.js';
import { amongNumbers } from './read-table.js';

/** The terms of some papers, for telling which words matched: few papers, those of one page. */
export async function termsOf({ table }: OpenIndex, numbers: readonly number[], column: 'terms' | 'field_terms'): Promise<ReadonlyMap<number, string[]>> {
  if (numbers.length === 0) return new Map();
  const rows = await table.query().where(amongNumbers(numbers)).select(['number', column]).limit(numbers.length).toArrow();
  const [found, terms] = [rows.getChild('number'), rows.getChild(column)];
  return new Map(Array.from({ length: rows.numRows }, (_, row) => [Number(found?.get(row)), String(terms?.get(row) ?? '').split(' ')]));
}
