import { parseArgs } from 'node:util';
import type { BenchContext, Benchmark } from './context.js';
import { delivery } from './delivery.js';
import { edition } from './edition.js';
import { KEPT } from './folders.js';
import { gathering } from './gathering.js';
import { herding } from './herding.js';
import { importing } from './import.js';
import { readingWhileImporting } from './import-while-reading.js';
import { canPin, describeMachine, machineLine } from './machine.js';
import { basePapers } from './papers/base.js';
import { searching } from './search.js';
import { starting } from './start.js';
import { voting } from './votes.js';
import { asObject, formatTable, type Section } from './table.js';

/** One for each budget, in the order of the table. */
const BENCHMARKS: readonly Benchmark[] = [importing, edition, starting, readingWhileImporting, gathering, searching, voting, herding, delivery];
const NAMES = BENCHMARKS.map(({ name }) => name);

const HELP = `npm run bench [-- NAME… --json --papers N --runs N]
  NAME      ${NAMES.join(', ')}; without one, all
  --json    print one object for programs
  --papers  how many papers the large instance has (1000000)
  --runs    how often what takes seconds is repeated (3)
What is made is kept in ${KEPT} for the next time; remove it at will.
`;

class UsageError extends Error {}

interface Request {
  names: string[];
  json: boolean;
  papers: number;
  runs: number;
}

function readRequest(args: string[]): Request {
  const options = { json: { type: 'boolean' }, papers: { type: 'string', default: '1000000' }, runs: { type: 'string', default: '3' }, help: { type: 'boolean' } } as const;
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    if (values.help) throw new UsageError('');
    const unknown = positionals.find((name) => !NAMES.includes(name));
    if (unknown !== undefined) throw new UsageError(`There is no benchmark "${unknown}".\n`);
    return { names: positionals.length > 0 ? positionals : NAMES, json: values.json ?? false, papers: wholeNumber('--papers', values.papers), runs: wholeNumber('--runs', values.runs) };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`${(error as Error).message}\n`);
  }
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,7}$/.test(text)) throw new UsageError(`${option} takes a whole number, not "${text}".\n`);
  return Number(text);
}

async function bench({ names, json, papers, runs }: Request): Promise<void> {
  const machine = describeMachine();
  const say = (words: string) => void process.stderr.write(`${words}\n`);
  const context: BenchContext = { base: await basePapers(), papers, runs, say };
  const sections: Section[] = [];
  for (const benchmark of BENCHMARKS.filter(({ name }) => names.includes(name))) sections.push(await sectionOf(benchmark, context));
  if (json) return void process.stdout.write(`${JSON.stringify({ machine, realPapers: context.base.real, figures: asObject(sections) })}\n`);
  process.stdout.write(`${formatTable(sections)}\n\n${[machineLine(machine), ...remarks(context)].join('\n')}\n`);
}

/** A benchmark that fails must not take the figures of the others with it: they took minutes. */
async function sectionOf({ name, measure }: Benchmark, context: BenchContext): Promise<Section> {
  try {
    return { name, figures: await measure(context) };
  } catch (error) {
    context.say(`The benchmark "${name}" failed: ${error instanceof Error ? error.stack : String(error)}`);
    process.exitCode = 1;
    return { name: `${name} (failed)`, figures: [] };
  }
}

function remarks({ base }: BenchContext): string[] {
  return [
    base.real ? 'Papers: real ones, and more recombined from their sentences.' : 'Papers: invented ones (words by Zipf’s law), because ../shared/data/arxiv-200k.jsonl.gz is not there.',
    canPin ? 'Editions: server on one core, reader on another.' : 'Editions: server and reader could not be given cores of their own here.',
  ];
}

try {
  await bench(readRequest(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}${HELP}`);
  process.exitCode = error.message === '' ? 0 : 1;
}
