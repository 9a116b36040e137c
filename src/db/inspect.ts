import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { EnvironmentError, type Logger } from '#lib';
import { newestVersion } from './migrate.js';
import { describeUrl, explainPostgresError, NO_SCHEMA, openPostgresPool } from './postgres.js';
import { explainSqliteError } from './sqlite.js';

/** What a look at a database without changing it finds. */
export interface Inspection {
  /** `SQLite 3.53.0`. */
  version: string;
  /** 0 when it has no tables of ours yet. */
  schema: number;
  /** The schema that this program works with. */
  newest: number;
  /** What is wrong with it, in words. */
  problems: string[];
}

const OLDEST_POSTGRES = 14;

/**
 * Looks at the database without creating or migrating it; nothing when the file is not there yet.
 * @throws EnvironmentError in words when it cannot be opened or reached
 */
export async function inspectDatabase({ url, file, log }: { url?: string; file: string; log: Logger }): Promise<Inspection | undefined> {
  if (url !== undefined) return await inspectPostgres(url, log);
  return existsSync(file) ? inspectSqlite(file) : undefined;
}

function inspectSqlite(file: string): Inspection {
  try {
    using database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
    const one = (query: string) => Object.values(database.prepare(query).get() ?? {})[0];
    const migrated = one("select count(*) from sqlite_master where name = 'schema_migrations'") === 1;
    const damage = database.prepare('pragma quick_check(5)').all().map((row) => String(Object.values(row)[0])).filter((line) => line !== 'ok');
    return {
      version: `SQLite ${one('select sqlite_version()')}`,
      schema: migrated ? Number(one('select max(version) from schema_migrations')) : 0,
      newest: newestVersion('sqlite'),
      problems: damage.map((line) => `SQLite finds damage: ${line}`),
    };
  } catch (error) {
    throw explainSqliteError(error, file);
  }
}

async function inspectPostgres(url: string, log: Logger): Promise<Inspection> {
  const pool = openPostgresPool(url, log);
  try {
    const { rows } = await pool.query<{ version: string; number: string; migrated: boolean; usable: boolean | null }>(
      `select current_setting('server_version') as version, current_setting('server_version_num') as number,
        to_regclass('schema_migrations') is not null as migrated, has_schema_privilege(current_schema(), 'create') as usable`,
    );
    const [found] = rows;
    if (!found?.usable) throw new EnvironmentError(`PostgreSQL at ${describeUrl(url)} ${NO_SCHEMA}`);
    const schema = found?.migrated ? (await pool.query<{ version: number | null }>('select max(version) as version from schema_migrations')).rows[0]?.version : 0;
    const isOld = Number(found?.number) < OLDEST_POSTGRES * 10_000;
    return {
      version: `PostgreSQL ${found?.version}`,
      schema: schema ?? 0,
      newest: newestVersion('postgres'),
      problems: isOld ? [`PostgreSQL ${found?.version} is too old: Broadsheet needs ${OLDEST_POSTGRES} or newer`] : [],
    };
  } catch (error) {
    throw explainPostgresError(error, url);
  } finally {
    await pool.end();
  }
}
