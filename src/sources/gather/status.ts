import { announcementInstant, editionDayAt, nextAnnouncement } from '#papers';
import { describe, describeBriefly, describeFailure, type DayFacts, type Standing } from './describe.js';
import { readFeedDay } from './feed-table.js';
import { describeForecast, forecast } from './forecast.js';
import { harvestReach, harvestsAround, listHarvests } from './harvest-table.js';
import { partsFor, EVERYTHING } from './parts.js';
import { feedDueAt, nextTry, type GatherState } from './plan.js';
import { readRoads } from './road-table.js';
import { compareRoads } from './sightings.js';
import { readState, type StateContext } from './state.js';
import { ROADS, type BadEntry, type Harvest, type Road } from './types.js';
import { addDays } from './windows.js';

/** How one road of a source is doing; instants are ISO text in UTC. */
export interface RoadStatus {
  road: Road;
  /** What it is, in words. */
  name: string;
  host: string;
  lastSuccess?: string;
  lastTry?: string;
  failingSince?: string;
  /** The last error in words; undefined while it answers. */
  error?: string;
  nextTry?: string;
  requests: number;
  records: number;
}

/** One harvest under way or finished, as it is shown. */
export interface HarvestStatus {
  part: string;
  purpose: Harvest['purpose'];
  first: string;
  last?: string;
  state: 'waiting' | 'running' | 'done';
  pages: number;
  records: number;
  total?: number;
  bad: number;
  badEntries: BadEntry[];
  started?: string;
  finished?: string;
}

/** How gathering stands. */
export interface GatherStatus {
  source: string;
  standing: Standing;
  pausedSince?: string;
  /** The clock's instant. */
  now: string;
  /** The categories that are gathered; empty: all; undefined: nobody chose. */
  categories?: readonly string[];
  /** The newest edition that should be there, and why it has as many papers as it has. */
  day: string;
  about: string[];
  /** The next announcement. */
  next: { day: string; instant: string };
  roads: RoadStatus[];
  /** Unfinished first, then the last finished. */
  harvests: HarvestStatus[];
  /** How far back gathering was asked to go, and how long that takes. */
  back?: { from: string; words: string };
  /** By how many hours this machine's clock is ahead of the source's, if more than one. */
  clockAheadHours?: number;
}

const NAMES: Record<Road, string> = { feed: 'announcement feed', harvest: 'harvest (OAI-PMH)', paper: 'single papers (query API)' };
const SHOWN_UNFINISHED = 12;
const SHOWN_DONE = 3;
const HOUR_MS = 3_600_000;

/** Reads how gathering stands. */
export async function readStatus(context: StateContext): Promise<GatherStatus> {
  const { db, clock, roads } = context;
  const now = clock.now();
  const state = await readState(context);
  const day = editionDayAt(now);
  const harvests = await listHarvests(db, roads.source, 200);
  return {
    source: roads.source,
    standing: standingOf(state),
    pausedSince: state.wishes.pausedSince,
    now: new Date(now).toISOString(),
    categories: await context.choice(),
    day,
    about: describe(day, await factsOf(context, state, day), now),
    next: nextAnnouncement(now),
    roads: await roadStatuses(context, state, now),
    harvests: [...harvests.filter(({ done }) => !done).slice(0, SHOWN_UNFINISHED), ...lastDone(harvests)].map(harvestStatus),
    back: await backOf(context, state, harvests),
    clockAheadHours: aheadOf(harvests),
  };
}

/** Why the edition of a day has as many papers as it has. */
export async function describeDay(context: StateContext, day: string): Promise<string[]> {
  const now = context.clock.now();
  return describe(day, await factsOf(context, await readState(context), day), now);
}

/** One line for the front page, while there is something to say. */
export async function describeNow(context: StateContext): Promise<string | undefined> {
  const now = context.clock.now();
  return describeBriefly(await factsOf(context, await readState(context), editionDayAt(now)), now);
}

