import { takeNumbers, type Database, type HarvestsTable, type Writer } from '#db';
import { isoNow, type Clock } from '#lib';
import type { BadEntry, Harvest, NewHarvest, Purpose } from './types.js';

/** Puts stretches of days down to be harvested. All or none: what follows from them must not be half there. */
export async function openHarvests(db: Database, clock: Clock, { source, windows }: { source: string; windows: readonly NewHarvest[] }): Promise<void> {
  await db.transaction(async (writer) => {
    let number = await takeNumbers(writer, 'harvest', windows.length);
    const now = isoNow(clock);
    const counts = { total: -1, pages: 0, records: 0, added: 0, bad: 0, bad_records: '[]', restarts: 0 };
    const times = { server_at: '', created_at: now, started_at: '', updated_at: now, finished_at: '' };
    for (const { part, purpose, first, last = '' } of windows) {
      await writer.insertInto('harvests').values({ number, source, part, purpose, first_day: first, last_day: last, state: 'waiting', token: '', ...counts, ...times }).execute();
      number += 1;
    }
  });
}

/** Writes down how far a harvest is: within the transaction that saves its papers, so that neither is without the other. */
export async function writeHarvest(writer: Writer, harvest: Harvest): Promise<void> {
  await writer
    .updateTable('harvests')
    .set({
      state: harvest.done ? 'done' : 'waiting',
      token: harvest.token ?? '',
      total: harvest.total ?? -1,
      pages: harvest.pages,
      records: harvest.records,
      added: harvest.added,
      bad: harvest.bad,
      bad_records: JSON.stringify(harvest.badEntries),
      restarts: harvest.restarts,
      server_at: harvest.serverAt ?? '',
      started_at: harvest.startedAt ?? '',
      updated_at: harvest.updatedAt,
      finished_at: harvest.finishedAt ?? '',
    })
    .where('number', '=', harvest.number)
    .execute();
}

/** All harvests of some sets, newest number first. */
export async function unfinishedHarvests(db: Database, at: { source: string; parts: readonly string[] }): Promise<Harvest[]> {
  const rows = await db.kysely.selectFrom('harvests').selectAll().where('source', '=', at.source).where('state', '=', 'waiting').where(db.anyOf('part', at.parts)).orderBy('number').execute();
  return rows.map(harvestOf);
}

/** The last harvest of new days of some sets that was finished. */
export async function lastNewest(db: Database, at: { source: string; parts: readonly string[] }): Promise<Harvest | undefined> {
  const row = await db.kysely
    .selectFrom('harvests')
    .selectAll()
    .where('source', '=', at.source)
    .where('state', '=', 'done')
    .where('purpose', '=', 'newest')
    .where(db.anyOf('part', at.parts))
    .orderBy('started_at', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : harvestOf(row);
}

/** The first day harvested, or put down, of some sets, and whether the announcements before the first harvest were put down. */
export async function harvestReach(db: Database, at: { source: string; parts: readonly string[] }): Promise<{ earliest?: string; hasRecent: boolean }> {
  const rows = await db.kysely
    .selectFrom('harvests')
    .select(({ fn }) => ['purpose', fn.min('first_day').as('first')])
    .where('source', '=', at.source)
    .where(db.anyOf('part', at.parts))
    .groupBy('purpose')
    .execute();
  return { earliest: rows.map(({ first }) => first).sort()[0], hasRecent: rows.some(({ purpose }) => purpose === 'recent') };
}

/** The harvests put down last, newest first. */
export async function listHarvests(db: Database, source: string, limit: number): Promise<Harvest[]> {
  const rows = await db.kysely.selectFrom('harvests').selectAll().where('source', '=', source).orderBy('number', 'desc').limit(limit).execute();
  return rows.map(harvestOf);
}

/** The harvests in whose days those of one edition's announcement lie. */
export async function harvestsAround(db: Database, source: string, days: { first: string; last: string }): Promise<Harvest[]> {
  const rows = await db.kysely
    .selectFrom('harvests')
    .selectAll()
    .where('source', '=', source)
    .where('first_day', '<=', days.last)
    .where((where) => where.or([where('last_day', '=', ''), where('last_day', '>=', days.first)]))
    .orderBy('number', 'desc')
    .limit(20)
    .execute();
  return rows.map(harvestOf);
}

function harvestOf(row: HarvestsTable): Harvest {
  return {
    number: row.number,
    part: row.part,
    purpose: row.purpose as Purpose,
    first: row.first_day,
    last: unlessEmpty(row.last_day),
    done: row.state === 'done',
    token: unlessEmpty(row.token),
    total: row.total < 0 ? undefined : row.total,
    pages: row.pages,
    records: row.records,
    added: row.added,
    bad: row.bad,
    badEntries: JSON.parse(row.bad_records) as BadEntry[],
    restarts: row.restarts,
    serverAt: unlessEmpty(row.server_at),
    startedAt: unlessEmpty(row.started_at),
    updatedAt: row.updated_at,
    finishedAt: unlessEmpty(row.finished_at),
  };
}

/** Empty text stands for nothing in the tables. */
export function unlessEmpty(text: string): string | undefined {
  return text === '' ? undefined : text;
}
