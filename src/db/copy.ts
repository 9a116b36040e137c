import { EnvironmentError } from '#lib';
import type { Database } from './database.js';
import { readTables } from './dump.js';
import { fillInstance, type LoadRequest } from './load.js';
import { countRows, type TableName } from './tables.js';

/**
 * Copies everything with all its numbers into a database without papers, and counts again in both.
 * Returns how many rows each table has.
 * @throws NotEmptyError; EnvironmentError when the counts differ
 */
export async function copyDatabase(source: Database, target: Database, onProgress?: LoadRequest['onProgress']): Promise<Map<TableName, number>> {
  const expected = await source.snapshot(async (reader) => {
    const batches = readTables(source, reader, 'move');
    await target.transaction((writer) => fillInstance(target, writer, { copy: 'move', batches, name: source.place, onProgress }));
    return await countRows(reader, 'move');
  });
  const found = await countRows(target.kysely, 'move');
  const wrong = [...expected].filter(([table, count]) => found.get(table) !== count);
  if (wrong.length > 0) {
    const list = wrong.map(([table, count]) => `${table}: ${count} here, ${found.get(table)} there`).join('; ');
    throw new EnvironmentError(`The copy in ${target.place} differs from ${source.place} (${list}). Go on using ${source.place}; empty the copy before you try again.`);
  }
  return found;
}
