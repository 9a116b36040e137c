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
import { getPage } from './request.js';
import { startServer } from './server.js';

const DIGESTS = 10_000;
const FEW = 1_000;
const PAPERS = 20;
const MINUTE = 60;
const REQUESTS = 300;

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
      ...(await measureFeeds(folder)),
    ];
  },
};

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

async function measureFeeds(folder: string): Promise<Figure[]> {
  const server = await startServer({ folder, alone: true });
  try {
    const url = `${server.origin}/feeds/latest.atom?top=100&days=1`;
    const first = await getPage(url);
    const known = { 'if-none-match': String(first.headers.etag) };
    const times = async (headers: Record<string, string>, status: number) => {
      const milliseconds: number[] = [];
      for (let count = 0; count < REQUESTS; count += 1) {
        const answer = await getPage(url, headers);
        if (answer.status !== status) throw new Error(`${url} was answered by ${answer.status}`);
        milliseconds.push(answer.milliseconds);
      }
      return quantile(milliseconds, 0.95);
    };
    return [
      { what: 'a feed of 100 entries, made anew', values: [first.milliseconds], unit: 'ms', note: 'the first after a start' },
      { what: 'a feed of 100 entries: p95', values: [await times({ 'accept-encoding': 'gzip' }, 200)], unit: 'ms', budget: { atMost: 10 }, note: `${REQUESTS} requests, compressed` },
      { what: 'a feed that has not changed (304): p95', values: [await times(known, 304)], unit: 'ms', budget: { atMost: 2 }, note: `${REQUESTS} requests` },
    ];
  } finally {
    await server.stop();
  }
}
