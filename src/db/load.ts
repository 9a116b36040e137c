import { sql } from 'kysely';
import { BroadsheetError, ConflictError, messageOf } from '#lib';
import type { Database, Row, Writer } from './database.js';
import type { TableRows } from './dump.js';
import { newestVersion } from './migrate.js';
import { DumpError, type Dump } from './read-dump.js';
import { columnsOf, isEmptyInstance, tablesOf, type Copy, type TableName } from './tables.js';

export interface LoadRequest {
  copy: Copy;
  batches: AsyncIterable<TableRows & { line?: number }>;
  /** What messages call it. */
  name: string;
  /** Told after every batch how many rows are in, of which table last. */
  onProgress?: (rows: number, table: TableName) => void;
}

/** The instance has papers already, so a whole other one cannot be put in its place. */
export class NotEmptyError extends ConflictError {}

/**
 * Makes an instance without papers equal to the one a dump was made of: all or nothing. Settings and the like that it has
 * by itself give way. Returns how many rows were stored.
 * @throws NotEmptyError, DumpError when the dump is damaged, not whole, or of another schema than the database
 */
export async function loadDump(db: Database, dump: Dump, onProgress?: LoadRequest['onProgress']): Promise<number> {
  const { name, header, batches } = dump;
  assertKnownSchema(db, dump);
  if (header.schema < newestVersion(db.kind)) {
    throw new DumpError(`${name} was made by an older Broadsheet (schema ${header.schema}). Take it in with "broadsheet restore", which brings it up to date.`);
  }
  return await db.transaction((writer) => fillInstance(db, writer, { copy: header.kind, batches, name, onProgress }));
}

/** @throws DumpError when a newer Broadsheet made the dump */
export function assertKnownSchema(db: Pick<Database, 'kind'>, { name, header }: Dump): void {
  const newest = newestVersion(db.kind);
  if (header.schema > newest) throw new DumpError(`${name} was made by a newer Broadsheet: it has schema ${header.schema}, and this one knows up to ${newest}. Update Broadsheet, then take it in.`);
}

/** Stores all rows of a copy in an instance without papers, in the writer's transaction. @throws NotEmptyError, DumpError */
export async function fillInstance(db: Database, writer: Writer, { copy, batches, name, onProgress }: LoadRequest): Promise<number> {
  if (!(await isEmptyInstance(writer))) throw new NotEmptyError(`${db.place} has papers already. ${name} can only become a whole instance where there are none.`);
  const columns = await columnsOf(writer);
  await clear(writer, copy);
  let count = 0;
  for await (const { table, rows, line } of batches) {
    const place = { name, table, line };
    if (!rows.every((row) => fits(row, columns.get(table)))) throw new DumpError(`${describe(place)} do not have the columns of the table ${table}. Nothing was taken from ${name}.`);
    await store(db, writer, { rows, place });
    count += rows.length;
    onProgress?.(count, table);
  }
  return count;
}

async function clear(writer: Writer, copy: Copy): Promise<void> {
  const giveWay = tablesOf(copy).filter(({ name, givesWay }) => givesWay && name !== 'counters');
  for (const { name } of giveWay.reverse()) await sql`delete from ${sql.table(name)}`.execute(writer);
}

interface Place {
  name: string;
  table: TableName;
  line?: number;
}

async function store(db: Database, writer: Writer, { rows, place }: { rows: Row[]; place: Place }): Promise<void> {
  try {
    if (place.table === 'counters') await raiseCounters(writer, rows);
    else await db.insertMany(writer, place.table, rows);
  } catch (error) {
    const explained = db.explain(error);
    if (explained instanceof BroadsheetError) throw explained;
    throw new DumpError(`${describe(place)} cannot be stored: ${messageOf(error)}. Nothing was taken from ${place.name}.`, { cause: error });
  }
}

/** Counters are raised, never lowered: tables that a copy leaves out keep their rows, whose numbers are taken. */
async function raiseCounters(writer: Writer, rows: readonly Row[]): Promise<void> {
  for (const { name, value } of rows) {
    await sql`insert into counters (name, value) values (${name}, ${value}) on conflict (name) do update set value = excluded.value where counters.value < excluded.value`.execute(writer);
  }
}

/** Names of columns become part of a statement, so only those that are really there are let through. */
function fits(row: Row, columns: readonly string[] | undefined): boolean {
  const given = Object.keys(row);
  return columns !== undefined && given.length === columns.length && columns.every((column) => Object.hasOwn(row, column));
}

function describe({ name, table, line }: Place): string {
  return line === undefined ? `The rows of ${table} in ${name}` : `The rows of ${table} from line ${line} of ${name}`;
}
