import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestContext } from 'node:test';
import { StoredSettings, type Database } from '#db';
import { Pacer } from '#jobs';
import { createLogger, isoNow, type Clock } from '#lib';
import { createFetcher, type Fetcher } from '#lib/fetch';
import { announcedOn, announcementInstant, Papers } from '#papers';
import { listDay } from '../src/feed/days.js';
import { arxivRoads, gather, Gathering, type Action, type GatherContext } from '#sources';
import { makeDatabase } from './make-database.js';
import { patientClock } from './patient-clock.js';
import { announcements } from './stand-ins/arxiv/feed/announcements.js';
import { parseTopics } from './stand-ins/arxiv/feed/topics.js';
import { inventPapers, Records, startArxiv, World, type ArxivStandIn, type ListedPaper, type Manner } from './stand-ins/arxiv/index.js';

export interface GatheringOptions {
  /** Where the clock of both starts. */
  start: string;
  /** How fast it runs; slow enough for a request to take less than three of its seconds. */
  speed?: number;
  categories?: readonly string[];
  papers?: readonly ListedPaper[];
  pageSize?: number;
  manner?: Manner;
  /** By how many milliseconds the gatherer's clock is ahead of the server's. */
  aheadMs?: number;
}

/** Gathering from a stand-in for arXiv, both by one clock. */
export interface MadeGathering {
  arxiv: ArxivStandIn;
  world: World;
  clock: Clock;
  db: Database;
  settings: StoredSettings;
  papers: Papers;
  gathering: Gathering;
  /** What was done, waiting left out. */
  actions: Action[];
  errors: unknown[];
  choose(categories: readonly string[]): void;
  /** Starts gathering in this process; ends with the test, or when told. */
  begin(holder?: string): { end(): Promise<void> };
  /** Waits until something is so. @throws after so many real milliseconds */
  until(what: string, holds: () => Promise<boolean> | boolean, realMs?: number): Promise<void>;
  /** Waits until there is nothing to do: the announcements are gathered and no harvest is under way. */
  settled(realMs?: number): Promise<void>;
  /** The ids that arXiv announced for a day in the chosen categories, as new or cross-list. */
  announced(day: string): string[];
  /** The ids that were announced for the first time on a day, of papers that are in the chosen categories now: what a harvest can know. */
  firstOn(day: string): string[];
  /** The ids of the edition of a day. */
  edition(day: string): Promise<string[]>;
  /** Waits until the edition of a day holds what arXiv announced for it, and nothing else. */
  comesOut(day: string, realMs?: number): Promise<void>;
  /** Waits until the clock shows an instant. */
  reach(instant: string): Promise<void>;
}

/** The last announcements of the small world at the instant at which most tests start. */
export const DAYS = ['2026-06-03', '2026-06-02', '2026-06-01', '2026-05-29', '2026-05-28'];

/** Every paper that arXiv announced on these days in the chosen categories is stored, once. */
export async function assertAllThere(made: MadeGathering, days: readonly string[]): Promise<void> {
  const rows = await made.db.kysely.selectFrom('papers').select('public_id').where('merged_into', 'is', null).execute();
  const ids = rows.map(({ public_id }) => public_id);
  assert.equal(new Set(ids).size, ids.length, 'no paper twice');
  for (const day of days) for (const id of made.firstOn(day)) assert.ok(ids.includes(id), `${id} of ${day} is missing`);
}

/** A small world: so many papers a day of a few categories, over some weeks. */
export function smallWorld(from: string, until: string, perDay = 12): ListedPaper[] {
  return inventPapers({ from, until, perDay });
}

/** Requests on this machine take a few milliseconds; at this speed that is seconds of the clock. */
const SPEED = 2_000;

/** A stalled connection is given up after a moment: tests do not wait for over a minute. */
const STALL_MS = 1_500;
/** Met only by a test that fails, on however slow a machine. */
const PATIENCE_MS = 120_000;

