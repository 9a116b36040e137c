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
    keepAlive: true,
  });
  // Without listeners a client whose server goes away would end the process, idle or in the middle of a query.
  const lost = (error: Error) => log.warn({ err: error }, 'a connection to PostgreSQL was lost; a new one is made when needed');
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  return pool;
}

const AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'EPIPE', 'ENOENT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN']);
/** Shutting down, crashed, starting up, too many connections, and what the standard says of lost connections (SQLSTATE). */
const AWAY_STATES = /^(57P0[1-5]|53300|08\w{3})$/;
/** What the driver says without a code when the server went away in the middle. */
const AWAY_WORDS = /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|timeout expired/;

/** Whether this error says that the server cannot be reached for now, so that trying later makes sense. */
export function isPostgresAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  return AWAY.has(code) || AWAY_STATES.test(code) || AWAY_WORDS.test(error.message);
}

export const NO_SCHEMA = 'has no schema in which this user may make tables. Create one, or check DATABASE_URL.';

/** What to say after "PostgreSQL at HOST/DATABASE", by SQLSTATE; nothing of the last step was written. */
const WORDS: Readonly<Record<string, string>> = {
  '28P01': 'refuses this user or password. Check DATABASE_URL.',
  '28000': 'refuses this user or password. Check DATABASE_URL.',
  '3D000': 'has no such database. Create it with "createdb", or check DATABASE_URL.',
  '3F000': NO_SCHEMA,
  '42501': 'does not let this user do that. Make it the owner of the database, or check DATABASE_URL.',
  '25006': 'can only be read: it is a standby. Name the primary in DATABASE_URL.',
  '53100': 'has a full disk. Nothing of the last step was written; free some space and run it again.',
};

/** Puts PostgreSQL's errors of the outside (away, no permission, no disk) into words; others pass through. */
export function explainPostgresError(error: unknown, url: string): unknown {
  if (!(error instanceof Error)) return error;
  const server = `PostgreSQL at ${describeUrl(url)}`;
  if (isPostgresAway(error)) {
    return new EnvironmentError(`${server} cannot be reached (${reasonOf(error)}). Start it or check DATABASE_URL; nothing that was saved is lost.`, { cause: error });
  }
  const words = WORDS[codeOf(error)] ?? wordsWithoutCode(error.message);
  return words === undefined ? error : new EnvironmentError(`${server} ${words}`, { cause: error });
}

function wordsWithoutCode(message: string): string | undefined {
  if (/password must be a (?:non-empty )?string/.test(message)) return 'asks for a password. Put it into DATABASE_URL.';
  if (/does not support SSL/.test(message)) return 'does not speak TLS. Leave sslmode out of DATABASE_URL.';
  return undefined;
}

/** A server with several addresses is refused several times, and such an error has no words of its own. */
function reasonOf(error: Error): string {
  return error.message || codeOf(error);
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
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
