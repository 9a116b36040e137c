import { createInstance } from '../src/app/create.js';
import { webContext } from '../src/app/web-context.js';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { Votes } from '#community';
import { readConfig } from '#config';
import { copyDatabase, DATABASE_FILE, openDatabase, type Database, type Row } from '#db';
import { decidePlaces, feedParts, Editions, TrendingPapers } from '#feed';
import { createLogger, systemClock, type Clock } from '#lib';
import { createWeb } from '#web';
import { copyInstance, instanceOf, smallSource, type Benchmark, type BenchContext } from './context.js';
import { Contents } from './contents.js';
import { full } from './edition.js';
import { quantile, type Figure } from './figures.js';
import { withPostgres } from './postgres.js';
import { startServer } from './server.js';

const READERS = 10_000;
const VOTES = 1_000_000;
const VOTING = 50;
const GIVEN = 5_000;
const WARMING = 500;
const PAUSE_MS = 500;
const ROWS_AT_ONCE = 10_000;
const SERVER_CORE = 0;

/** Fifty readers who vote at once, and what editions and trending cost where ten thousand have given a million votes. */
export const voting: Benchmark = {
  name: 'votes',
  async measure(context) {
    const folder = copyInstance(await instanceOf(smallSource(context), context.say));
    const contents = new Contents(folder);
    const day = contents.fullestDay();
    contents.close();
    const file = join(folder, DATABASE_FILE);
    const sqlite = await openDatabase({ file, log: createLogger('silent', 'bench') });
    const clock: Clock = { now: () => Date.parse(`${day}T12:00:00Z`) };
    const counting = await fillWithVotes(sqlite, context);
    const figures = [counting, ...(await scores(sqlite, clock, day)), ...(await onPostgres(sqlite, folder, context))];
    figures.push(...(await votesAtOnce({ BROADSHEET_DATA: folder }, sqlite, 'SQLite')));
    await sqlite.close();
    return [...figures, ...(await pages(folder, day, context))];
  },
};

/** Papers get votes by Zipf's law: paper k of them as many as 1/k allows. */
async function fillWithVotes(db: Database, { say }: BenchContext): Promise<Figure> {
  say(`giving ${VOTES.toLocaleString('en')} votes of ${READERS.toLocaleString('en')} readers …`);
  const at = '2026-01-01T00:00:00.000Z';
  const readers = Array.from({ length: READERS - 1 }, (_, index): Row => ({ number: index + 2, role: 'reader', name: `Reader ${index + 2}`, created_at: at }));
  const voters = Array.from({ length: READERS }, (_, index): Row => ({ reader: index + 1, told_at: at, without_name: 0, evidence: 1, together: 1 }));
  const papers = (await db.kysely.selectFrom('papers').select('number').where('merged_into', 'is', null).orderBy('number').execute()).map(({ number }) => number);
  await db.transaction(async (writer) => {
    await db.insertMany(writer, 'readers', readers);
    await db.insertMany(writer, 'voters', voters);
  });
  const rows = zipfVotes(papers, at);
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) await db.transaction((writer) => db.insertMany(writer, 'votes', rows.slice(start, start + ROWS_AT_ONCE)));
  const began = performance.now();
  const counted = await new Votes({ db, clock: systemClock }).countEverything();
  return { what: `all votes counted anew, of ${counted.toLocaleString('en')} papers`, values: [(performance.now() - began) / 1000], unit: 's' };
}

function zipfVotes(papers: readonly number[], at: string): Row[] {
  // The most voted ones lie spread over the store. 7919 is a prime, so that every paper has its turn.
  const order = papers.map((_, index) => papers[(index * 7919) % papers.length]!);
  const harmonic = order.reduce((sum, _, index) => sum + 1 / (index + 1), 0);
  const rows: Row[] = [];
  for (const [index, paper] of order.entries()) {
    const count = Math.min(READERS, Math.round(VOTES / harmonic / (index + 1)) + 1);
    for (let vote = 0; vote < count && rows.length < VOTES; vote++) rows.push({ paper, reader: 1 + ((index * 31 + vote) % READERS), without_name: 0, created_at: at });
  }
  return rows;
}

/** The scores of a month, nothing of it in memory; then what the worker learns and decides. */
async function scores(db: Database, clock: Clock, day: string): Promise<Figure[]> {
  const context = { db, clock, categories: async () => [] };
  const parts = feedParts(context);
  const took = async (work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    return (performance.now() - began) / 1000;
  };
  const editions = new Editions(context, parts);
  const month = () => editions.read({ period: { kind: 'month', key: day.slice(0, 7) } });
  const tally = await took(() => parts.tally.refresh());
  // Without votes in its window trending would be fast for the wrong reason.
  const { total } = await new TrendingPapers(context, parts).read({ window: 'week' });
  return [
    { what: 'all counts read into memory', values: [tally], unit: 's' },
    { what: 'papers with votes in trending of the week', values: [total], unit: '', budget: { atLeast: 100 } },
    { what: 'all scores of a month anew', values: [await took(month)], unit: 's', budget: { atMost: 5 } },
    { what: 'the same with its papers in memory', values: [await took(month)], unit: 's' },
    { what: 'what the worker learns of the last 20 editions', values: [await took(() => editions.learn())], unit: 's' },
    { what: 'the first three of ended periods', values: [await took(() => decidePlaces({ db, clock, categories: [] }, parts))], unit: 's' },
  ];
}

