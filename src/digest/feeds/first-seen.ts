import type { Database } from '#db';

/** When the store first had each of these papers, as instants by number. */
export async function firstSeenOf(db: Database, numbers: readonly number[]): Promise<Map<number, string>> {
  if (numbers.length === 0) return new Map();
  const rows = await db.kysely.selectFrom('papers').select(['number', 'first_seen']).where(db.anyOf('number', numbers)).execute();
  return new Map(rows.map((row) => [row.number, row.first_seen]));
}
