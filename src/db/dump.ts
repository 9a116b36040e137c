import { sql, type RawBuilder } from 'kysely';
import type { Database, Reader, Row } from './database.js';
import { currentVersion } from './migrate.js';
import { tablesOf, type Copy, type TableCopy, type TableName } from './tables.js';

/*
 * A dump is text, one JSON object a line:
 *
 *   {"broadsheet":"export","schema":1,"made":"2026-06-03T01:00:00.000Z"}
 *   {"table":"papers","row":{"number":1,"public_id":"2401.01234",...}}
 *   ...                                        tables that others refer to first, rows by primary key
 *   {"broadsheet":"end","rows":123456}         without it the file is not whole
 */

/** What a dump is made for: `export` leaves out what only this instance can use. */
export type DumpKind = Exclude<Copy, 'move'>;

/** The first line of a dump. */
export interface DumpHeader {
  kind: DumpKind;
  /** The schema its rows are of. */
  schema: number;
  /** When it was made, ISO in UTC. */
  made: string;
}

/** Some rows of one table. */
export interface TableRows {
  table: TableName;
  rows: Row[];
}

export interface DumpRequest {
  kind: DumpKind;
  /** Now, ISO in UTC. */
  made: string;
  /** Told after every page how many rows have been read, of which table last. */
  onProgress?: (rows: number, table: TableName) => void;
}

const PAGE = 1_000;

/**
 * Gives `take` the text of a dump, a page of lines at a time, from one consistent view of the database;
 * others may write meanwhile.
 */
export async function dumpDatabase<T>(db: Database, request: DumpRequest, take: (text: AsyncGenerator<string>) => Promise<T>): Promise<T> {
  return await db.snapshot((reader) => take(dumpText(db, reader, request)));
}

async function* dumpText(db: Database, reader: Reader, { kind, made, onProgress }: DumpRequest): AsyncGenerator<string> {
  let count = 0;
  yield lineOf({ broadsheet: kind, schema: await currentVersion(reader), made });
  for await (const { table, rows } of readTables(db, reader, kind)) {
    yield rows.map((row) => lineOf({ table, row })).join('');
    count += rows.length;
    onProgress?.(count, table);
  }
  yield lineOf({ broadsheet: 'end', rows: count });
}

function lineOf(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** All rows of a kind of copy, by pages, in an order in which they can be stored again; the same on both databases. */
export async function* readTables(db: Database, reader: Reader, copy: Copy): AsyncGenerator<TableRows> {
  for (const table of tablesOf(copy)) {
    for (const part of table.parts ?? ['true']) {
      for await (const rows of readPages(db, reader, { table, part })) yield { table: table.name, rows };
    }
  }
}

async function* readPages(db: Database, reader: Reader, { table, part }: { table: TableCopy; part: string }): AsyncGenerator<Row[]> {
  const names = Object.keys(table.key);
  const columns = sql.join(names.map((name) => keyColumn(db, table, name)));
  let after: RawBuilder<unknown> = sql`true`;
  for (;;) {
    const { rows } = await sql<Row>`select * from ${sql.table(table.name)} where ${sql.raw(part)} and ${after} order by ${columns} limit ${PAGE}`.execute(reader);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    if (rows.length < PAGE) return;
    after = sql`(${columns}) > (${sql.join(names.map((name) => last[name]))})`;
  }
}

/** Text is put in order by its bytes, as SQLite does; PostgreSQL would do it by the language of the database. */
function keyColumn(db: Database, { key }: TableCopy, name: string): RawBuilder<unknown> {
  return db.kind === 'postgres' && key[name] === 'text' ? sql`${sql.ref(name)} collate "C"` : sql.ref(name);
}
