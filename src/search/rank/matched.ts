import type { Table as ArrowTable } from 'apache-arrow';
import type { OpenIndex } from '../index/search-index.js';
import { amongNumbers } from './read-table.js';

export type TermColumn = 'terms' | 'field_terms';

/** The terms of some papers, for telling which words matched: few papers, those of one page. */
export async function termsOf(index: OpenIndex, numbers: readonly number[], column: TermColumn): Promise<ReadonlyMap<number, string[]>> {
  return await new PaperTerms(index, [column]).of(numbers, column);
}

/** The terms of papers for one query. What it may ask for of a paper is read at once, and once: a reading takes as long as finding the papers. */
export class PaperTerms {
  private readonly read = new Map<number, ReadonlyMap<TermColumn, string>>();

  constructor(
    private readonly index: OpenIndex,
    private readonly columns: readonly TermColumn[],
  ) {}

  /** A paper that has left the index is left out. */
  async of(numbers: readonly number[], column: TermColumn): Promise<ReadonlyMap<number, string[]>> {
    await this.load(numbers.filter((number) => !this.read.has(number)));
    return new Map(numbers.flatMap((number) => (this.read.has(number) ? [[number, (this.read.get(number)?.get(column) ?? '').split(' ')]] : [])));
  }

  private async load(numbers: readonly number[]): Promise<void> {
    if (numbers.length === 0) return;
    this.keep(await this.index.rows.ofPapers(numbers, [...this.columns]));
    const left = numbers.filter((number) => !this.read.has(number));
    if (left.length === 0) return;
    this.keep(await this.index.table.query().where(amongNumbers(left)).select(['number', ...this.columns]).limit(left.length).toArrow());
  }

  private keep(found: ArrowTable | undefined): void {
    const [numbers, columns] = [found?.getChild('number'), this.columns.map((column) => [column, found?.getChild(column)] as const)];
    for (let row = 0; row < (found?.numRows ?? 0); row += 1) this.read.set(Number(numbers?.get(row)), new Map(columns.map(([column, texts]) => [column, String(texts?.get(row) ?? '')])));
  }
}
