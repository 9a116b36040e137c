import type { SearchStatus } from '#search';
import { listImports, type GatherStatus, type ImportStatus } from '#sources';
import { say, type AddCommand, type RunningInstance } from './command.js';
import { describeGathering } from './gather.js';
import { bytes, columns, count, counted, instant } from './format.js';
import type { Instance } from './instance.js';

export const addStatus: AddCommand = (program, context) => {
  program
    .command('status')
    .option('--json', 'as one JSON object')
    .description('say what there is: papers, imports, work, the latest edition, how gathering stands, and whether Broadsheet is running')
    .addHelpText('after', '\nExample:\n  broadsheet status')
    .action(({ json = false }: { json?: boolean }) =>
      context.withInstance('status', async (instance) => {
        const status = await readStatus(instance, context.runningInstance());
        say(json ? JSON.stringify(status, undefined, 2) : describe(status).join('\n'));
      }),
    );
};

const SHOWN_IMPORTS = 5;

/** What `broadsheet status --json` prints. */
interface Status {
  running?: RunningInstance;
  data: string;
  database: { place: string; version: string; bytes: number };
  papers: number;
  records: number;
  /** Empty: all papers. */
  categories: string[];
  latestEdition?: { day: string; papers: number };
  imports: ImportStatus[];
  gathering: GatherStatus;
  search: SearchStatus;
  /** How many jobs are in each state. */
  jobs: Record<string, number>;
}

async function readStatus(instance: Instance, running: RunningInstance | undefined): Promise<Status> {
  const { db, config, papers } = instance;
  return {
    running,
    data: config.data,
    database: { place: db.place, version: await db.version(), bytes: await db.size() },
    papers: await papers.count(),
    records: await countRecords(instance),
    categories: await instance.categories(),
    latestEdition: await latestEdition(instance),
    imports: await listImports(db, { limit: SHOWN_IMPORTS, clock: instance.clock }),
    gathering: await instance.gathering.status(),
    search: await instance.search.status(),
    jobs: await countJobs(instance),
  };
}

async function latestEdition({ editions }: Instance): Promise<Status['latestEdition']> {
  const day = await editions.latestDay();
  if (day === undefined) return undefined;
  const { total } = await editions.read({ period: { kind: 'day', key: day }, limit: 1 });
  return { day, papers: total };
}

async function countRecords({ db }: Instance): Promise<number> {
  const { count } = await db.kysely.selectFrom('records').select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return count;
}

async function countJobs({ db }: Instance): Promise<Record<string, number>> {
  const rows = await db.kysely.selectFrom('jobs').select(({ fn }) => ['state', fn.countAll<number>().as('count')]).groupBy('state').orderBy('state').execute();
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

function describe(status: Status): string[] {
  const { running, database, latestEdition, categories, jobs } = status;
  const unfinished = Object.entries(jobs).filter(([state]) => state !== 'done');
  const facts: [string, string][] = [
    ['running', running === undefined ? 'no' : `yes, ${running.url || 'starting'} (process ${running.pid})`],
    ['data folder', status.data],
    ['database', `${database.version}, ${bytes(database.bytes)}, ${database.place}`],
    ['papers', `${count(status.papers)}, from ${counted(status.records, 'record')}`],
    ['categories', categories.length === 0 ? 'all' : categories.join(', ')],
    ['latest edition', latestEdition === undefined ? 'none yet' : `${latestEdition.day}, ${counted(latestEdition.papers, 'paper')}`],
    ['search', describeSearch(status.search)],
    ['work', unfinished.length === 0 ? 'nothing waiting, nothing failed' : unfinished.map(([state, number]) => `${count(number)} ${state}`).join(', ')],
    ['imports', status.imports.length === 0 ? 'none yet' : ''],
  ];
  return [...columns(facts), ...status.imports.map(describeImport), '', ...describeGathering(status.gathering)];
}

/** `12,000 papers, by words and by meaning (built-in:3)`. */
export function describeSearch({ serving, papers, behind, embedder, vectorsBehind, rebuilding, training, problem, lastError }: SearchStatus): string {
  const facts = [
    serving ? `${counted(papers, 'paper')}, by words${embedder === undefined ? '' : ` and by meaning (${embedder})`}` : 'no index yet: papers are searched in the database',
    behind > 0 ? `${counted(behind, 'change')} behind` : '',
    vectorsBehind > 0 ? `${counted(vectorsBehind, 'paper')} without a vector yet` : '',
    problem ?? '',
    training === undefined ? '' : `${training.what}, ${Math.floor(training.share * 100)} %`,
    rebuilding === undefined ? '' : `another index is made (${rebuilding.reason}): ${rebuilding.what}, ${Math.floor(rebuilding.share * 100)} %`,
    lastError === undefined ? '' : `last error ${instant(lastError.at)}: ${lastError.message}`,
  ];
  return facts.filter((fact) => fact !== '').join('; ');
}

function describeImport({ name, state, records, bad, startedAt, error, readBytes, totalBytes }: ImportStatus): string {
  const part = state !== 'done' && totalBytes > 0 ? [`${Math.floor((readBytes / totalBytes) * 100)} %`] : [];
  const figures = [counted(records, 'record'), ...part, ...(bad > 0 ? [counted(bad, 'bad line')] : []), ...(error === '' ? [] : [error])];
  return `  ${instant(startedAt)}  ${name}: ${state}, ${figures.join(', ')}`;
}
