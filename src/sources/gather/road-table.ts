import type { Database, RoadsTable } from '#db';
import { isoNow, type Clock } from '#lib';
import { unlessEmpty } from './harvest-table.js';
import type { Road, RoadState } from './types.js';

/** One request on a road and what came of it. */
export interface Try {
  source: string;
  road: Road;
  host: string;
  /** In words; undefined when it answered. */
  error?: string;
  records?: number;
}

/** Notes how a request ended. Since when a road fails is kept until it answers. Returns how many in a row failed. */
export async function noteTry(db: Database, clock: Clock, { source, road, host, error, records = 0 }: Try): Promise<number> {
  const now = isoNow(clock);
  return await db.transaction(async (writer) => {
    const before = await writer.selectFrom('roads').selectAll().where('source', '=', source).where('road', '=', road).executeTakeFirst();
    const failingSince = error === undefined ? '' : before?.failing_since || now;
    const failures = error === undefined ? 0 : (before?.failures ?? 0) + 1;
    const row = { source, road, host, failures, tried_at: now, succeeded_at: error === undefined ? now : (before?.succeeded_at ?? ''), failing_since: failingSince, error: error ?? '', requests: (before?.requests ?? 0) + 1, records: (before?.records ?? 0) + records, updated_at: now };
    await writer.insertInto('roads').values(row).onConflict((conflict) => conflict.columns(['source', 'road']).doUpdateSet(row)).execute();
    return failures;
  });
}

/** The roads of a source that were ever tried. */
export async function readRoads(db: Database, source: string): Promise<RoadState[]> {
  const rows = await db.kysely.selectFrom('roads').selectAll().where('source', '=', source).execute();
  return rows.map(roadOf);
}

function roadOf(row: RoadsTable): RoadState {
  return {
    road: row.road as Road,
    host: row.host,
    triedAt: unlessEmpty(row.tried_at),
    succeededAt: unlessEmpty(row.succeeded_at),
    failingSince: unlessEmpty(row.failing_since),
    error: unlessEmpty(row.error),
    requests: row.requests,
    records: row.records,
  };
}