export async function makeGathering(t: TestContext, options: GatheringOptions): Promise<MadeGathering> {
  const { start, speed = SPEED, papers: listed = smallWorld('2026-05-11', '2026-06-12'), aheadMs = 0 } = options;
  const clock = patientClock({ start, speed });
  const world = new World(Records.of(listed));
  const arxiv = await startArxiv({ world, clock, pageSize: options.pageSize ?? 40, manner: options.manner });
  const own = aheadMs === 0 ? clock : { ...clock, now: () => clock.now() + aheadMs };
  const db = await makeDatabase(t);
  const settings = new StoredSettings(db);
  const papers = new Papers({ db, clock: own });
  const log = createLogger('silent', 'test');
  let chosen = options.categories ?? ['cs.LG', 'cs.CL'];
  const addresses = { oai: arxiv.oaiUrl, feed: `${arxiv.origin}/rss`, api: arxiv.apiUrl };
  const host = new URL(arxiv.origin).host;
  const makeContext = (holder: string): GatherContext => {
    const pacer = new Pacer({ db, clock: own, holder, lanes: { [host]: 'arxiv' } });
    const patient = createFetcher({ userAgent: 'Broadsheet/test (mailto:test@example.org)', log, clock: own, pacer });
    const fetcher: Fetcher = { request: (url, given) => patient.request(url, { ...given, stallMs: STALL_MS }) };
    return { db, clock: own, log, papers, settings, pacer, roads: arxivRoads(addresses, fetcher), offline: false, choice: async () => chosen };
  };
  const running = new Set<() => Promise<void>>();
  t.after(async () => {
    for (const end of running) await end();
    await arxiv.close();
  });
  const made: MadeGathering = {
    arxiv, world, clock, db, settings, papers,
    gathering: new Gathering(makeContext('pages')),
    actions: [],
    errors: [],
    choose: (categories) => void (chosen = categories),
    begin: (holder = 'worker') => {
      const stop = new AbortController();
      const done = gather(makeContext(holder), {
        holder,
        signal: stop.signal,
        noteError: (error) => void made.errors.push(error),
        onAction: (action) => void (['wait', 'rest'].includes(action.do) || made.actions.push(action)),
      });
      const end = async () => {
        running.delete(end);
        stop.abort();
        await done;
      };
      running.add(end);
      return { end };
    },
    until: async (what, holds, realMs = PATIENCE_MS) => {
      const late = performance.now() + realMs;
      while (!(await holds())) {
        if (performance.now() > late) throw new Error(`${what} did not come about by ${isoNow(clock)}; done: ${JSON.stringify(made.actions.map(({ do: act }) => act).slice(-20))}; errors: ${made.errors.map(String).join('; ')}`);
        await sleep(5);
      }
    },
    settled: async (realMs) => {
      await made.until('a settled state', async () => {
        const { harvests } = await made.gathering.status();
        return harvests.length > 1 && harvests.every(({ state }) => state === 'done');
      }, realMs);
    },
    announced: (day) => announcements(day, parseTopics(chosen.join('+')), world).filter(({ type }) => type === 'new' || type === 'cross').map(({ event }) => world.id(event.paper)).sort(),
    firstOn: (day) => {
      const now = clock.now();
      const firsts = world.announcedOn(day).filter(({ kind }) => kind === 'new');
      return firsts.filter(({ paper }) => world.categories(paper, now).some((category) => chosen.includes(category))).map(({ paper }) => world.id(paper)).sort();
    },
    edition: async (day) => {
      const listed = listDay(day, await announcedOn(db, day), new Set(chosen));
      return listed.map(({ id }) => id).sort();
    },
    comesOut: async (day, realMs = PATIENCE_MS) => {
      const is = async () => JSON.stringify(await made.edition(day)) === JSON.stringify(made.announced(day)) && isoNow(clock) > announcementInstant(day);
      await made.until(`the edition of ${day}`, is, realMs).catch(async (error: unknown) => {
        assert.deepEqual(await made.edition(day), made.announced(day), day);
        throw error;
      });
    },
    reach: async (instant) => {
      await made.until(instant, () => isoNow(clock) >= instant);
    },
  };
  return made;
}
