import { setTimeout as sleep } from 'node:timers/promises';
import { begin } from './broadsheet.js';
import { copyInstance, instanceOf, largeSource, smallSource, type Benchmark } from './context.js';
import { Contents } from './contents.js';
import { median, quantile, type Figure } from './figures.js';
import { removeFolder } from './folders.js';
import { getPage } from './request.js';
import { startServer, type RunningServer } from './server.js';

const PAGES_PER_SECOND = 20;
const SECONDS = 30;
const WARM_UP_SECONDS = 3;
const UNDER_WAY_MS = 3_000;
const P95_MS = 50;

interface Read {
  kind: string;
  /** From the moment it was due, so that waiting behind a slow page counts. */
  milliseconds: number;
}

/** Pages while an import runs in a process of its own, with 200,000 papers there already. */
export const readingWhileImporting: Benchmark = {
  name: 'reading',
  async measure(context) {
    const folder = copyInstance(await instanceOf(smallSource(context), context.say));
    const { path } = await largeSource(context);
    const pages = choosePages(folder);
    const server = await startServer({ folder });
    try {
      await readPages(server, pages, WARM_UP_SECONDS);
      context.say(`reading ${PAGES_PER_SECOND} pages a second, nothing else going on …`);
      const quiet = await readPages(server, pages, SECONDS / 2);
      context.say('reading on while an import runs …');
      const importing = begin(['import', '--json', path], { BROADSHEET_DATA: folder });
      await sleep(UNDER_WAY_MS);
      const busy = await readPages(server, pages, SECONDS);
      importing.stop();
      const { output, seconds } = await importing.ended;
      const { records } = JSON.parse(output) as { records: number };
      return [...figures('nothing else going on', quiet), ...figures('during an import', busy), { what: 'the import meanwhile', values: [records / seconds], unit: 'records/s' }];
    } finally {
      await server.stop();
      removeFolder(folder);
    }
  },
};

function figures(when: string, reads: readonly Read[]): Figure[] {
  const all = reads.map(({ milliseconds }) => milliseconds);
  const byKind = [...Map.groupBy(reads, ({ kind }) => kind)].map(([kind, some]) => `${kind} ${quantile(some.map(({ milliseconds }) => milliseconds), 0.95).toFixed(0)}`);
  return [
    { what: `${when}: p95`, values: [quantile(all, 0.95)], unit: 'ms', budget: { atMost: P95_MS }, note: `p50 ${median(all).toFixed(1)}; p95 by page: ${byKind.join(', ')}` },
    { what: `${when}: longest`, values: [Math.max(...all)], unit: 'ms', note: `${reads.length} pages` },
  ];
}

function choosePages(folder: string): { kind: string; path: string }[] {
  const contents = new Contents(folder);
  const lists: Record<string, string[]> = {
    front: Array.from({ length: 40 }, () => '/'),
    day: contents.days(40).map((day) => `/papers/date/${day}`),
    paper: contents.paperIds(40).map((id) => `/papers/${id}`),
    author: contents.authors(40).map((name) => `/authors/${encodeURIComponent(name)}`),
    category: contents.categories(40).map((code) => `/categories/${code}`),
  };
  contents.close();
  return Array.from({ length: 40 }, (_, index) => Object.entries(lists).flatMap(([kind, paths]) => (paths[index] === undefined ? [] : [{ kind, path: paths[index] }]))).flat();
}

/** Asks at a fixed rate, whether or not earlier pages have come. */
async function readPages(server: RunningServer, pages: readonly { kind: string; path: string }[], seconds: number): Promise<Read[]> {
  const began = performance.now();
  const asked: Promise<Read>[] = [];
  for (let number = 0; number < seconds * PAGES_PER_SECOND; number++) {
    const due = began + (number * 1000) / PAGES_PER_SECOND;
    await sleep(Math.max(0, due - performance.now()));
    asked.push(read(server, pages[number % pages.length]!, due));
  }
  return await Promise.all(asked);
}

async function read(server: RunningServer, { kind, path }: { kind: string; path: string }, due: number): Promise<Read> {
  const { status } = await getPage(`${server.origin}${path}`, { 'accept-encoding': 'br' });
  if (status !== 200) throw new Error(`${path} was answered by ${status}`);
  return { kind, milliseconds: performance.now() - due };
}
