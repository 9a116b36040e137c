import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { getAuthTables } from 'better-auth/db';
import { getMigrations } from 'better-auth/db/migration';
import { makeAccounts, ORIGIN } from '../../../test/make-accounts.js';
import { authOptions, createAuth } from './auth.js';
import { NOT_PERSONAL, PERSONAL } from './personal.js';

test('our tables are those that Better Auth wants', async (t) => {
  const { context, db } = await makeAccounts(t);
  const options = createAuth({ ...context, origin: ORIGIN }).options;
  for (const { modelName, fields } of Object.values(getAuthTables(options))) {
    const wanted = Object.entries(fields).map(([name, { fieldName }]) => fieldName ?? name);
    const { rows } = await columns(db.kind, modelName).execute(db.kysely);
    const there = rows.map(({ name }) => name);
    // Ours may hold more.
    assert.deepEqual(['id', ...wanted].filter((name) => !there.includes(name)), [], modelName);
    const ours = { accounts: ['reader'] }[modelName] ?? [];
    assert.deepEqual(there.filter((name) => !['id', ...wanted, ...ours].includes(name)), [], modelName);
  }
});

test('Better Auth itself finds nothing missing, nor of the wrong kind, on SQLite', async (t) => {
  const { context, db } = await makeAccounts(t);
  if (db.kind !== 'sqlite') return t.skip('on PostgreSQL we keep instants as text, which it would not');
  const { database: _, ...options } = authOptions({ ...context, origin: ORIGIN });
  const { toBeCreated, toBeAdded, schemaProblems } = await getMigrations({ ...options, database: { db: db.kysely, type: 'sqlite' } });
  assert.deepEqual([toBeCreated, toBeAdded, schemaProblems], [[], [], []]);
});

test('every column that points to a reader is personal or has a reason to stay', async (t) => {
  const { db } = await makeAccounts(t);
  const { rows } = await (db.kind === 'sqlite' ? SQLITE_REFERENCES : POSTGRES_REFERENCES).execute(db.kysely);
  const known = [...PERSONAL.map(({ table, column }) => `${table}.${column}`), ...Object.keys(NOT_PERSONAL)];
  assert.deepEqual(rows.map((row) => `${row.table}.${row.column}`).sort(), known.sort());
});

function columns(kind: string, table: string) {
  return kind === 'sqlite' ? sql<{ name: string }>`select name from pragma_table_info(${table})` : sql<{ name: string }>`select column_name as name from information_schema.columns where table_name = ${table} and table_schema = current_schema()`;
}

const SQLITE_REFERENCES = sql<{ table: string; column: string }>`
  select tables.name as "table", keys."from" as "column" from sqlite_master as tables, pragma_foreign_key_list(tables.name) as keys where tables.type = 'table' and keys."table" = 'readers'
`;
const POSTGRES_REFERENCES = sql<{ table: string; column: string }>`
  select source.relname as "table", attribute.attname as "column"
  from pg_constraint as keys join pg_class as source on source.oid = keys.conrelid join pg_attribute as attribute on attribute.attrelid = keys.conrelid and attribute.attnum = any(keys.conkey)
  where keys.contype = 'f' and keys.confrelid = to_regclass('readers')
`;
