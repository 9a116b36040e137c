import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '#db';
import { createLogger, systemClock } from '#lib';
import { Papers } from '#papers';
import { parseOai } from '../src/sources/arxiv/oai/parse.js';
import { startArxiv } from './arxiv.js';
import { broadsheet, run, start } from './broadsheet.js';
import type { Benchmark, BenchContext } from './context.js';
import type { Figure } from './figures.js';
import { removeFolder, ROOT, temporaryFolder } from './folders.js';
import { harvested, readingWhileHarvesting } from './harvest-while-reading.js';

/** An answer of arXiv's OAI-PMH with 999 records, recorded in January 2014. */
const RECORDED = join(ROOT, '..', 'shared', 'data', 'fixtures', 'oai', 'scirate_ListRecords_arXiv_2014-01-16_token496549-96001.xml');
const PAGE_TIMES = 15;
const PAGE_MS = 250;
/** So fast that three seconds between requests are six milliseconds. */
const UNPACED = 500;
const BACK_FILE_SECONDS = 60;

/** Gathering: one page of a harvest, a long one as fast as it goes, and pages read while one runs at arXiv's pace. */
export const gathering: Benchmark = {
  name: 'gathering',
  async measure(context) {
    return [...(await onePage(context)), await backFile(context), ...(await readingWhileHarvesting(context))];
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
