import { existsSync, renameSync, rmSync } from 'node:fs';
import { sql } from 'kysely';
import { ConflictError, messageOf, type Logger } from '#lib';
import { openDatabase, type Database, type Writer } from './database.js';
import { assertKnownSchema, fillInstance, type LoadRequest } from './load.js';
import { migrateWithin, NewerSchemaError } from './migrate.js';
import type { Dump } from './read-dump.js';
import { columnsOf, COPIED, isEmptyInstance, NEVER_COPIED } from './tables.js';

export interface RestoreRequest {
  /** As for `openDatabase`: PostgreSQL's address, else the file. */
  url?: string;
  file: string;
  log: Logger;
  dump: Dump;
  /** What is there now is put aside under a name that ends in this (`20260603T010000Z`); without it nothing is replaced. */
  asideAs?: string;
  onProgress?: LoadRequest['onProgress'];
}

export interface Restored {
  rows: number;
  /** Where what was there before is now. */
  aside?: string;
}

/**
 * Makes the database what a dump says, of this schema or an older one, and brings it up to date. All or nothing.
 * Nobody else may have the database open.
 * @throws ConflictError when there is something and it is not to be put aside; DumpError
 */
export async function restoreDatabase(request: RestoreRequest): Promise<Restored> {
  assertKnownSchema({ kind: request.url === undefined ? 'sqlite' : 'postgres' }, request.dump);
  return request.url === undefined ? await restoreSqlite(request) : await restorePostgres({ ...request, url: request.url });
}

/** The new file is made beside the old one and takes its place when it is complete. */
async function restoreSqlite(request: RestoreRequest): Promise<Restored> {
  const { file, log, asideAs } = request;
  if (asideAs === undefined && existsSync(file)) await assertEmptyFile(file, log);
  const made = `${file}.restoring`;
  removeFile(made);
  try {
    const rows = await fillNew(await openDatabase({ file: made, log, upTo: 0 }), request);
    await (await openDatabase({ file: made, log })).close();
    const aside = asideAs === undefined || !existsSync(file) ? undefined : `${file}.before-restore-${asideAs}`;
    if (aside === undefined) removeFile(file);
    else moveFile(file, aside);
    moveFile(made, file);
    return { rows, aside };
  } finally {
    removeFile(made);
  }
}

async function assertEmptyFile(file: string, log: Logger): Promise<void> {
  let found: string | undefined;
  try {
    const db = await openDatabase({ file, log, upTo: 0 });
    if (!(await isEmptyInstance(db.kysely).finally(() => db.close()))) found = `${file} has papers already.`;
  } catch (error) {
    found = `${file} is there, but cannot be read (${messageOf(error)})`;
  }
  if (found !== undefined) throw new ConflictError(`${found} With --replace it is kept under another name and the backup takes its place.`);
}

const SQLITE_FILES = ['-wal', '-shm', ''];

function removeFile(file: string): void {
  for (const ending of SQLITE_FILES) rmSync(file + ending, { force: true });
}

/** The log goes with its file: left behind, it would be played into the next one. */
function moveFile(from: string, to: string): void {
  for (const ending of SQLITE_FILES) if (existsSync(from + ending)) renameSync(from + ending, to + ending);
}

/** In one transaction: what is there goes to a schema of its own, and the new tables are made and filled. */
async function restorePostgres(request: RestoreRequest & { url: string }): Promise<Restored> {
  let aside: string | undefined;
  const db = await openToReplace(request);
  const rows = await fillNew(db, request, async (writer) => {
    const empty = await isEmptyInstance(writer);
    if (!empty && request.asideAs === undefined) throw new ConflictError(`${db.place} has papers already. With --replace its tables are kept in another schema and the backup takes their place.`);
    aside = await clearSchema(writer, empty ? undefined : `before_restore_${request.asideAs?.toLowerCase()}`);
  });
  await (await openDatabase(request)).close();
  return { rows, aside: aside && `the schema ${aside} of ${db.place}` };
}

async function openToReplace(request: RestoreRequest): Promise<Database> {
  try {
    return await openDatabase({ ...request, upTo: 0 });
  } catch (error) {
    if (!(error instanceof NewerSchemaError)) throw error;
    throw new ConflictError('A newer Broadsheet has written to this PostgreSQL database. Create another, empty one, set DATABASE_URL to it, and restore there.', { cause: error });
  }
}

async function clearSchema(writer: Writer, aside: string | undefined): Promise<string | undefined> {
  const there = await columnsOf(writer);
  if (aside !== undefined) await sql`create schema ${sql.id(aside)}`.execute(writer);
  for (const table of [...COPIED.map(({ name }) => name as string), ...Object.keys(NEVER_COPIED)].filter((name) => there.has(name))) {
    if (aside === undefined) await sql`drop table ${sql.table(table)} cascade`.execute(writer);
    else await sql`alter table ${sql.table(table)} set schema ${sql.id(aside)}`.execute(writer);
  }
  return aside;
}

/** Makes the tables as they were when the dump was made, and fills them. Closes the database whatever happens. */
async function fillNew(db: Database, { dump, onProgress }: RestoreRequest, prepare?: (writer: Writer) => Promise<void>): Promise<number> {
  try {
    return await db.transaction(async (writer) => {
      await prepare?.(writer);
      await migrateWithin(db, writer, dump.header.schema);
      return await fillInstance(db, writer, { copy: dump.header.kind, batches: dump.batches, name: dump.name, onProgress });
    });
  } catch (error) {
    throw db.explain(error);
  } finally {
    await db.close();
  }
}
