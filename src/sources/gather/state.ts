import type { Database, StoredSettings } from '#db';
import type { Clock } from '#lib';
import type { Pacer } from '#jobs';
import { editionDayAt } from '#papers';
import { feedWasRead, readFeedDay } from './feed-table.js';
import { harvestReach, lastNewest, unfinishedHarvests } from './harvest-table.js';
import { EVERYTHING, partsFor, topicsFor } from './parts.js';
import type { GatherState, PartState } from './plan.js';
import type { Roads } from './roads.js';
import { ROADS, type Road } from './types.js';
import { wantedPapers } from './wanted.js';
import { readWishes } from './wishes.js';

/** What the state is read from. */
export interface StateContext {
  db: Database;
  clock: Clock;
  settings: StoredSettings;
  pacer: Pick<Pacer, 'freeAt'>;
  roads: Pick<Roads, 'source' | 'hosts'>;
  offline: boolean;
  /** The categories of the editions; undefined as long as nobody chose, empty for all. */
  choice(): Promise<readonly string[] | undefined>;
}

/** Reads all that decides what is gathered next. */
export async function readState(context: StateContext): Promise<GatherState> {
  const { db, clock, roads } = context;
  const choice = await context.choice();
  const free = await context.pacer.freeAt(Object.values(roads.hosts));
  const parts: PartState[] = [];
  for (const part of choice === undefined ? [] : partsFor(choice)) parts.push(await readPart(db, roads.source, part));
  return {
    offline: context.offline,
    wishes: await readWishes(context.settings),
    topics: choice === undefined ? undefined : topicsFor(choice),
    parts,
    feed: await readFeedDay(db, roads.source, editionDayAt(clock.now())),
    feedWasRead: await feedWasRead(db, roads.source),
    wanted: await wantedPapers(db),
    freeAt: Object.fromEntries(ROADS.map((road) => [road, free.get(roads.hosts[road]) ?? 0])) as Record<Road, number>,
  };
}

/** Once everything was harvested, a part of it was too. */
async function readPart(db: Database, source: string, part: string): Promise<PartState> {
  const at = { source, parts: [...new Set([part, EVERYTHING])] };
  return { part, unfinished: await unfinishedHarvests(db, at), newest: await lastNewest(db, at), ...(await harvestReach(db, at)) };
}
