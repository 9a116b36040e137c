import type { Database } from '#db';

/** Of these readers, those who are kept out of the paper for now: nothing of theirs is delivered until they are let in again. */
export async function heldAmong(db: Database, readers: readonly number[]): Promise<Set<number>> {
  if (readers.length === 0) return new Set();
  const rows = await db.kysely.selectFrom('readers').select('number').where('suspended_at', '!=', '').where(db.anyOf('number', [...new Set(readers)])).execute();
  return new Set(rows.map(({ number }) => number));
}
