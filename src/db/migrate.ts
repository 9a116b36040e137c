import { readdirSync, readFileSync } from 'node:fs';
import { sql, type Kysely } from 'kysely';
import { EnvironmentError } from '#lib';
import type { Database, DatabaseKind } from './database.js';

const FOLDER = new URL('./migrations/', import.meta.url);

interface Migration {
  version: number;
  file: string;
}

/** The database was written by a newer Broadsheet than this one. */
export class NewerSchemaError extends EnvironmentError {}

/** The migrations of this program for one kind of database, in order. */
export function listMigrations(kind: DatabaseKind): Migration[] {
  const found = readdirSync(FOLDER).flatMap((file) => {
    const match = /^(\d{3})(?:\.(sqlite|postgres))?\.sql$/.exec(file);
    return match && (match[2] === undefined || match[2] === kind) ? [{ version: Number(match[1]), file }] : [];
  });
  return found.sort((a, b) => a.version - b.version);
}

/** The newest schema this program knows. */
export function newestVersion(kind: DatabaseKind): number {
  return listMigrations(kind).at(-1)?.version ?? 0;
}

/** The schema version of the database, 0 when it is empty. */
export async function currentVersion(db: Kysely<any>): Promise<number> {
  await sql`create table if not exists schema_migrations (version integer primary key, applied_at text not null)`.execute(db);
  const { rows } = await sql<{ version: number | null }>`select max(version) as version from schema_migrations`.execute(db);
  return rows[0]?.version ?? 0;
}

/** What migrations are run on. */
export type Migrated = Pick<Database, 'kind' | 'kysely' | 'runScript'>;

/**
 * Brings the database to this program's schema, or only to schema `upTo`, each migration whole or not at all.
 * @throws NewerSchemaError when the database is ahead of the program
 */
export async function migrate(database: Migrated, upTo?: number): Promise<void> {
  await database.kysely.transaction().execute((writer) => migrateWithin(database, writer, upTo));
}

/** The same inside a transaction that does more than this. */
export async function migrateWithin(database: Migrated, writer: Kysely<any>, upTo = newestVersion(database.kind)): Promise<void> {
  if (database.kind === 'postgres') await sql`select pg_advisory_xact_lock(hashtext('broadsheet ' || current_schema()))`.execute(writer);
  const current = await currentVersion(writer);
  assertKnown(current, newestVersion(database.kind));
  for (const { version, file } of listMigrations(database.kind).filter(({ version }) => version > current && version <= upTo)) {
    await database.runScript(readFileSync(new URL(file, FOLDER), 'utf8'), writer);
    await sql`insert into schema_migrations (version, applied_at) values (${version}, ${new Date().toISOString()})`.execute(writer);
  }
}

function assertKnown(current: number, newest: number): void {
  if (current <= newest) return;
  throw new NewerSchemaError(
    `This database has schema ${current}, but this Broadsheet knows only up to ${newest}. ` +
      'It was last opened by a newer Broadsheet: start that one, or restore a backup made by this version.',
  );
}
