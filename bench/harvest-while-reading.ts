import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { startArxiv } from './arxiv.js';
import { run } from './broadsheet.js';
import { copyInstance, instanceOf, smallSource, type BenchContext } from './context.js';
import type { Figure } from './figures.js';
import { removeFolder } from './folders.js';
import { indexedInstanceOf } from './indexed-instance.js';
import { choosePages, readingFigures, readPages } from './reading.js';
import { startServer } from './server.js';

const SECONDS = 60;
const WARM_UP_SECONDS = 3;
const UNDER_WAY_MS = 10_000;

/** Pages while the worker harvests at arXiv's pace papers that the instance has by another road: with its index, and while the first one is made. */
export async function readingWhileHarvesting(context: BenchContext): Promise<Figure[]> {
  const source = smallSource(context);
  return [
    ...(await whileReading(context, { folder: await indexedInstanceOf(source, context.say), when: 'pages during a harvest', underWayMs: UNDER_WAY_MS })),
    ...(await whileReading(context, { folder: await instanceOf(source, context.say), when: 'pages during a harvest and the making of the first index', underWayMs: 0 })),
  ];
}

async function whileReading({ base, say }: BenchContext, { folder: from, when, underWayMs }: { folder: string; when: string; underWayMs: number }): Promise<Figure[]> {
  const folder = copyInstance(from);
  const pages = choosePages(folder);
  const arxiv = await startArxiv(base.path, 1);
  await run(['gather', 'back'], { ...arxiv.settings, BROADSHEET_DATA: folder });
  const server = await startServer({ folder, settings: arxiv.settings });
  try {
    say(`reading 20 pages a second: ${when} …`);
    await readPages(server, pages, WARM_UP_SECONDS);
    await sleep(underWayMs);
    const before = harvested(folder);
    const busy = await readPages(server, pages, SECONDS);
    const records = harvested(folder) - before;
    return [...readingFigures(when, busy), { what: 'the harvest meanwhile', values: [records / SECONDS], unit: 'records/s', note: 'the stand-in on the same processors' }];
  } finally {
    await server.stop();
    await arxiv.stop();
    removeFolder(folder);
  }
}

/** Records that the instance in a folder has harvested so far. */
export function harvested(folder: string): number {
  const db = new DatabaseSync(join(folder, 'broadsheet.db'), { readOnly: true, timeout: 5_000 });
  try {
    return Number(db.prepare('select coalesce(sum(records), 0) as records from harvests').get()!['records']);
  } finally {
    db.close();
  }
}
