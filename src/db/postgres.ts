import pg from 'pg';
import { EnvironmentError, type Logger } from '#lib';

const INT8 = 20;
const NUMERIC = 1700;

/** A pool whose big integers come back as numbers (all of ours are below 2^53) and that survives a lost server. */
export function openPostgresPool(url: string, log: Logger): pg.Pool {
  const types = {
    getTypeParser(id: number, format?: 'text' | 'binary') {
      if (id === INT8 || id === NUMERIC) return (text: string) => Number(text);
      return pg.types.getTypeParser(id, format as 'text');
    },
  };
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    types: types as pg.CustomTypesConfig,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: 'broadsheet',
  });
  // Without a listener an idle client whose server goes away would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'a connection to PostgreSQL was lost; a new one is made when needed'));
  return pool;
}

const AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOENT', '57P01', '57P02', '57P03', '08006', '08001', '08003']);

/** Whether this error says that the server cannot be reached for now, so that trying later makes sense. */
export function isPostgresAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return AWAY.has(code) || /Connection terminated|timeout exceeded when trying to connect/.test(error.message);
}

/** Puts PostgreSQL's errors of the outside (away, no permission, no disk) into words; others pass through. */
export function explainPostgresError(error: unknown, url: string): unknown {
  if (!(error instanceof Error)) return error;
  const where = describeUrl(url);
  const code = 'code' in error ? String(error.code) : '';
  if (isPostgresAway(error)) {
    return new EnvironmentError(`PostgreSQL at ${where} cannot be reached. Broadsheet goes on trying; start the server or check DATABASE_URL.`, { cause: error });
  }
  if (code === '28P01' || code === '28000') {
    return new EnvironmentError(`PostgreSQL at ${where} refuses this user or password. Check DATABASE_URL.`, { cause: error });
  }
  if (code === '3D000') {
    return new EnvironmentError(`PostgreSQL at ${where} has no such database. Create it with "createdb", or check DATABASE_URL.`, { cause: error });
  }
  if (code === '53100') {
    return new EnvironmentError(`The disk of PostgreSQL at ${where} is full. Nothing of the last step was written.`, { cause: error });
  }
  return error;
}

/** Host and database of the address, without user and password. */
export function describeUrl(url: string): string {
  try {
    const parsed = new URL(url);
    return `${parsed.host}${parsed.pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}
