import { sql } from 'kysely';
import type { Database, Row, Writer } from '#db';
import { addDays } from './windows.js';

/** What each road knows of one day's papers. */
export interface Comparison {
  feed: number;
  harvest: number;
  both: number;
}

/** How long what each road named is kept to be compared. */
const KEPT_DAYS = 30;

/** Notes which papers a road named for a day. */
export async function noteSightings(db: Database, writer: Writer, { road, seen }: { road: 'feed' | 'harvest'; seen: readonly { day: string; id: string }[] }): Promise<void> {
  const unique = [...new Map(seen.map((one) => [`${one.day} ${one.id}`, one])).values()];
  const known = await writer
    .selectFrom('sightings')
    .select(['day', 'id'])
    .where('road', '=', road)
    .where(db.anyOf('day', [...new Set(unique.map(({ day }) => day))]))
    .where(db.anyOf('id', unique.map(({ id }) => id)))
    .execute();
  const old = new Set(known.map(({ day, id }) => `${day} ${id}`));
  await db.insertMany(writer, 'sightings', unique.filter(({ day, id }) => !old.has(`${day} ${id}`)).map(({ day, id }): Row => ({ day, id, road })));
}

/** Forgets what was seen of days long gone. */
export async function forgetSightings(writer: Writer, today: string): Promise<void> {
  await writer.deleteFrom('sightings').where('day', '<', addDays(today, -KEPT_DAYS)).execute();
}

/** Whether a day is near enough to be compared. */
export function isCompared(day: string, today: string): boolean {
  return day >= addDays(today, -KEPT_DAYS);
}

/** How many papers of a day the feed said, the harvest found, and both know. */
export async function compareRoads(db: Database, day: string): Promise<Comparison> {
  const { rows } = await sql<{ feed: number; harvest: number; ids: number }>`
    select coalesce(sum(case when road = 'feed' then 1 else 0 end), 0) as feed,
           coalesce(sum(case when road = 'harvest' then 1 else 0 end), 0) as harvest,
           count(distinct id) as ids
    from sightings where day = ${day}`.execute(db.kysely);
  const [feed, harvest, ids] = [Number(rows[0]?.feed), Number(rows[0]?.harvest), Number(rows[0]?.ids)];
  return { feed, harvest, both: feed + harvest - ids };
}

/** How many of these papers either road named for an earlier day. */
export async function countSeenBefore(db: Database, day: string, ids: readonly string[]): Promise<number> {
  const row = await db.kysely.selectFrom('sightings').select(({ fn }) => fn.count<number>('id').distinct().as('count')).where('day', '<', day).where(db.anyOf('id', ids)).executeTakeFirstOrThrow();
  return Number(row.count);
}
