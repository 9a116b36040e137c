import type { Database } from '#db';
import { changesSince, papersByNumber, type Paper } from '#papers';

/** The papers that changed last, at most so many. */
export async function recentPapers(db: Database, limit: number): Promise<Paper[]> {
  const counter = await db.kysely.selectFrom('counters').select('value').where('name', '=', 'seq').executeTakeFirst();
  const changes = await changesSince(db, Math.max(0, Number(counter?.value ?? 0) - limit), limit);
  return await papersByNumber(db, changes.map(({ number }) => number));
}