/**
 * Fifty readers vote at the same moment, through the pages' own handler but without a network. Two ways to read that: each votes
 * again as soon as they were answered, so that fifty votes are under way at any time and a vote takes fifty times what one costs; or each looks
 * at something for a moment in between, which is already far more than people do. The budget is for the first.
 */
async function votesAtOnce(settings: Record<string, string>, db: Database, name: string): Promise<Figure[]> {
  const instance = await createInstance(readConfig({ BROADSHEET_LOG: 'silent', ...settings }), { process: 'bench', log: createLogger('silent', 'bench') });
  const app = createWeb(webContext(instance), async (c, next) => (c.set('viewer', { owner: true, reader: Number(c.req.header('x-reader')), theme: 'auto' }), next()));
  const ids = (await db.kysely.selectFrom('papers').select('public_id').where('merged_into', 'is', null).orderBy('number').limit(GIVEN * 4).execute()).map(({ public_id }) => public_id);
  const before = await countVotes(db);
  let [next, added] = [0, 0];
  const reader = async (took: number[], { until, pause }: { until: number; pause: number }) => {
    while (next < until) {
      // Not all at the same moment.
      if (pause > 0) await sleep(pause * (0.5 + Math.random()));
      const index = next++;
      // Nobody here votes faster than is let through: ten thousand readers take turns.
      const body = new URLSearchParams({ paper: ids[(index * 7) % ids.length]!, voted: '1' });
      const began = performance.now();
      const answer = await app.request('/votes', { method: 'POST', body, headers: { Accept: 'application/json', 'x-reader': String(READERS - (index % 9_000)) } });
      took.push(performance.now() - began);
      if (answer.status !== 200) throw new Error(`a vote was answered by ${answer.status}: ${await answer.text()}`);
      added += 1;
    }
  };
  const measure = async (votes: number, pause: number) => {
    const took: number[] = [];
    const [began, cpu, until] = [performance.now(), process.cpuUsage(), next + votes];
    await Promise.all(Array.from({ length: VOTING }, () => reader(took, { until, pause })));
    const { user, system } = process.cpuUsage(cpu);
    const note = `p50 ${quantile(took, 0.5).toFixed(1)} ms, ${Math.round(took.length / ((performance.now() - began) / 1000)).toLocaleString('en')} votes/s, ${((user + system) / 1000 / took.length).toFixed(2)} ms of our processor a vote`;
    return { p95: quantile(took, 0.95), note };
  };
  // A server that has just been started is not what readers vote on.
  await measure(WARMING, 0);
  const [closed, open] = [await measure(GIVEN, 0), await measure(GIVEN, PAUSE_MS)];
  const [after, drifted] = [await countVotes(db), await drift(db)];
  await instance.close();
  const lost = next - added + drifted;
  return [
    { what: `${name}: a vote, ${VOTING} always under way, p95`, values: [closed.p95], unit: 'ms', budget: { atMost: 20 }, note: closed.note },
    { what: `${name}: a vote, ${VOTING} readers each voting about ${1000 / PAUSE_MS} times a second, p95`, values: [open.p95], unit: 'ms', budget: { atMost: 20 }, note: open.note },
    { what: `${name}: votes lost, or counts that differ from votes`, values: [lost], unit: '', budget: { atMost: 0 }, note: `${(after - before).toLocaleString('en')} new` },
  ];
}

async function countVotes(db: Database): Promise<number> {
  const { count } = await db.kysely.selectFrom('votes').select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return Number(count);
}

/** Papers whose count is not how many readers voted for them. */
async function drift(db: Database): Promise<number> {
  const rows = await db.kysely.selectFrom('votes').select(({ fn }) => ['paper', fn.countAll<number>().as('count')]).groupBy('paper').execute();
  const kept = new Map((await db.kysely.selectFrom('paper_signals').select(['paper', 'value']).execute()).map(({ paper, value }) => [paper, value]));
  return rows.filter(({ paper, count }) => kept.get(paper) !== Number(count)).length;
}

async function onPostgres(sqlite: Database, folder: string, { say }: BenchContext): Promise<Figure[]> {
  return await withPostgres(say, async (postgres) => {
    const url = await postgres.freshDatabase();
    say('copying everything to PostgreSQL …');
    const db = await openDatabase({ url, file: '', log: createLogger('silent', 'bench') });
    try {
      await copyDatabase(sqlite, db);
      // As the server's own autovacuum does soon after.
      await sql`analyze`.execute(db.kysely);
      return await votesAtOnce({ BROADSHEET_DATA: folder, DATABASE_URL: url }, db, 'PostgreSQL');
    } finally {
      await db.close();
    }
  });
}

/** Pages over HTTP with all these votes; the clock stands on the day, so that trending has something to show. */
async function pages(folder: string, day: string, context: BenchContext): Promise<Figure[]> {
  const server = await startServer({ folder, core: SERVER_CORE, alone: true, settings: { BROADSHEET_CLOCK: `${day}T12:00:00Z@1x${Date.now()}` } });
  try {
    const owner = { cookie: await server.ownerCookie() };
    const figures: Figure[] = [];
    for (const [what, path] of [['edition', `/papers/date/${day}`], ['trending', '/papers/trending']] as const) {
      figures.push(...(await full(server, { what: `${what}, a visitor`, path, headers: {}, budget: { atLeast: 1_000 } }, context)));
      figures.push(...(await full(server, { what: `${what}, signed in`, path, headers: owner, budget: { atLeast: 200 } }, context)));
    }
    return figures;
  } finally {
    await server.stop();
  }
}
