import type { Table as ArrowTable } from 'apache-arrow';
import { PaperTerms } from '../index/paper-terms.js';
import type { OpenIndex } from '../index/search-index.js';
import { amongNumbers } from './read-table.js';

const COLUMNS = ['terms', 'field_terms'];

/**
 * The terms of some papers, for telling which words matched: few papers, those of one page. They are kept in a file; the table, which
 * takes as long for them as for finding the papers, is asked for what the file cannot tell. A paper that has left the index is left out.
 * @param found what is known already, to which they are added
 */
export async function termsOf(index: OpenIndex, numbers: readonly number[], found = new Map<number, PaperTerms>()): Promise<ReadonlyMap<number, PaperTerms>> {
  for (const [number, terms] of (await index.terms?.read(numbers.filter((number) => !found.has(number)))) ?? []) found.set(number, terms);
  const left = () => numbers.filter((number) => !found.has(number));
  if (left().length > 0) keep(found, await index.rows.ofPapers(left(), COLUMNS));
  if (left().length > 0) keep(found, await index.table.query().where(amongNumbers(left())).select(['number', ...COLUMNS]).limit(left().length).toArrow());
  return found;
}

function keep(found: Map<number, PaperTerms>, rows: ArrowTable | undefined): void {
  const [numbers, terms, fieldTerms] = ['number', ...COLUMNS].map((column) => rows?.getChild(column));
  for (let row = 0; row < (rows?.numRows ?? 0); row += 1) {
    found.set(Number(numbers?.get(row)), PaperTerms.ofRow({ terms: String(terms?.get(row) ?? ''), field_terms: String(fieldTerms?.get(row) ?? '') }));
  }
}
