import { readdirSync, readFileSync } from 'node:fs';
import { sql, type Kysely } from 'kysely';
import { EnvironmentError } from '#lib';
import type { DatabaseKind } from './database.js';

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

/**
 * Brings the database to this program's schema, each migration in one transaction.
 * @throws NewerSchemaError when the database is ahead of the program
 */
export async function migrate(db: Kysely<any>, kind: DatabaseKind, runScript: (script: string, db: Kysely<any>) => Promise<void>): Promise<number> {
  const migrations = listMigrations(kind);
  const newest = migrations.at(-1)?.version ?? 0;
  return await db.transaction().execute(async (transaction) => {
    if (kind === 'postgres') await sql`select pg_advisory_xact_lock(727373)`.execute(transaction);
    const current = await currentVersion(transaction);
    if (current > newest) {
      throw new NewerSchemaError(
        `This database has schema ${current}, but this Broadsheet knows only up to ${newest}. ` +
          'It was last opened by a newer Broadsheet: start that one, or restore a backup made by this version.',
      );
    }
    for (const { version, file } of migrations.filter((migration) => migration.version > current)) {
      await runScript(readFileSync(new URL(file, FOLDER), 'utf8'), transaction);
      await sql`insert into schema_migrations (version, applied_at) values (${version}, ${new Date().toISOString()})`.execute(transaction);
    }
    return newest;
  });
}
