import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, type Database } from '#db';
import { createLogger } from '#lib';
import { listLine } from '../kill-import.js';
import type { Env } from './serving.js';

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
