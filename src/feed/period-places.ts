import type { Database } from '#db';
import type { Clock } from '#lib';
import { editionDayAt, lastDays } from '#papers';
import { listDay, type Listed } from './days.js';
import type { FeedParts } from './parts.js';
import { daysOf, monthOf, parsePeriod, weekOf } from './period.js';
import type { Period, PeriodKind } from './types.js';
import { orderByVotes } from './vote-order.js';

/** That a paper was first, second or third of a day, week or month. */
export interface PeriodPlace {
  period: Period;
  /** 1 to 3. */
  place: number;
}

export interface PlacesContext {
  db: Database;
  clock: Clock;
  categories: readonly string[];
}

/** For so many editions after its end late votes may still change a period's first three; then they stand. */
const OPEN_EDITIONS = 10;
const PLACES = 3;
/** One vote makes nobody the first of a day. */
const FEWEST_VOTES = 2;

/** Writes down the first three of every day, week and month that ended lately. */
export async function decidePlaces({ db, clock, categories }: PlacesContext, { days, tally, climate }: FeedParts): Promise<void> {
  await tally.refresh();
  const learned = await climate.read();
  const newest = editionDayAt(clock.now());
  for (const period of await endedPeriods(db, newest)) {
    const read = await days.read(daysOf(period));
    const chosen = categories.length === 0 ? undefined : new Set(categories);
    const order = orderByVotes(read.flatMap(({ day, papers }) => listDay(day, papers, chosen)), { tally, climate: learned, now: clock.now() });
    const best = firstOf(order?.listed ?? []).filter(({ facts }) => tally.of(facts.number).shown >= FEWEST_VOTES);
    await keep(db, period, best.map(({ facts }) => facts.number));
  }
}

async function endedPeriods(db: Database, newest: string): Promise<Period[]> {
  const last = await lastDays(db, { until: newest, first: '', limit: OPEN_EDITIONS });
  const keys: [PeriodKind, (day: string) => string][] = [['day', (day) => day], ['week', weekOf], ['month', monthOf]];
  const ended = keys.flatMap(([kind, keyOf]) => [...new Set(last.map(keyOf))].filter((key) => key < keyOf(newest)).map((key) => parsePeriod(kind, key)));
  return ended.filter((period) => period !== undefined);
}

function firstOf(listed: readonly Listed[]): Listed[] {
  return listed.toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, PLACES);
}

async function keep(db: Database, { kind, key }: Period, papers: readonly number[]): Promise<void> {
  await db.transaction(async (writer) => {
    await writer.deleteFrom('period_places').where('kind', '=', kind).where('period', '=', key).execute();
    if (papers.length > 0) await writer.insertInto('period_places').values(papers.map((paper, index) => ({ kind, period: key, place: index + 1, paper }))).execute();
  });
}

/** The places of these papers, the widest period first. */
export async function placesOf(db: Database, papers: readonly number[]): Promise<Map<number, PeriodPlace[]>> {
  if (papers.length === 0) return new Map();
  const rows = await db.kysely.selectFrom('period_places').selectAll().where(db.anyOf('paper', papers)).orderBy('kind').orderBy('period').execute();
  const places = new Map<number, PeriodPlace[]>();
  for (const kind of ['month', 'week', 'day'] as const) {
    for (const row of rows.filter((one) => one.kind === kind)) places.getOrInsertComputed(row.paper, () => []).push({ period: { kind, key: row.period }, place: row.place });
  }
  return places;
}
