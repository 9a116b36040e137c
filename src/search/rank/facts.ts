import type { Table as ArrowTable } from 'apache-arrow';

/** What lists are ordered and counted by. */
export interface Facts {
  /** `20260531`; 0 when unknown. */
  published: number;
  categories: string[];
  sources: string[];
}

/** The columns of `Facts`. */
export const FACT_COLUMNS = ['published', 'categories', 'sources'] as const;

/** What rows read with `FACT_COLUMNS` say, by the number of their paper. */
export function factsOf(rows: ArrowTable): [number: number, facts: Facts][] {
  const [numbers, published, categories, sources] = ['number', ...FACT_COLUMNS].map((name) => rows.getChild(name));
  return Array.from({ length: rows.numRows }, (_, row) => [
    Number(numbers?.get(row)),
    { published: Number(published?.get(row) ?? 0), categories: texts(categories?.get(row)), sources: texts(sources?.get(row)) },
  ]);
}

function texts(list: Iterable<unknown> | null | undefined): string[] {
  return [...(list ?? [])].map(String);
}
