import { join } from 'node:path';
import { DATABASE_FILE, openDatabase } from '#db';
import { DEFAULT_CHOICE } from '#digest';
import { createLogger } from '#lib';
import { announcementInstant } from '#papers';
import { startSmtp } from '../test/stand-ins/smtp/index.js';
import { run } from './broadsheet.js';
import { Contents } from './contents.js';
import { copyInstance, instanceOf, smallSource, type Benchmark } from './context.js';
import { quantile, type Figure } from './figures.js';
import { cpuSeconds } from './machine.js';
import { getPage, textOf } from './request.js';
import { startServer } from './server.js';

const DIGESTS = 10_000;
const FEW = 1_000;
const PAPERS = 20;
const MINUTE = 60;
const ENTRIES = 100;
const REQUESTS = 300;
const WARMING = 100;
const SERVER_CORE = 0;

/** Ten thousand personal digests handed to a mail server on this machine, and feeds over HTTP. */
export const delivery: Benchmark = {
  name: 'delivery',
  measure: async (context) => {
    const folder = copyInstance(await instanceOf(smallSource(context), context.say));
    context.say(`${FEW.toLocaleString('en')} digests, to compare …`);
    const few = await sendDigests(folder, { first: 1, count: FEW });
    context.say(`${DIGESTS.toLocaleString('en')} digests …`);
    const many = await sendDigests(folder, { first: FEW + 1, count: DIGESTS });
    return [
      { what: `${DIGESTS.toLocaleString('en')} personal digests of ${PAPERS} papers, to a local mail server`, values: [many.seconds], unit: 's', budget: { atMost: 5 * MINUTE }, note: `${many.cpuSeconds.toFixed(0)} s of processor time; ${(many.papers / many.mails).toFixed(1)} papers each` },
      { what: 'most memory held for them, against a tenth as many', values: [many.peakMegabytes / few.peakMegabytes], unit: 'times', budget: { atMost: 1.5 }, note: `${many.peakMegabytes.toFixed(0)} MB, ${few.peakMegabytes.toFixed(0)} MB` },
      { what: 'memory at their end, against that at their middle', values: [heldAt(many, 1) / heldAt(many, 0.5)], unit: 'times', budget: { atMost: 1.25 }, note: `${[0.1, 0.5, 1].map((share) => heldAt(many, share).toFixed(0)).join(', ')} MB after a tenth, half and all of the time` },
      ...(await measureFeeds(folder, context.runs)),
    ];
  },
};

/** The memory held when so much of the time (0 to 1) had passed. */
function heldAt({ heldMegabytes }: { heldMegabytes: readonly number[] }, share: number): number {
  return heldMegabytes[Math.min(heldMegabytes.length - 1, Math.floor(share * heldMegabytes.length))] ?? NaN;
}

/** The mails of new subscribers, each to the latest edition and a category of their own choice. */
async function sendDigests(folder: string, { first, count }: { first: number; count: number }) {
  const contents = new Contents(folder);
  const [categories, day] = [contents.categories(40), contents.days(1)[0]!];
  contents.close();
  const now = new Date(Date.parse(announcementInstant(day)) + 6 * 3_600_000).toISOString();
  await subscribe(folder, { first, count, categories, now });
  const server = await startSmtp();
  try {
    const clock = `${now.replace('.000Z', 'Z')}@1x${Date.now()}`;
    const used = await run(['digest', 'send'], { BROADSHEET_DATA: folder, SMTP_URL: server.url, BROADSHEET_CLOCK: clock, BASE_URL: 'https://papers.example.org' });
    if (server.mails.length !== count) throw new Error(`${server.mails.length} of ${count} mails came:\n${used.output}`);
    const papers = server.mails.reduce((sum, { message }) => sum + (message.match(/^\d+\. /gm)?.length ?? 0), 0);
    return { ...used, mails: count, papers };
  } finally {
    await server.close();
  }
}

async function subscribe(folder: string, { first, count, categories, now }: { first: number; count: number; categories: string[]; now: string }): Promise<void> {
  const db = await openDatabase({ file: join(folder, DATABASE_FILE), log: createLogger('warn', 'bench') });
  const before = new Date(Date.parse(now) - 7 * 24 * 3_600_000).toISOString();
  const { frequency, weekday, hour, zone } = DEFAULT_CHOICE;
  const choice = { frequency, weekday, hour, zone, top: PAPERS, when_empty: 'word', generation: 1, problem: '' };
  const times = { covered_at: before, next_at: now, asked_at: before, confirmed_at: before, created_at: before, updated_at: before };
  const rows = Array.from({ length: count }, (_, index) => ({ number: first + index, address: `reader${first + index}@example.org`, state: 'active', topics: JSON.stringify([...DEFAULT_CHOICE.topics, { kind: 'category', name: categories[index % categories.length]! }]), ...choice, ...times }));
  try {
    await db.transaction((writer) => db.insertMany(writer, 'subscriptions', rows));
  } finally {
    await db.close();
  }
}

async function measureFeeds(folder: string, runs: number): Promise<Figure[]> {
  const contents = new Contents(folder);
  const [category] = contents.categories(1);
  contents.close();
  const server = await startServer({ folder, core: SERVER_CORE, alone: true });
  try {
    const url = `${server.origin}/feeds/category/${category}.atom?top=${ENTRIES}`;
    const first = await getPage(url);
    const entries = textOf(first).split('<entry>').length - 1;
    if (entries !== ENTRIES) throw new Error(`${url} has ${entries} entries, not ${ENTRIES}`);
    const known = { 'if-none-match': String(first.headers.etag) };
    return [
      { what: `a feed of ${ENTRIES} entries, made anew`, values: [first.milliseconds], unit: 'ms', note: 'the first after a start' },
      await askAgain(server, { what: `a feed of ${ENTRIES} entries: p95`, url, headers: { 'accept-encoding': 'gzip' }, status: 200, atMost: 10, runs }),
      await askAgain(server, { what: 'a feed that has not changed (304): p95', url, headers: known, status: 304, atMost: 2, runs }),
    ];
  } finally {
    await server.stop();
  }
}

interface Asked {
  what: string;
  url: string;
  headers: Record<string, string>;
  status: number;
  atMost: number;
  runs: number;
}

/** One request after the other, as often as it takes to know how slow the slowest twentieth is. */
async function askAgain({ pid }: { pid: number }, { what, url, headers, status, atMost, runs }: Asked): Promise<Figure> {
  const ask = async () => {
    const answer = await getPage(url, headers);
    if (answer.status !== status) throw new Error(`${url} was answered by ${answer.status}`);
    return answer.milliseconds;
  };
  for (let count = 0; count < WARMING; count += 1) await ask();
  const before = cpuSeconds(pid) ?? NaN;
  const values: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const milliseconds: number[] = [];
    for (let count = 0; count < REQUESTS; count += 1) milliseconds.push(await ask());
    values.push(quantile(milliseconds, 0.95));
  }
  const each = (((cpuSeconds(pid) ?? NaN) - before) * 1000) / (runs * REQUESTS);
  return { what, values, unit: 'ms', budget: { atMost }, note: `${REQUESTS} requests, each ${each.toFixed(2)} ms of processor time` };
}
