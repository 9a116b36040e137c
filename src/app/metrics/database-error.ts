import { isPostgresAway } from '#db';

const DEEPEST = 8;

/** Whether an error, or what caused it, came from the database rather than from the program. */
export function isDatabaseError(error: unknown): boolean {
  let current = error;
  for (let depth = 0; depth < DEEPEST && current instanceof Error; depth++) {
    if (isSqlite(current) || isPostgres(current)) return true;
    current = current.cause;
  }
  return false;
}

function isSqlite(error: Error): boolean {
  return 'errcode' in error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';
}

/** Of the server's own errors each has a severity and a five-character SQLSTATE. */
function isPostgres(error: Error): boolean {
  const fromServer = 'severity' in error && 'code' in error && /^[0-9A-Z]{5}$/.test(String(error.code));
  return fromServer || isPostgresAway(error);
}
