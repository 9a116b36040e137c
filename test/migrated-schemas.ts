import type pg from 'pg';
import { openDatabase } from '#db';
import { createLogger } from '#lib';
import { freshPostgresSchema, withPostgres, type FreshSchema } from './postgres.js';

/** A schema with this program's tables, as migrations leave them. */
export interface BorrowedSchema {
  url: string;
  /** Lets another test of this process have it. */
  giveBack(): void;
}

interface Kept extends FreshSchema {
  /** What the migrations put in: rows as JSON, by table. */
  rows: Record<string, string>;
  /** The tables, columns, triggers and functions that they made. */
  shape: string;
}

/** Emptied before the next test and not after the last one, which may still hold connections. */
const givenBack: Kept[] = [];
let dropsAtEnd = false;

/**
 * Borrows a migrated schema: one that an earlier test of this process gave back, emptied, else a new one.
 * Making one takes PostgreSQL a fifth of a second, emptying it a few hundredths.
 */
export async function borrowSchema(): Promise<BorrowedSchema> {
  const kept = (await reuse()) ?? (await make());
  return { url: kept.url, giveBack: () => void givenBack.push(kept) };
}

async function reuse(): Promise<Kept | undefined> {
  const kept = givenBack.pop();
  if (kept === undefined || (await withPostgres(kept.url, (client) => restore(client, kept)))) return kept;
  await kept.drop();
  return await reuse();
}

async function make(): Promise<Kept> {
  dropAllAtEnd();
  const schema = await freshPostgresSchema();
  const database = await openDatabase({ url: schema.url, file: '', log: createLogger('silent', 'test') });
  await database.close();
  return await withPostgres(schema.url, async (client) => ({ ...schema, shape: await shapeOf(client), rows: await rowsOf(client) }));
}

/** @returns whether it is as it was when it was made; a test that changed more than rows spoils a schema */
async function restore(client: pg.Client, { shape, rows }: Kept): Promise<boolean> {
  if ((await shapeOf(client)) !== shape) return false;
  const filled = await filledTables(client);
  if (filled.length > 0) await client.query(`truncate ${filled.join(', ')} restart identity cascade`);
  for (const [table, json] of Object.entries(rows)) await client.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [json]);
  return true;
}

async function shapeOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ shape: string }>(`select concat_ws(';',
    (select string_agg(c.relname || '.' || a.attname || ':' || a.atttypid, ',' order by c.oid, a.attnum)
       from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relnamespace = current_schema()::regnamespace and a.attnum > 0),
    (select string_agg(t.tgname, ',' order by t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid where c.relnamespace = current_schema()::regnamespace),
    (select string_agg(n.conname, ',' order by n.oid) from pg_constraint n where n.connamespace = current_schema()::regnamespace),
    (select string_agg(p.proname || p.prosrc, ',' order by p.oid) from pg_proc p where p.pronamespace = current_schema()::regnamespace)) as shape`);
  return rows[0]?.shape ?? '';
}

async function filledTables(client: pg.Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string }>('select quote_ident(tablename) as name from pg_tables where schemaname = current_schema()');
  const { rows } = await client.query<{ name: string }>(tables.map(({ name }) => `select '${name}' as name where exists (select 1 from ${name})`).join(' union all '));
  return rows.map(({ name }) => name);
}

async function rowsOf(client: pg.Client): Promise<Record<string, string>> {
  const rows: Record<string, string> = {};
  for (const table of await filledTables(client)) {
    const found = await client.query<{ json: string }>(`select json_agg(t)::text as json from ${table} t`);
    rows[table] = found.rows[0]?.json ?? '[]';
  }
  return rows;
}

function dropAllAtEnd(): void {
  if (dropsAtEnd) return;
  dropsAtEnd = true;
  process.once('beforeExit', () => void Promise.all(givenBack.splice(0).map((schema) => schema.drop())));
}
