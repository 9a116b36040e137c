import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { ConflictError, createLogger } from '#lib';
import { bytesOf, fillWithEverything, linesOf } from '../../test/full-instance.js';
import { makeDatabase, makeDatabaseUrl, makeFolder } from '../../test/make-database.js';
import { openDatabase, type Database } from './database.js';
import { newestVersion } from './migrate.js';
import { DumpError, readDump } from './read-dump.js';
import { restoreDatabase, type RestoreRequest } from './restore.js';

const log = createLogger('silent', 'test');

/** A place for a database of this run's kind, where there is none yet. */
async function makePlace(t: TestContext): Promise<{ url?: string; file: string; folder: string }> {
  const folder = makeFolder(t);
  return { url: await makeDatabaseUrl(t), file: join(folder, 'broadsheet.db'), folder };
}

async function backupLines(t: TestContext): Promise<string[]> {
  const db = await makeDatabase(t);
  await fillWithEverything(db);
  return await linesOf(db, 'backup');
}

async function restore(place: { url?: string; file: string }, lines: readonly string[], asideAs?: string) {
  return await restoreDatabase({ ...place, log, dump: await readDump(bytesOf(lines), 'papers.backup'), asideAs });
}

async function within<T>(place: { url?: string; file: string }, use: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase({ ...place, log });
  return await use(db).finally(() => db.close());
}

const readBackup = (place: { url?: string; file: string }) => within(place, (db) => linesOf(db, 'backup'));

test('a backup is restored where there is no database yet, and where there is an empty one', async (t) => {
  const lines = await backupLines(t);
  const place = await makePlace(t);
  assert.deepEqual(await restore(place, lines), { rows: lines.length - 2, aside: undefined });
  assert.deepEqual(await readBackup(place), lines);
  const started = await makePlace(t);
  await within(started, (db) => db.kysely.insertInto('settings').values({ name: 'categories', value: '[]', updated_at: '' }).execute());
  await restore(started, lines);
  assert.deepEqual(await readBackup(started), lines);
});

test('papers are not replaced unless asked; then they are kept aside', async (t) => {
  const lines = await backupLines(t);
  const place = await makePlace(t);
  await restore(place, lines);
  await within(place, (db) => db.kysely.updateTable('records').set({ body: '{"changed":true}' }).execute());
  const changed = await readBackup(place);
  await assert.rejects(restore(place, lines), (error) => error instanceof ConflictError && /has papers already.*--replace/.test(error.message));
  assert.deepEqual(await readBackup(place), changed);
  const { aside } = await restore(place, lines, randomBytes(6).toString('hex'));
  assert.deepEqual(await readBackup(place), lines);
  assert.deepEqual(await readAside(place, aside ?? ''), changed.filter((line) => line.includes('"table":"records"')));
  assert.deepEqual(readdirSync(place.folder).filter((name) => name.includes('restoring')), []);
});

/** The records that were put aside, as lines of a dump. */
async function readAside(place: { url?: string; file: string }, aside: string): Promise<string[]> {
  if (place.url === undefined) return (await within({ file: aside }, (db) => linesOf(db, 'backup'))).filter((line) => line.includes('"table":"records"'));
  const schema = /before_restore_\w+/.exec(aside)?.[0] ?? '';
  const { rows } = await within(place, (db) => sql`select * from ${sql.id(schema, 'records')} order by number`.execute(db.kysely));
  await within(place, (db) => sql`drop schema ${sql.id(schema)} cascade`.execute(db.kysely));
  return rows.map((row) => JSON.stringify({ table: 'records', row }));
}

test('a dump that is cut off or of a newer schema changes nothing, also with --replace', async (t) => {
  const lines = await backupLines(t);
  const place = await makePlace(t);
  await restore(place, lines);
  await assert.rejects(restore(place, lines.slice(0, -1), 'x'), DumpError);
  const newer = lines.with(0, JSON.stringify({ broadsheet: 'backup', schema: newestVersion('sqlite') + 1, made: '' }));
  await assert.rejects(restore(place, newer, 'x'), /made by a newer Broadsheet/);
  assert.deepEqual(await readBackup(place), lines);
  if (place.url === undefined) assert.deepEqual(readdirSync(place.folder), ['broadsheet.db']);
});

test('a file that is no database is said to be there, and kept aside when replaced', async (t) => {
  const lines = await backupLines(t);
  const folder = makeFolder(t);
  const file = join(folder, 'broadsheet.db');
  const damaged = 'not a database at all, and long enough to have a header of one hundred bytes, which is what SQLite reads first of all. '.repeat(9);
  writeFileSync(file, damaged);
  await assert.rejects(restore({ file }, lines), (error) => error instanceof ConflictError && /is there, but cannot be read.*not a Broadsheet database/.test(error.message));
  const { aside } = await restore({ file }, lines, 'now');
  assert.equal(readFileSync(aside ?? '', 'utf8'), damaged);
  assert.deepEqual(await readBackup({ file }), lines);
});

/** This program's database code as a later version might be: with one more migration. */
async function makeLater(t: TestContext): Promise<{ restoreDatabase: typeof restoreDatabase; openDatabase: typeof openDatabase; newest: number }> {
  const here = dirname(fileURLToPath(import.meta.url));
  const folder = mkdtempSync(join(here, '..', '..', 'later-'));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(here, folder, { recursive: true, filter: (path) => !path.endsWith('.test.js') });
  const newest = newestVersion('sqlite') + 1;
  writeFileSync(join(folder, 'migrations', `${String(newest).padStart(3, '0')}.sql`), "alter table imports add column asked_by text not null default 'owner'; create table later (name text primary key);");
  const load = async (file: string) => (await import(pathToFileURL(join(folder, file)).href)) as Record<string, never>;
  return { restoreDatabase: (await load('restore.js')).restoreDatabase!, openDatabase: (await load('database.js')).openDatabase!, newest };
}

test('a backup of an older schema is restored and brought up to date', async (t) => {
  const lines = await backupLines(t);
  const place = await makePlace(t);
  const later = await makeLater(t);
  const request: RestoreRequest = { ...place, log, dump: await readDump(bytesOf(lines), 'papers.backup') };
  await later.restoreDatabase(request);
  const db = await later.openDatabase({ ...place, log });
  t.after(() => db.close());
  const migrated = await linesOf(db, 'backup');
  assert.equal(migrated[0], lines[0]!.replace(/"schema":\d+/, `"schema":${later.newest}`));
  assert.deepEqual(migrated.slice(1).map((line) => line.replace(',"asked_by":"owner"', '')), lines.slice(1));
});

test('a database that a newer Broadsheet wrote is not opened, and replaced only where nothing of it is lost', async (t) => {
  const lines = await backupLines(t);
  const place = await makePlace(t);
  const later = await makeLater(t);
  await (await later.openDatabase({ ...place, log })).close();
  await assert.rejects(restore(place, lines), ConflictError);
  if (place.url !== undefined) return await assert.rejects(restore(place, lines, 'x'), /Create another, empty one/);
  const { aside } = await restore(place, lines, 'x');
  assert.ok(existsSync(aside ?? ''));
  assert.deepEqual(await readBackup(place), lines);
});
