import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { run, type Run, type Settings } from './broadsheet.js';
import { keepInstance, largeSource, smallSource, type BenchContext, type Benchmark, type Source } from './context.js';
import { median, type Figure } from './figures.js';
import { removeFolder, temporaryFolder } from './folders.js';
import { withPostgres } from './postgres.js';

const RECORDS_PER_SECOND = 8_000;
const PEAK_MEGABYTES = 1_000;

/** `broadsheet import FILE`, the whole command, into an empty database. */
export const importing: Benchmark = {
  name: 'import',
  async measure(context) {
    const small = smallSource(context);
    return [
      ...(await intoSqlite(small, context.runs, context)),
      ...(await intoPostgres(small, context)),
      // Minutes long, so that it evens out by itself what disturbs it.
      ...(await intoSqlite(await largeSource(context), 1, context)),
    ];
  },
};

interface ImportRun extends Run {
  records: number;
  added: number;
}

async function intoSqlite(source: Source, times: number, { say, base }: BenchContext): Promise<Figure[]> {
  const runs: ImportRun[] = [];
  let megabytes = 0;
  for (let time = 1; time <= times; time++) {
    say(`importing ${source.papers.toLocaleString('en')} records into SQLite, run ${time} of ${times} …`);
    const folder = temporaryFolder();
    runs.push(await importInto(source, { BROADSHEET_DATA: folder }));
    megabytes = sizeOf(folder);
    if (time === times) keepInstance(source, folder);
    else removeFolder(folder);
  }
  const what = `SQLite, ${source.papers.toLocaleString('en')} ${source.path === base.path ? (base.real ? 'real' : 'invented') : 'made'} records`;
  return [
    rate(what, runs, { atLeast: RECORDS_PER_SECOND }),
    { what: `${what}: peak memory`, values: runs.map(({ peakMegabytes }) => peakMegabytes), unit: 'MB', budget: { atMost: PEAK_MEGABYTES } },
    { what: `${what}: size on disk`, values: [megabytes], unit: 'MB', note: `${runs.at(-1)!.added.toLocaleString('en')} papers` },
  ];
}

async function intoPostgres(source: Source, { runs: times, say }: BenchContext): Promise<Figure[]> {
  return await withPostgres(say, async ({ version, freshDatabase }) => {
    const runs: ImportRun[] = [];
    for (let time = 1; time <= times; time++) {
      say(`importing ${source.papers.toLocaleString('en')} records into PostgreSQL, run ${time} of ${times} …`);
      runs.push(await importInto(source, { BROADSHEET_DATA: temporaryFolder(), DATABASE_URL: await freshDatabase() }));
    }
    return [rate(`PostgreSQL ${version}, the same`, runs)];
  });
}

async function importInto(source: Source, settings: Settings): Promise<ImportRun> {
  const done = await run(['import', '--json', source.path], settings);
  const { records, added } = JSON.parse(done.output) as { records: number; added: number };
  return { ...done, records, added };
}

function rate(what: string, runs: readonly ImportRun[], budget?: Figure['budget']): Figure {
  const cpu = median(runs.map(({ cpuSeconds }) => cpuSeconds));
  const wall = median(runs.map(({ seconds }) => seconds));
  return { what, values: runs.map(({ records, seconds }) => records / seconds), unit: 'records/s', budget, note: `${wall.toFixed(1)} s, of which ${cpu.toFixed(1)} s on a processor` };
}

/** Of the files at the end, in MB. */
function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0) / 1e6;
}
