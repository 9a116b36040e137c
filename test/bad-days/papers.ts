import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, type Database } from '#db';
import { createLogger } from '#lib';
import { assertWhole, listLine } from '../kill-import.js';
import { until, type Env } from './serving.js';

/** Lines of the list format: papers `from` to before `to`. */
export function paperLines(to: number, from = 0): string {
  return Array.from({ length: to - from }, (_, index) => `${listLine(from + index)}\n`).join('');
}

/** A file of papers. */
export function writePapers(folder: string, to: number, from = 0): string {
  const file = join(folder, `papers-${from}-${to}.jsonl`);
  writeFileSync(file, paperLines(to, from));
  return file;
}

/** What the database of an environment holds, looked at by `look`. */
export async function inDatabase<T>(env: Env, look: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase({ url: env.DATABASE_URL, file: join(env.BROADSHEET_DATA ?? '', 'broadsheet.db'), log: createLogger('silent', 'test') });
  return await look(db).finally(() => db.close());
}

/** The imports as they are noted, oldest first; none before there is a database. */
export async function importsIn(env: Env) {
  if (env.DATABASE_URL === undefined && !existsSync(join(env.BROADSHEET_DATA ?? '', 'broadsheet.db'))) return [];
  return await inDatabase(env, readImports);
}

type Imports = Awaited<ReturnType<typeof readImports>>;

function readImports(db: Database) {
  return db.kysely.selectFrom('imports').select(['number', 'state', 'records', 'added', 'unchanged', 'error']).orderBy('number').execute();
}

/** Waits until the imports are so. Opening a database is work for a processor that the import needs: it is done once. */
export async function untilImports(env: Env, what: string, areSo: (imports: Imports) => boolean): Promise<void> {
  await until('there is a database', async () => env.DATABASE_URL !== undefined || existsSync(join(env.BROADSHEET_DATA ?? '', 'broadsheet.db')));
  await inDatabase(env, (db) => until(what, async () => areSo(await readImports(db))));
}

export async function countRecords(db: Database): Promise<number> {
  const { count } = await db.kysely.selectFrom('records').select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return Number(count);
}

/** Waits until an import is somewhere in the middle. */
export async function untilHalfway(env: Env): Promise<void> {
  await untilImports(env, 'the import has begun', ([first]) => {
    assert.notEqual(first?.state, 'done', 'the import was too quick for this test');
    return (first?.records ?? 0) > 0;
  });
}

/** Waits until the import is done, and looks that all is there once, from one import that read nothing twice. */
export async function assertCompletes(env: Env, count: number): Promise<void> {
  await untilImports(env, 'the import is done', ([first]) => first?.state === 'done');
  await inDatabase(env, (db) => assertWhole(db, count));
  assert.deepEqual((await importsIn(env)).map(({ records, unchanged }) => [records, unchanged]), [[count, 0]], 'one import, and nothing was read twice');
}
