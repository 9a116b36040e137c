import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { BroadsheetError } from '#lib';
import { evaluateKnown } from './commands/known.js';
import { evaluateRanking } from './commands/ranking.js';
import { evaluateRetrieval } from './commands/retrieval.js';
import type { EvalContext } from './commands/context.js';
import { subjectOfInstance, subjectOfRecords, type Subject } from './known/subject.js';
import { recordsOfFile } from './papers.js';
import { randomNumbers, sample } from './random.js';
import { formatReport, type Report } from './report.js';

const HELP = `npm run eval -- retrieval FOLDER [--with FILE --similar --in-memory --json]
  every collection with judged queries in FOLDER: corpus.jsonl, queries.jsonl and qrels, as BEIR has them
  --with     learn the vectors from this file of papers besides
  --similar  the queries are whole papers, each with a pool of judged candidates
  --in-memory  rank without an index between
npm run eval -- known FILE|FOLDER [--papers N --tasks N --json]
  papers of FILE, or of the instance whose data folder is FOLDER (with its DATABASE_URL, where it has one), found again by what one
  remembers of them; an instance is asked as it is, with the index that serves
  --papers   how many papers of FILE, drawn at random (all)
  --tasks    how many queries of each kind (500)
npm run eval -- ranking FILE [--with FILE --json]
  the orders of a day and of a week, judged by votes that came later; FILE has what a daily list showed at several hours
  --with     what it showed on earlier days: known, and not judged
--json prints one object for programs.
`;

const OPTIONS = { with: { type: 'string' }, similar: { type: 'boolean' }, 'in-memory': { type: 'boolean' }, json: { type: 'boolean' }, papers: { type: 'string' }, tasks: { type: 'string' }, help: { type: 'boolean' } } as const;
const SEED = 1;

class UsageError extends Error {}

async function evaluate(args: readonly string[]): Promise<void> {
  const { values, positionals } = read(args);
  const [command, path, ...more] = positionals;
  if (values.help || command === undefined) throw new UsageError('');
  if (path === undefined || more.length > 0) throw new UsageError(`"${command}" takes one file or folder.\n`);
  const context: EvalContext = { say: (words) => void process.stderr.write(`${words}\n`) };
  const reports = await run(command, path, values, context);
  process.stdout.write(values.json ? `${JSON.stringify({ command, reports })}\n` : `${reports.map(formatReport).join('\n\n')}\n`);
}

type Values = ReturnType<typeof read>['values'];

async function run(command: string, path: string, values: Values, context: EvalContext): Promise<Report[]> {
  if (command === 'retrieval') return await evaluateRetrieval(path, { besides: values.with, similar: values.similar ?? false, inMemory: values['in-memory'] ?? false }, context);
  if (command === 'ranking') return await evaluateRanking(path, { besides: values.with }, context);
  if (command !== 'known') throw new UsageError(`There is nothing called "${command}" to judge.\n`);
  const subject = await (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? subjectOfInstance(path) : subjectOfFile(path, values, context));
  try {
    return await evaluateKnown(subject, { tasks: wholeNumber('--tasks', values.tasks ?? '500') }, context);
  } finally {
    await subject.close();
  }
}

async function subjectOfFile(path: string, { papers }: Values, context: EvalContext): Promise<Subject> {
  const records = await recordsOfFile(path);
  return await subjectOfRecords(papers === undefined ? records : sample(records, wholeNumber('--papers', papers), randomNumbers(SEED)), context);
}

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n`);
  }
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,7}$/.test(text)) throw new UsageError(`${option} takes a whole number, not "${text}".\n`);
  return Number(text);
}

try {
  await evaluate(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof BroadsheetError)) throw error;
  process.stderr.write(error instanceof UsageError ? `${error.message}${HELP}` : `${error.message}\n`);
  process.exitCode = error.message === '' ? 0 : 1;
}
