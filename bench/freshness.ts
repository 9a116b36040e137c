import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DATABASE_FILE, openDatabase } from '#db';
import { createLogger, systemClock } from '#lib';
import { Papers, type PaperRecord } from '#papers';
import type { Figure } from './figures.js';
import { getPage } from './request.js';
import type { RunningServer } from './server.js';

const BETWEEN_LOOKS_MS = 10;
const LONGEST_MS = 10_000;

/** How long a kept page goes on being shown after another process has changed one of its papers. */
export async function measureFreshness(server: RunningServer, { folder, day, runs }: { folder: string; day: string; runs: number }): Promise<Figure> {
  const db = await openDatabase({ file: join(folder, DATABASE_FILE), log: createLogger('warn', 'bench') });
  const papers = new Papers({ db, clock: systemClock });
  const url = `${server.origin}/papers/date/${day}`;
  const seconds: number[] = [];
  try {
    for (let run = 1; run <= 2 * runs; run++) {
      const before = (await getPage(url)).headers.etag;
      await papers.save([changedPaper(day, run)]);
      seconds.push(await untilChanged(url, before));
    }
  } finally {
    await db.close();
  }
  const longest = Math.max(...seconds);
  return { what: 'a change by another process is on the page after', values: [longest], unit: 's', budget: { atMost: 1 }, note: `longest of ${seconds.length}` };
}

/** One paper of the day with many authors, so that its place is on the first page, and a title that differs each time. */
function changedPaper(day: string, time: number): PaperRecord {
  const authors = Array.from({ length: 20 }, (_, index) => ({ name: `Author Number${index}` }));
  return {
    source: 'arxiv', id: '9912.00001', via: 'list', ids: [], title: `A: ${time}`, abstract: 'Words of our own.', authors, categories: ['cs.LG'],
    published: day, updated: new Date().toISOString(), versions: [{ number: time, submitted: day }], links: [], withdrawn: false,
    announcements: [{ day, kind: 'new', category: 'cs.LG', computed: false }],
  };
}

async function untilChanged(url: string, before: string | undefined): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < LONGEST_MS) {
    const { headers } = await getPage(url);
    if (headers.etag !== before) return (performance.now() - began) / 1000;
    await sleep(BETWEEN_LOOKS_MS);
  }
  throw new Error(`${url} did not change within ${LONGEST_MS / 1000} s`);
}
