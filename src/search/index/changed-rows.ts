import type { Table } from '@lancedb/lancedb';
import type { IndexRow } from './schema.js';

/**
 * Of rows whose papers the table has, those that say something else than it does; a row without a vector of its own gets the one that
 * is there. A source often says again what it said: to write that would move the row out of the indexes, where every search looks
 * through it one by one until they are made anew.
 */
export async function changedRows(table: Table, rows: readonly IndexRow[], columns: readonly string[]): Promise<IndexRow[]> {
  if (rows.length === 0) return [];
  const found = await table.query().where(`number IN (${rows.map(({ number }) => number).join(', ')})`).select([...columns]).limit(rows.length).toArrow();
  const values = columns.map((column) => [column, found.getChild(column)] as const);
  const numbers = found.getChild('number');
  const places = new Map(Array.from({ length: found.numRows }, (_, place) => [Number(numbers?.get(place)), place]));
  return rows.flatMap((row) => {
    const place = places.get(row.number);
    const there = place === undefined ? {} : Object.fromEntries(values.map(([column, value]) => [column, plain(value?.get(place))]));
    const wanted: Record<string, unknown> = { ...row };
    if (columns.includes('vector')) wanted['vector'] ??= row.vector === null ? null : there['vector'];
    return columns.every((column) => isSame(wanted[column], there[column])) ? [] : [wanted as unknown as IndexRow];
  });
}

/** The engine gives lists as objects of its own. */
function plain(value: unknown): unknown {
  return isList(value) ? [...value] : value;
}

function isSame(one: unknown, other: unknown): boolean {
  if (!isList(one) || !isList(other)) return (one ?? null) === (other ?? null);
  const [first, second] = [[...one], [...other]];
  return first.length === second.length && first.every((value, at) => value === second[at]);
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
