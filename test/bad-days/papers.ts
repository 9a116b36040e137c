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
  return await inDatabase(env, (db) => db.kysely.selectFrom('imports').select(['number', 'state', 'records', 'added', 'unchanged', 'error']).orderBy('number').execute());
}

export async function countRecords(db: Database): Promise<number> {
  const { count } = await db.kysely.selectFrom('records').select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return Number(count);
}

/** Waits until an import is somewhere in the middle. */
export async function untilHalfway(env: Env): Promise<void> {
  await until('the import has begun', async () => {
    const { records = 0, state } = (await importsIn(env))[0] ?? {};
    assert.notEqual(state, 'done', 'the import was too quick for this test');
    return records > 0;
  });
}

/** Waits until the import is done, and looks that all is there once, from one import that read nothing twice. */
export async function assertCompletes(env: Env, count: number): Promise<void> {
  await until('the import is done', async () => (await importsIn(env))[0]?.state === 'done');
  await inDatabase(env, (db) => assertWhole(db, count));
  assert.deepEqual((await importsIn(env)).map(({ records, unchanged }) => [records, unchanged]), [[count, 0]], 'one import, and nothing was read twice');
}
