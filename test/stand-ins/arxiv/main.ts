import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { BroadsheetError, InvalidInputError, parseClock } from '#lib';
import { REAL_PAPERS } from '#test/real-papers';
import { inventPapers, MANNERS, Records, SEED, startArxiv, World, type Manner } from './index.js';

/*
 * A stand-in for arXiv's servers:
 *   node dist/test/stand-ins/arxiv/main.js [FILE] [--port N] [--clock TEXT] [--pages N] [--manner recorded|today] [--seed N]
 * FILE is a list of records (JSON lines, also compressed); without one, real records beside the checkout, else invented ones.
 * --pages is the number of records of a page.
 */

const INVENTED = { from: '2026-04-01', until: '2026-07-31', perDay: 150 };

interface Request {
  file?: string;
  port: number;
  clock?: string;
  pages: number;
  manner: Manner;
  seed: number;
}

function readRequest(args: string[]): Request {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { port: text, clock: text, pages: text, manner: text, seed: text } });
  const manner = MANNERS.find((one) => one === (values.manner ?? 'recorded'));
  if (manner === undefined) throw new InvalidInputError(`--manner is one of ${MANNERS.join(', ')}`);
  if (positionals.length > 1) throw new InvalidInputError('Give one file of records.');
  const number = (name: 'port' | 'pages' | 'seed', fallback: number) => wholeNumber(name, values[name] ?? String(fallback));
  const pages = number('pages', 1000);
  if (pages === 0) throw new InvalidInputError('--pages takes a whole number, 1 or more.');
  return { file: positionals[0], port: number('port', 0), clock: values.clock, pages, manner, seed: number('seed', SEED) };
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidInputError(`--${name} takes a whole number, not "${text}".`);
  return Number(text);
}

async function recordsOf(file: string | undefined): Promise<Records> {
  if (file !== undefined) return Records.read(file);
  return existsSync(REAL_PAPERS) ? Records.read(REAL_PAPERS) : Records.of(inventPapers(INVENTED));
}

async function main(args: string[]): Promise<void> {
  const { file, port, clock: text, pages, manner, seed } = readRequest(args);
  const clock = text === undefined ? undefined : parseClock(text);
  const records = await recordsOf(file);
  const arxiv = await startArxiv({ world: new World(records, seed), clock, clockText: clock?.text, port, pageSize: pages, manner });
  console.log(`A stand-in for arXiv with ${records.entries.length} papers (${records.leftOut} records left out) at ${arxiv.origin}`);
  console.log(`ARXIV_OAI_URL=${arxiv.oaiUrl} ARXIV_FEED_URL=${arxiv.feedUrl} ARXIV_API_URL=${arxiv.apiUrl}${clock ? ` BROADSHEET_CLOCK=${clock.text}` : ''}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void arxiv.close());
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof BroadsheetError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') ? (error as Error).message : error);
  process.exitCode = 1;
});
