import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { makeDatabase } from '../../test/make-database.js';
import { fillWithEverything } from '../../test/full-instance.js';
import { columnsOf, COPIED, COPIES, countRows, isEmptyInstance, NEVER_COPIED, tablesOf } from './tables.js';

test('every table of the database is copied or named as never copied', async (t) => {
  const db = await makeDatabase(t);
  const listed = [...COPIED.map(({ name }) => name as string), ...Object.keys(NEVER_COPIED)];
  assert.equal(new Set(listed).size, listed.length, 'each once');
  assert.deepEqual([...(await columnsOf(db.kysely)).keys()].sort(), listed.sort());
});

test('rows are read by their whole primary key: fewer columns would skip some at the end of a page', async (t) => {
  const db = await makeDatabase(t);
  const query =
    db.kind === 'sqlite'
      ? (name: string) => sql<{ name: string }>`select name from pragma_table_info(${name}) where pk > 0`
      : (name: string) => sql<{ name: string }>`select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey) where i.indisprimary and i.indrelid = ${name}::regclass`;
  for (const { name, key } of COPIED) {
    const { rows } = await query(name).execute(db.kysely);
    assert.deepEqual(Object.keys(key).sort(), rows.map((row) => row.name).sort(), name);
  }
});

test('each kind of copy holds what the one before it holds', () => {
  const sizes = COPIES.map((copy) => new Set(tablesOf(copy).map(({ name }) => name)));
  assert.ok(sizes[0]!.isSubsetOf(sizes[1]!) && sizes[1]!.isSubsetOf(sizes[2]!));
  assert.equal(sizes[2]!.size, COPIED.length);
});

test('an instance is empty until there are papers; settings do not count', async (t) => {
  const db = await makeDatabase(t);
  await db.kysely.insertInto('settings').values({ name: 'categories', value: '[]', updated_at: '' }).execute();
  assert.equal(await isEmptyInstance(db.kysely), true);
  await fillWithEverything(db);
  assert.equal(await isEmptyInstance(db.kysely), false);
});

test('the instance that other tests copy has rows in every table', async (t) => {
  const db = await makeDatabase(t);
  await fillWithEverything(db);
  for (const [table, count] of await countRows(db.kysely, 'move')) assert.ok(count > 0, table);
});
