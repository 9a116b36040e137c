import type { Table as ArrowTable } from 'apache-arrow';
import type { OpenIndex } from '../index/search-index.js';
import { amongNumbers } from './read-table.js';

type TermColumn = 'terms' | 'field_terms';

/** The terms of some papers, for telling which words matched: few papers, those of one page. */
export async function termsOf({ table, rows }: OpenIndex, numbers: readonly number[], column: TermColumn): Promise<ReadonlyMap<number, string[]>> {
  const terms = termsIn(await rows.ofPapers(numbers, [column]), column);
  const left = numbers.filter((number) => !terms.has(number));
  if (left.length === 0) return terms;
  const found = await table.query().where(amongNumbers(left)).select(['number', column]).limit(left.length).toArrow();
  return new Map([...terms, ...termsIn(found, column)]);
}

function termsIn(found: ArrowTable | undefined, column: TermColumn): Map<number, string[]> {
  const [numbers, terms] = [found?.getChild('number'), found?.getChild(column)];
  return new Map(Array.from({ length: found?.numRows ?? 0 }, (_, row) => [Number(numbers?.get(row)), String(terms?.get(row) ?? '').split(' ')]));
}
