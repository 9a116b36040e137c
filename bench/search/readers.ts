import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { benchProgram } from '../broadsheet.js';
import type { Budget, Figure } from '../figures.js';
import type { LoadRequest, LoadResult } from '../load.js';
import { startServer } from '../server.js';
import type { Indexed } from './indexed.js';
import type { Question } from './questions.js';

const READERS = 16;
const SECONDS = 8;
const BUDGET: Budget = { atMost: 80 };
/** More than are asked for; the list is an argument of a process, which has a limit. */
const TYPED = 600;

/**
 * Pages of results of a running server, asked for by many at once: as fast as they come, which tells how much the machine bears, and with a
 * second between two questions, which is as fast as anybody reads.
 */
export async function readTogether({ instance, index }: Indexed, questions: readonly Question[]): Promise<Figure[]> {
  const server = await startServer({ folder: instance, alone: true, settings: { SEARCH_URI: index } });
  try {
    const urls = questions.map(({ words }) => `${server.origin}/papers?q=${encodeURIComponent(words.join(' '))}`);
    const typed = questions.map(({ words }) => `${server.origin}/papers?q=${encodeURIComponent(words.join(' ').slice(0, -1))}&part=titles`);
    // What was asked before is answered from memory, so that everything is asked once.
    const [warm, fast, slow] = [urls.slice(0, 200), urls.slice(200, 1_500), urls.slice(1_500)];
    const ask = { headers: { 'accept-encoding': 'br' }, connections: READERS, seconds: SECONDS };
    await load({ ...ask, urls: warm, seconds: 3 });
    return [
      figure(`${READERS} connections over HTTP, each as fast as answered`, await load({ ...ask, urls: fast })),
      { ...figure(`${READERS} readers at once over HTTP, a second between two questions`, await load({ ...ask, urls: slow, pause: 1_000 })), budget: BUDGET },
      { ...figure(`titles as typed over HTTP, ${READERS} readers, four a second each`, await load({ ...ask, urls: typed.slice(0, TYPED), pause: 250 })), budget: BUDGET },
    ];
  } finally {
    await server.stop();
  }
}

function figure(what: string, { p50, p95, pages, seconds, failed }: LoadResult): Figure {
  if (failed > 0) throw new Error(`${failed} pages of results were not answered by 200`);
  return { what: `${what}: p95`, values: [p95], unit: 'ms', note: `p50 ${p50.toFixed(1)} ms, ${Math.round(pages / seconds)} pages/s` };
}

async function load(request: LoadRequest): Promise<LoadResult> {
  const { stdout } = await promisify(execFile)(process.execPath, [benchProgram('load.js'), JSON.stringify(request)], { maxBuffer: 1_000_000 });
  return JSON.parse(stdout) as LoadResult;
}
