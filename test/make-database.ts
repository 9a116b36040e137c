import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { openDatabase, type Database } from '#db';
import { createLogger } from '#lib';
import { makeFolder } from './make-folder.js';
import { borrowSchema } from './migrated-schemas.js';
import { freshPostgresSchema, tidyUp } from './postgres.js';

export { makeFolder };

/** The kind of database this run of the suite is on. */
export const databaseKind = process.env.TEST_DATABASE === 'postgres' ? 'postgres' : 'sqlite';

/** Where a fresh, empty database of this run's kind is: an address for PostgreSQL, nothing for SQLite. Removed after the test. */
export async function makeDatabaseUrl(t: TestContext): Promise<string | undefined> {
  if (databaseKind === 'sqlite') return undefined;
  const schema = await freshPostgresSchema();
  t.after(() => tidyUp(schema));
  return schema.url;
}

/** The same with this program's tables in it, as a start leaves it: for tests that are not about the first start. */
export async function makeMigratedUrl(t: TestContext): Promise<string | undefined> {
  if (databaseKind === 'sqlite') return undefined;
  const schema = await borrowSchema();
  t.after(() => schema.giveBack());
  return schema.url;
}

/** A fresh, migrated database of this run's kind, closed and removed after the test. */
export async function makeDatabase(t: TestContext): Promise<Database> {
  const file = join(makeFolder(t), 'broadsheet.db');
  if (databaseKind === 'sqlite') copyFileSync(await (migratedFile ??= makeMigratedFile()), file);
  const database = await openDatabase({ url: await makeMigratedUrl(t), file, log: createLogger('silent', 'test') });
  t.after(() => database.close());
  return database;
}

let migratedFile: Promise<string> | undefined;

/** A file with this program's tables, made once in a process: to copy it takes a sixth of the time of all migrations. */
async function makeMigratedFile(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-migrated-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'broadsheet.db');
  await (await openDatabase({ file, log: createLogger('silent', 'test') })).close();
  return file;
}
