import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '#db';
import { pacedClock } from '#lib';
import { seededRandom } from './kill-import.js';
import { smallWorld } from './make-gathering.js';
import { startBroadsheet } from './run-broadsheet.js';
import { Records, startArxiv, World, type ArxivStandIn } from './stand-ins/arxiv/index.js';

/** Slow enough that a request too soon by two seconds of the clock is seen as such. */
const SPEED = 30;
const PAGE = 12;

export interface Siege {
  arxiv: ArxivStandIn;
  /** What a worker needs to gather from it. */
  env: Record<string, string | undefined>;
  /** All papers that the first harvest must bring. */
  wanted: string[];
}

/** A stand-in with a small world, at a quiet hour, and the settings of a worker that gathers from it. */
export async function layOut(env: Record<string, string | undefined>): Promise<Siege> {
  const clock = pacedClock({ start: '2026-06-03T05:00:00Z', speed: SPEED, origin: Date.now() });
  const world = new World(Records.of(smallWorld('2026-05-11', '2026-06-05', 20)));
  const arxiv = await startArxiv({ world, clock, clockText: clock.text, pageSize: PAGE });
  const days = ['2026-06-03', '2026-06-02', '2026-06-01', '2026-05-29', '2026-05-28', '2026-05-27', '2026-05-26'];
  const wanted = days.flatMap((day) => world.announcedOn(day).filter(({ kind, paper }) => kind === 'new' && world.categories(paper, clock.now()).some((category) => category.startsWith('cs.'))).map(({ paper }) => world.id(paper)));
  const addresses = { ARXIV_OAI_URL: arxiv.oaiUrl, ARXIV_FEED_URL: `${arxiv.origin}/rss`, ARXIV_API_URL: arxiv.apiUrl };
  // The name under which a supervisor starts its workers, one after another.
  const settings = { BROADSHEET_OFFLINE: '0', BROADSHEET_CLOCK: clock.text, BROADSHEET_CATEGORIES: 'cs.LG,cs.CL', BROADSHEET_LOG: 'error', BROADSHEET_WORKER: 'work-test' };
  return { arxiv, env: { ...env, ...addresses, ...settings }, wanted };
}

/** Lets workers gather, killing each with SIGKILL at a random moment, and the last one come to its end. Returns how many were killed. */
export async function gatherUnderFire(siege: Siege, db: Database, fire: { seed: number; kills: number; longest: number }): Promise<number> {
  const random = seededRandom(fire.seed);
  let killed = 0;
  for (;;) {
    const worker = startBroadsheet(['work'], siege.env);
    const last = killed === fire.kills;
    const begun = await requestsAfter(siege, siege.arxiv.requests().length, worker.ended);
    if (last) {
      await untilSettled(db);
      worker.child.kill('SIGTERM');
      await worker.ended;
      return killed;
    }
    if (begun) await sleep(random() * fire.longest);
    if (worker.child.kill('SIGKILL')) killed += 1;
    await worker.ended;
  }
}

/** Waits for the worker's first request, so that kills hit it at work; false when there is nothing left to ask. */
async function requestsAfter({ arxiv }: Siege, before: number, ended: Promise<unknown>): Promise<boolean> {
  let over = false;
  void ended.then(() => (over = true));
  for (let waited = 0; waited < 5_000 && !over; waited += 10) {
    if (arxiv.requests().length > before) return true;
    await sleep(10);
  }
  return false;
}

async function untilSettled(db: Database): Promise<void> {
  for (const late = performance.now() + 60_000; performance.now() < late; await sleep(50)) {
    const rows = await db.kysely.selectFrom('harvests').select(['state', 'purpose']).execute();
    if (rows.length >= 7 && rows.every(({ state }) => state === 'done')) return;
  }
  throw new Error('gathering did not come to its end');
}

/** Nothing lost, nothing repeated, nothing asked for twice without need, and never impolite. */
export async function assertGathered({ arxiv, wanted }: Siege, db: Database, kills: number): Promise<void> {
  const papers = await db.kysely.selectFrom('papers').select('public_id').where('merged_into', 'is', null).execute();
  const ids = new Set(papers.map(({ public_id }) => public_id));
  assert.equal(ids.size, papers.length, 'each paper once');
  assert.deepEqual(wanted.filter((id) => !ids.has(id)), [], 'nothing is lost');
  const requests = arxiv.requests();
  // Who is killed before an answer is stored has to ask again: once for each kill.
  const again = requests.length - new Set(requests.map(({ url }) => withoutExpiry(url))).size;
  assert.ok(again <= kills, `${again} questions were asked again after ${kills} kills`);
  const pages = await db.kysely.selectFrom('harvests').select(({ fn }) => [fn.sum<number>('pages').as('pages'), fn.sum<number>('added').as('added')]).executeTakeFirstOrThrow();
  const asked = new Set(requests.filter(({ protocol }) => protocol === 'oai').map(({ url }) => withoutExpiry(url))).size;
  assert.equal(Number(pages.pages), asked, 'every page is counted once');
  assert.deepEqual(arxiv.violations, { tooSoon: 0, beside: 0 });
}

/** A list asked for twice gets tokens that differ by the moment they were made. */
function withoutExpiry(url: string): string {
  const token = new URL(url, 'http://localhost').searchParams.get('resumptionToken');
  if (token === null) return url;
  const text = Buffer.from(token.slice(0, -12), 'base64url').toString();
  return JSON.stringify({ ...(JSON.parse(text) as object), at: undefined, expires: undefined });
}
