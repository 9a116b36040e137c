import { Kysely, PostgresDialect, sql, type RawBuilder, type Transaction } from 'kysely';
import type { Logger } from '#lib';
import { migrate } from './migrate.js';
import { describeUrl, explainPostgresError, isPostgresAway, openPostgresPool } from './postgres.js';
import type { Schema } from './schema.js';
import { explainSqliteError, NodeSqliteConnection, NodeSqliteDialect, openSqliteFile, toSqlite, type SqliteOptions } from './sqlite.js';

export type DatabaseKind = 'sqlite' | 'postgres';
export type Reader = Kysely<Schema>;
export type Writer = Transaction<Schema>;

/** A row to be stored in a table. */
export type Row = Record<string, string | number | null>;

/** What differs between the two databases stands behind this; everything else is portable SQL through `kysely`. */
export interface Database {
  readonly kind: DatabaseKind;
  readonly kysely: Kysely<Schema>;
  /** Where it is, for people; never with a password. */
  readonly place: string;
  /** All or nothing. On SQLite the write lock is taken at once. */
  transaction<T>(work: (writer: Writer) => Promise<T>): Promise<T>;
  /** One consistent view of all tables for as long as `work` takes, without stopping writers. */
  snapshot<T>(work: (reader: Reader) => Promise<T>): Promise<T>;
  /** Writes many rows of the same columns into a table, fast. */
  insertMany(writer: Writer, table: keyof Schema & string, rows: Row[]): Promise<void>;
  /** `x in (…)` for a list of any length, as one parameter. */
  anyOf(column: string, values: readonly (string | number)[]): RawBuilder<boolean>;
  /** Whether the server is away for now, so that trying later makes sense. */
  isAway(error: unknown): boolean;
  /** The same error in words for people, where the cause is outside the program. */
  explain(error: unknown): unknown;
  /** The version of the engine: `SQLite 3.53.0`. */
  version(): Promise<string>;
  /** How many bytes it takes on disk. */
  size(): Promise<number>;
  /** Runs a script of several statements, such as a migration, in the writer's transaction. */
  runScript(script: string, writer: Kysely<any>): Promise<void>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** `postgres://…`; without it the file is opened. */
  url?: string;
  file: string;
  log: Logger;
  sqlite?: Omit<SqliteOptions, 'file'>;
  /** Brings the schema only up to this version; 0 leaves it as it is. For restoring what an older version wrote. */
  upTo?: number;
}

/** The SQLite file's name in the data folder. */
export const DATABASE_FILE = 'broadsheet.db';

/** Opens the database and brings its schema up to date. @throws EnvironmentError in words when it cannot */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const database = options.url ? openPostgres(options.url, options.log) : openSqlite({ file: options.file, ...options.sqlite });
  try {
    await migrate(database, options.upTo);
    return database;
  } catch (error) {
    await database.close().catch(() => {});
    throw database.explain(error);
  }
}

function openSqlite(options: SqliteOptions): Database {
  const connection = new NodeSqliteConnection(openSqliteFile(options), options.file);
  const kysely = new Kysely<Schema>({ dialect: new NodeSqliteDialect(connection) });
  return {
    kind: 'sqlite',
    kysely,
    place: options.file,
    transaction: (work) => kysely.transaction().execute(work),
    snapshot: (work) => sqliteSnapshot(options, work),
    insertMany: async (_writer, table, rows) => insertManySqlite(connection, table, rows),
    anyOf: (column, values) => sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`,
    isAway: () => false,
    explain: (error) => explainSqliteError(error, options.file),
    version: async () => `SQLite ${(await sql<{ v: string }>`select sqlite_version() as v`.execute(kysely)).rows[0]?.v}`,
    size: async () => (await sql<{ bytes: number }>`select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`.execute(kysely)).rows[0]?.bytes ?? 0,
    runScript: async (script) => connection.raw.exec(script),
    close: () => kysely.destroy(),
  };
}

async function sqliteSnapshot<T>(options: SqliteOptions, work: (reader: Reader) => Promise<T>): Promise<T> {
  const connection = new NodeSqliteConnection(openSqliteFile({ ...options, cacheMib: 16 }), options.file);
  const kysely = new Kysely<Schema>({ dialect: new NodeSqliteDialect(connection) });
  try {
    connection.raw.exec('begin');
    return await work(kysely);
  } finally {
    await kysely.destroy();
  }
}

function insertManySqlite(connection: NodeSqliteConnection, table: string, rows: Row[]): void {
  const first = rows[0];
  if (first === undefined) return;
  const columns = Object.keys(first);
  const statement = connection.statement(`insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`);
  try {
    for (const row of rows) statement.run(...columns.map((column) => toSqlite(row[column])));
  } catch (error) {
    throw explainSqliteError(error, connection.file);
  }
}

const POSTGRES_ROWS_AT_ONCE = 2_000;

function openPostgres(url: string, log: Logger): Database {
  const pool = openPostgresPool(url, log);
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return {
    kind: 'postgres',
    kysely,
    place: describeUrl(url),
    transaction: (work) => kysely.transaction().execute(work),
    snapshot: (work) => kysely.transaction().setIsolationLevel('repeatable read').execute(work),
    insertMany: async (writer, table, rows) => {
      for (let start = 0; start < rows.length; start += POSTGRES_ROWS_AT_ONCE) {
        await insertManyPostgres(writer, table, rows.slice(start, start + POSTGRES_ROWS_AT_ONCE));
      }
    },
    anyOf: (column, values) => sql<boolean>`${sql.ref(column)} = any(${values})`,
    isAway: isPostgresAway,
    explain: (error) => explainPostgresError(error, url),
    version: async () => `PostgreSQL ${(await sql<{ v: string }>`select current_setting('server_version') as v`.execute(kysely)).rows[0]?.v}`,
    size: async () => (await sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`.execute(kysely)).rows[0]?.bytes ?? 0,
    runScript: async (script, writer) => {
      await sql.raw(script).execute(writer);
    },
    close: () => kysely.destroy(),
  };
}

async function insertManyPostgres(writer: Writer, table: string, rows: Row[]): Promise<void> {
  const first = rows[0];
  if (first === undefined) return;
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(table)} (${columns}) select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`.execute(writer);
}
