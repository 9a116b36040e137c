import type pg from 'pg';
import { openDatabase } from '#db';
import { createLogger } from '#lib';
import { freshPostgresSchema, tidyUp, withPostgres, type FreshSchema } from './postgres.js';

/** A schema with this program's tables, as migrations leave them, for tests that change rows and not tables. */
export interface BorrowedSchema {
  url: string;
  /** Lets another test of this process have it. */
  giveBack(): void;
}

interface Kept extends FreshSchema {
  tables: string[];
  /** What the migrations put in: rows as JSON, by table. */
  rows: Record<string, string>;
}

/** Emptied before the next test and not after the last one, which may still hold connections. */
const givenBack: Kept[] = [];
let dropsAtEnd = false;

/**
 * Borrows a migrated schema: one that an earlier test of this process gave back, emptied, else a new one.
 * Making one takes PostgreSQL a fifth of a second, emptying it a hundredth.
 */
export async function borrowSchema(): Promise<BorrowedSchema> {
  const kept = givenBack.pop();
  const borrowed = kept === undefined ? await make() : await emptied(kept);
  return { url: borrowed.url, giveBack: () => void givenBack.push(borrowed) };
}

async function make(): Promise<Kept> {
  dropAllAtEnd();
  const schema = await freshPostgresSchema();
  const database = await openDatabase({ url: schema.url, file: '', log: createLogger('silent', 'test') });
  await database.close();
  return await withPostgres(schema.url, async (client) => {
    const tables = await tablesOf(client);
    return { ...schema, tables, rows: await rowsOf(client, tables) };
  });
}

async function emptied(kept: Kept): Promise<Kept> {
  await withPostgres(kept.url, async (client) => {
    // In one statement, as they refer to each other: that is looked at when it ends.
    await client.query(`with ${kept.tables.map((table, index) => `d${index} as (delete from ${table})`).join(', ')} select 1`);
    for (const [table, json] of Object.entries(kept.rows)) await client.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [json]);
  });
  return kept;
}

async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select quote_ident(tablename) as name from pg_tables where schemaname = current_schema()');
  return rows.map(({ name }) => name);
}

async function rowsOf(client: pg.Client, tables: readonly string[]): Promise<Record<string, string>> {
  const rows: Record<string, string> = {};
  for (const table of tables) {
    const found = await client.query<{ json: string | null }>(`select json_agg(t)::text as json from ${table} t`);
    const json = found.rows[0]?.json ?? null;
    if (json !== null) rows[table] = json;
  }
  return rows;
}

function dropAllAtEnd(): void {
  if (dropsAtEnd) return;
  dropsAtEnd = true;
  process.once('beforeExit', () => void Promise.all(givenBack.splice(0).map(tidyUp)));
}
