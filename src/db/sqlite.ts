import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
} from 'kysely';
import { EnvironmentError } from '#lib';

const BUSY = 5;
const FULL = 13;
const CANNOT_OPEN = 14;
const READ_ONLY = 8;
const LONGEST_WAIT_MS = 15_000;
const LONGEST_OPENING_MS = 5_000;
const OPENING_PAUSE_MS = 20;
const KEPT_STATEMENTS = 300;

export interface SqliteOptions {
  file: string;
  /** Page cache in MiB. */
  cacheMib?: number;
  /** Refuses to grow beyond this many pages of 8 kB; for tests of a full disk. */
  maxPages?: number;
}

/** Opens the file with the settings Broadsheet relies on: write-ahead log, foreign keys, no blocking wait. @throws EnvironmentError in words */
export function openSqliteFile(options: SqliteOptions): DatabaseSync {
  const deadline = performance.now() + LONGEST_OPENING_MS;
  for (;;) {
    try {
      return openAndSet(options);
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw explainSqliteError(error, options.file);
      // While another process turns the log on, SQLite refuses without waiting. Blocking does no harm: nothing runs here yet.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, OPENING_PAUSE_MS);
    }
  }
}

function openAndSet({ file, cacheMib = 32, maxPages }: SqliteOptions): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec(`
      pragma page_size = 8192;
      pragma journal_mode = wal;
      pragma wal_autocheckpoint = 8000;
      pragma synchronous = normal;
      pragma foreign_keys = on;
      pragma temp_store = memory;
      pragma cache_size = ${-1024 * cacheMib};
      pragma journal_size_limit = 67108864;
    `);
    if (maxPages !== undefined) database.exec(`pragma max_page_count = ${maxPages}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Puts SQLite's errors of this machine (full disk, no permission, not a database) into words; others pass through. */
export function explainSqliteError(error: unknown, file: string): unknown {
  const code = sqliteCode(error);
  const advice: Record<number, string> = {
    [BUSY]: `The database ${file} stayed locked by another process for too long. Nothing was written; try again.`,
    [FULL]: `The disk that holds ${file} is full. Nothing of the last step was written; free some space and run it again.`,
    [CANNOT_OPEN]: `Cannot open the database ${file}. Check that its folder exists and that you may write to it.`,
    [READ_ONLY]: `The database ${file} cannot be written. Check the permissions of the file and its folder.`,
    26: `${file} is not a Broadsheet database. Move it away or choose another data folder with BROADSHEET_DATA.`,
    11: `The database ${file} is damaged. Stop Broadsheet and restore the last backup: "broadsheet restore --replace FILE".`,
    10: `Reading or writing ${file} failed at the disk. Nothing of the last step was written; check the disk and try again.`,
  };
  const words = code === undefined ? undefined : advice[code & 0xff];
  return words === undefined ? error : new EnvironmentError(words, { cause: error });
}

function isBusy(error: unknown): boolean {
  return ((sqliteCode(error) ?? 0) & 0xff) === BUSY;
}

function sqliteCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : undefined;
}

/** Kysely's dialect over node:sqlite: one connection, taken in turn; a lock held elsewhere is awaited, not blocked on. */
export class NodeSqliteDialect implements Dialect {
  constructor(readonly connection: NodeSqliteConnection) {}

  createDriver(): Driver {
    return new NodeSqliteDriver(this.connection);
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new SqliteQueryCompiler();
  }

  createAdapter(): SqliteAdapter {
    return new SqliteAdapter();
  }

  createIntrospector(db: Kysely<unknown>): SqliteIntrospector {
    return new SqliteIntrospector(db);
  }
}

class NodeSqliteDriver implements Driver {
  private turn: Promise<void> = Promise.resolve();
  private endTurn: () => void = () => {};

  constructor(private readonly connection: NodeSqliteConnection) {}

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.turn;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.turn = promise;
    await before;
    this.endTurn = resolve;
    return this.connection;
  }

  async releaseConnection(): Promise<void> {
    this.endTurn();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // SQLite has already rolled back by itself after a full disk or an input/output error.
    if (this.connection.raw.isTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async destroy(): Promise<void> {
    this.connection.raw.close();
  }
}

/** The one connection of this process, with its prepared statements. */
export class NodeSqliteConnection implements DatabaseConnection {
  private readonly statements = new Map<string, StatementSync>();

  constructor(
    readonly raw: DatabaseSync,
    readonly file: string,
  ) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const parameters = query.parameters.map(toSqlite);
    const deadline = performance.now() + LONGEST_WAIT_MS;
    for (let wait = 2; ; wait = Math.min(wait * 2, 50)) {
      try {
        return this.run<R>(query.sql, parameters);
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) {
          throw explainSqliteError(error, this.file);
        }
        await sleep(wait);
      }
    }
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    // A statement of its own: a kept one could be run again while this one is still being read.
    const statement = this.raw.prepare(query.sql);
    for (const row of statement.iterate(...query.parameters.map(toSqlite))) yield { rows: [row as R] };
  }

  /** The prepared statement of this text, kept for the next time. */
  statement(sql: string): StatementSync {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    if (this.statements.size >= KEPT_STATEMENTS) {
      const oldest = this.statements.keys().next().value;
      if (oldest !== undefined) this.statements.delete(oldest);
    }
    const statement = this.raw.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }

  private run<R>(sql: string, parameters: SQLInputValue[]): QueryResult<R> {
    const statement = this.statement(sql);
    if (statement.columns().length > 0) return { rows: statement.all(...parameters) as R[] };
    const { changes } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }
}

/** node:sqlite reads an object as named parameters and would silently store NULL, so objects are refused here. */
export function toSqlite(value: unknown): SQLInputValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'bigint') return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`A value of type ${typeof value} cannot be stored: turn it into text or a number first.`);
}
