import type { FullTextQuery, Table } from '@lancedb/lancedb';

/** Without a limit the engine gives ten. */
export const ALL = 10_000_000;

/** The numbers of all papers that are found by a text, a filter, or both. */
export async function numbersFound(table: Table, { text, where, most = ALL }: { text?: FullTextQuery; where?: string; most?: number }): Promise<Int32Array> {
  let query = table.query();
  if (text !== undefined) query = query.fullTextSearch(text);
  if (where !== undefined) query = query.where(where);
  const found = await query.select(text === undefined ? ['number'] : ['number', '_score']).limit(most).toArrow();
  return (found.getChild('number')?.toArray() as Int32Array | undefined) ?? new Int32Array();
}

/** The filter that only these papers fit. */
export function amongNumbers(numbers: Iterable<number>): string {
  const list = [...numbers];
  return list.length === 0 ? 'number < 0' : `number IN (${list.join(', ')})`;
}
