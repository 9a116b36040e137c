import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { createLogger } from '#lib';
import { bytesOf, fillWithEverything, linesOf } from '../../test/full-instance.js';
import { makeDatabase, makeFolder } from '../../test/make-database.js';
import { copyDatabase } from './copy.js';
import { openDatabase, type Database, type Row } from './database.js';
import { dumpDatabase, type DumpKind } from './dump.js';
import { loadDump, NotEmptyError } from './load.js';
import { newestVersion } from './migrate.js';
import { DumpError, readDump } from './read-dump.js';

const NAME = 'papers.jsonl';

async function makeFull(t: TestContext): Promise<Database> {
  const db = await makeDatabase(t);
  await fillWithEverything(db);
  return db;
}

/** A SQLite database whichever kind this run of the suite is on. */
async function makeSqlite(t: TestContext): Promise<Database> {
  const db = await openDatabase({ file: join(makeFolder(t), 'other.db'), log: createLogger('silent', 'test') });
  t.after(() => db.close());
  return db;
}

async function load(db: Database, lines: readonly string[], options?: { endsInNewline: boolean }): Promise<number> {
  return await loadDump(db, await readDump(bytesOf(lines, options), NAME));
}

for (const kind of ['export', 'backup'] satisfies DumpKind[]) {
  test(`${kind}: taken into an empty instance it is written out the same, also by way of the other kind of database`, async (t) => {
    const source = await makeFull(t);
    const lines = await linesOf(source, kind);
    const [same, other, back] = [await makeDatabase(t), await makeSqlite(t), await makeDatabase(t)];
    assert.equal(await load(same, lines), lines.length - 2);
    assert.deepEqual(await linesOf(same, kind), lines);
    await load(other, lines);
    assert.deepEqual(await linesOf(other, kind), lines);
    await load(back, await linesOf(other, kind));
    assert.deepEqual(await linesOf(back, kind), lines);
  });
}

test('an export holds no work in hand and no keys', async (t) => {
  const tables = async (kind: DumpKind) => new Set((await linesOf(await makeFull(t), kind)).map((line) => (JSON.parse(line) as { table?: string }).table));
  const [exported, backup] = [await tables('export'), await tables('backup')];
  for (const table of ['jobs', 'owner_keys']) assert.ok(!exported.has(table) && backup.has(table), table);
  for (const table of ['leases', 'cursors', 'schema_migrations']) assert.ok(!backup.has(table), table);
});

test('moving keeps everything, cursors too', async (t) => {
  const source = await makeFull(t);
  const target = await makeSqlite(t);
  const counts = await copyDatabase(source, target);
  assert.deepEqual(await linesOf(target, 'backup'), await linesOf(source, 'backup'));
  assert.equal(counts.get('cursors'), 1);
  assert.equal((await target.kysely.selectFrom('cursors').select('seq').executeTakeFirstOrThrow()).seq, 3);
  await assert.rejects(copyDatabase(source, target), NotEmptyError);
});

test('any text and any number of rows come back, in the same order on both kinds of database', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }), { minLength: 2_050, maxLength: 2_200 }), async (names) => {
      const [source, other] = [await makeDatabase(t), await makeSqlite(t)];
      const rows = names.map((name, index): Row => ({ name, value: `${name}\n"\\${index}`, updated_at: '' }));
      await source.transaction((writer) => source.insertMany(writer, 'settings', rows));
      const lines = await linesOf(source, 'export');
      await load(other, lines);
      assert.deepEqual(await linesOf(other, 'export'), lines);
      assert.equal(lines.filter((line) => line.startsWith('{"table":"settings"')).length, names.length);
      await Promise.all([source.close(), other.close()]);
    }),
    { numRuns: 4 },
  );
});

test('what is written meanwhile is not in it', async (t) => {
  const db = await makeFull(t);
  const before = await linesOf(db, 'export');
  const pages = await dumpDatabase(db, { kind: 'export', made: '2026-06-03T12:00:00.000Z' }, async (text) => {
    const first = (await text.next()).value as string;
    const second = (await text.next()).value as string;
    await db.kysely.updateTable('records').set({ body: '{}' }).execute();
    return [first, second, ...(await Array.fromAsync(text))];
  });
  assert.deepEqual(pages.join('').trimEnd().split('\n'), before);
});

test('what an instance without papers has by itself gives way; numbers it has given out are not given again', async (t) => {
  const lines = await linesOf(await makeFull(t), 'export');
  const target = await makeDatabase(t);
  await target.kysely.insertInto('settings').values({ name: 'categories', value: '["math.AG"]', updated_at: '' }).execute();
  await target.kysely.updateTable('counters').set({ value: 7 }).where('name', '=', 'job').execute();
  await load(target, lines);
  assert.equal((await target.kysely.selectFrom('settings').select('value').executeTakeFirstOrThrow()).value, '["cs.LG"]');
  assert.equal((await target.kysely.selectFrom('counters').select('value').where('name', '=', 'job').executeTakeFirstOrThrow()).value, 7);
});

test('a file cut anywhere is refused and leaves nothing behind', async (t) => {
  const lines = await linesOf(await makeFull(t), 'export');
  const target = await makeDatabase(t);
  const empty = await linesOf(target, 'export');
  const cuts = [lines.slice(0, 1), lines.slice(0, 9), lines.slice(0, -1), [...lines.slice(0, -2), lines.at(-1)!], [...lines.slice(0, 12), lines[12]!.slice(0, 25)]];
  for (const cut of cuts) {
    await assert.rejects(load(target, cut, { endsInNewline: false }), (error) => error instanceof DumpError && /papers\.jsonl is not whole/.test(error.message));
    assert.deepEqual(await linesOf(target, 'export'), empty);
  }
});

test('a damaged line is named', async (t) => {
  const lines = await linesOf(await makeFull(t), 'export');
  const target = await makeDatabase(t);
  const at = lines.findIndex((line) => line.startsWith('{"table":"records"'));
  const bad: [RegExp, string][] = [
    [/damaged at line \d+/, '{"table":"records","row":{"num'],
    [/damaged at line \d+/, '{"table":"schema_migrations","row":{"version":99}}'],
    [/damaged at line \d+/, '{"table":"records","row":{"number":{"a":1}}}'],
    [/do not have the columns of the table records/, '{"table":"records","row":{"number) values (1); drop table papers; --":1}}'],
    [/cannot be stored/, lines[at]!.replace(/"paper":\d+/, '"paper":9999')],
  ];
  for (const [message, line] of bad) {
    await assert.rejects(load(target, lines.with(at, line)), (error) => error instanceof DumpError && message.test(error.message), line);
  }
  await load(target, lines);
});

test('other files, newer and older schemas and instances with papers are refused in words', async (t) => {
  const db = await makeFull(t);
  const lines = await linesOf(db, 'export');
  await assert.rejects(readDump(bytesOf(['{"id":"1801.00001","title":"A paper"}']), NAME), /not an export or backup of Broadsheet/);
  await assert.rejects(readDump(bytesOf([]), NAME), DumpError);
  await assert.rejects(readDump(bytesOf(['@article{a, title={B}}']), NAME), DumpError);
  const target = await makeDatabase(t);
  const withSchema = (schema: number) => lines.with(0, JSON.stringify({ broadsheet: 'export', schema, made: '2026-06-03T12:00:00.000Z' }));
  await assert.rejects(load(target, withSchema(newestVersion(target.kind) + 1)), /made by a newer Broadsheet/);
  await assert.rejects(load(db, lines), (error) => error instanceof NotEmptyError && /has papers already/.test(error.message));
});
