import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '#db';
import { createLogger, systemClock } from '#lib';
import { Papers } from '#papers';
import { parseOai } from '../src/sources/arxiv/oai/parse.js';
import { startArxiv } from './arxiv.js';
import { broadsheet, run, start } from './broadsheet.js';
import { copyInstance, instanceOf, smallSource, type Benchmark, type BenchContext } from './context.js';
import type { Figure } from './figures.js';
import { removeFolder, ROOT, temporaryFolder } from './folders.js';
import { choosePages, readingFigures, readPages } from './reading.js';
import { startServer } from './server.js';

/** An answer of arXiv's OAI-PMH with 999 records, recorded in January 2014. */
const RECORDED = join(ROOT, '..', 'shared', 'data', 'fixtures', 'oai', 'scirate_ListRecords_arXiv_2014-01-16_token496549-96001.xml');
const PAGE_TIMES = 15;
const PAGE_MS = 250;
/** So fast that three seconds between requests are six milliseconds. */
const UNPACED = 500;
const BACK_FILE_SECONDS = 60;
const SECONDS = 60;
const WARM_UP_SECONDS = 3;
const UNDER_WAY_MS = 10_000;

/** Gathering: one page of a harvest, a long one as fast as it goes, and pages read while one runs at arXiv's pace. */
export const gathering: Benchmark = {
  name: 'gathering',
  async measure(context) {
    return [...(await onePage(context)), await backFile(context), ...(await whileReading(context))];
  },
};

/** Parses and stores the recorded page, each time into a database of its own. */
async function onePage({ say }: BenchContext): Promise<Figure[]> {
  if (!existsSync(RECORDED)) return [];
  say('parsing and storing a recorded page of arXiv …');
  const bytes = readFileSync(RECORDED);
  const milliseconds: number[] = [];
  let count = 0;
  for (let time = 0; time < PAGE_TIMES; time++) {
    const folder = temporaryFolder();
    const db = await openDatabase({ file: join(folder, 'broadsheet.db'), log: createLogger('silent', 'bench') });
    const papers = new Papers({ db, clock: systemClock });
    const began = performance.now();
    const { records } = parseOai(bytes);
    await papers.save(records.map(({ record }) => record));
    milliseconds.push(performance.now() - began);
    count = records.length;
    await db.close();
    removeFolder(folder);
  }
  // The first ones compile: a worker that has just started is not what is asked for.
  const [first, ...later] = milliseconds;
  return [{ what: `a recorded page of ${count} records, parsed and stored`, values: later, unit: 'ms', budget: { atMost: PAGE_MS }, note: `in a process that has just started ${first!.toFixed(0)} ms` }];
}

/** How fast the back file comes in from a server that does not ask to wait. */
async function backFile({ base, say }: BenchContext): Promise<Figure> {
  say('harvesting the back file from a stand-in for arXiv, without its pace …');
  const arxiv = await startArxiv(base.path, UNPACED);
  const folder = temporaryFolder();
  const settings = { ...arxiv.settings, BROADSHEET_DATA: folder };
  await run(['gather', 'back'], settings);
  const worker = start(broadsheet('work'), settings);
  try {
    while (harvested(folder) === 0) await sleep(50);
    const [records, began] = [harvested(folder), performance.now()];
    await sleep(BACK_FILE_SECONDS * 1000);
    const value = ((harvested(folder) - records) * 1000) / (performance.now() - began);
    return { what: 'a harvest without arXiv\'s pace', values: [value], unit: 'records/s', note: `for ${BACK_FILE_SECONDS} s; the stand-in on the same processors; arXiv's own pace is 1,000 records in 3 s or more` };
  } finally {
    worker.kill('SIGKILL');
    await arxiv.stop();
    removeFolder(folder);
  }
}

function harvested(folder: string): number {
  const db = new DatabaseSync(join(folder, 'broadsheet.db'), { readOnly: true, timeout: 5_000 });
  try {
    return Number(db.prepare('select coalesce(sum(records), 0) as records from harvests').get()!['records']);
  } finally {
    db.close();
  }
}

/** Pages while the worker harvests at arXiv's pace papers that the instance has by another road. */
async function whileReading(context: BenchContext): Promise<Figure[]> {
  const folder = copyInstance(await instanceOf(smallSource(context), context.say));
  const pages = choosePages(folder);
  const arxiv = await startArxiv(context.base.path, 1);
  await run(['gather', 'back'], { ...arxiv.settings, BROADSHEET_DATA: folder });
  const server = await startServer({ folder, settings: arxiv.settings });
  try {
    context.say('reading 20 pages a second while a harvest runs …');
    await readPages(server, pages, WARM_UP_SECONDS);
    await sleep(UNDER_WAY_MS);
    const before = harvested(folder);
    const busy = await readPages(server, pages, SECONDS);
    const records = harvested(folder) - before;
    return [...readingFigures('pages during a harvest', busy), { what: 'the harvest meanwhile', values: [records / SECONDS], unit: 'records/s', note: 'the stand-in on the same processors' }];
  } finally {
    await server.stop();
    await arxiv.stop();
    removeFolder(folder);
  }
}