async function factsOf(context: StateContext, state: GatherState, day: string): Promise<DayFacts> {
  const { db, clock, roads } = context;
  const now = clock.now();
  const failing = (await readRoads(db, roads.source)).filter(({ failingSince }) => failingSince !== undefined);
  const announced = announcementInstant(day).slice(0, 10);
  const around = await harvestsAround(db, roads.source, { first: addDays(announced, -1), last: announced });
  const parts = state.parts.flatMap(({ part }) => [part, EVERYTHING]);
  return {
    standing: standingOf(state),
    pausedSince: state.wishes.pausedSince,
    feed: await readFeedDay(db, roads.source, day),
    compared: await compareRoads(db, day),
    harvests: around.filter(({ part }) => parts.includes(part)),
    failing: failing.map((road) => ({ ...road, nextTry: nextTry(road.road, state, now) })),
    nextFeed: day === editionDayAt(now) ? Math.max(feedDueAt(state, now), state.freeAt.feed) : undefined,
  };
}

function standingOf({ offline, wishes, topics }: GatherState): Standing {
  if (offline) return 'offline';
  if (wishes.pausedSince !== undefined) return 'paused';
  return topics === undefined ? 'no choice' : 'gathering';
}

async function roadStatuses({ db, roads }: StateContext, state: GatherState, now: number): Promise<RoadStatus[]> {
  const known = new Map((await readRoads(db, roads.source)).map((road) => [road.road, road]));
  return ROADS.map((road): RoadStatus => {
    const { triedAt, succeededAt, failingSince, error, requests = 0, records = 0 } = known.get(road) ?? {};
    const next = nextTry(road, state, now);
    return { road, name: NAMES[road], host: roads.hosts[road], lastSuccess: succeededAt, lastTry: triedAt, failingSince, error, nextTry: next === undefined ? undefined : new Date(next).toISOString(), requests, records };
  });
}

function harvestStatus({ part, purpose, first, last, done, pages, records, total, bad, badEntries, startedAt, finishedAt }: Harvest): HarvestStatus {
  return { part, purpose, first, last, state: done ? 'done' : startedAt === undefined ? 'waiting' : 'running', pages, records, total, bad, badEntries, started: startedAt, finished: finishedAt };
}

async function backOf({ db, roads, choice }: StateContext, { wishes }: GatherState, harvests: readonly Harvest[]): Promise<GatherStatus['back']> {
  if (wishes.back === undefined) return undefined;
  const parts = partsFor((await choice()) ?? []);
  const { earliest } = await harvestReach(db, { source: roads.source, parts: [...parts, EVERYTHING] });
  if (earliest === undefined) return { from: wishes.back.from, words: `The way back to ${wishes.back.from} begins once the last announcements are gathered.` };
  return { from: wishes.back.from, words: describeForecast(forecast(harvests, { from: wishes.back.from, earliest })) };
}

/** Those finished last, and the ones that could not be read to the last record. */
function lastDone(harvests: readonly Harvest[]): Harvest[] {
  const done = harvests.filter((harvest) => harvest.done).toSorted((a, b) => ((a.finishedAt ?? '') < (b.finishedAt ?? '') ? 1 : -1));
  return done.filter(({ bad }, index) => index < SHOWN_DONE || bad > 0).slice(0, SHOWN_UNFINISHED);
}

/** The source's own clock is compared with ours at the first page of each harvest. */
function aheadOf(harvests: readonly Harvest[]): number | undefined {
  const last = harvests.find(({ serverAt, startedAt }) => serverAt !== undefined && startedAt !== undefined);
  if (last === undefined) return undefined;
  const hours = Math.round((Date.parse(last.startedAt!) - Date.parse(last.serverAt!)) / HOUR_MS);
  return Math.abs(hours) > 1 ? hours : undefined;
}

/** Everything that fails now, in sentences. */
export function failuresOf({ roads, now }: GatherStatus): string[] {
  const at = Date.parse(now);
  return roads.filter(({ failingSince }) => failingSince !== undefined).map((road) => describeFailure({ ...road, nextTry: road.nextTry === undefined ? undefined : Date.parse(road.nextTry) }, at));
}
