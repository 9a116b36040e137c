import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { benchProgram } from './broadsheet.js';
import { copyInstance, instanceOf, smallSource, type Benchmark, type BenchContext } from './context.js';
import { Contents } from './contents.js';
import { median, quantile, type Budget, type Figure } from './figures.js';
import { measureFreshness } from './freshness.js';
import type { LoadRequest, LoadResult } from './load.js';
import { cpuSeconds, onCore } from './machine.js';
import { getPage, textOf } from './request.js';
import { startServer, type RunningServer } from './server.js';

const SERVER_CORE = 0;
const READER_CORE = 1;
const CONNECTIONS = 16;
const SECONDS = 4;
const COLD_MONTHS = 50;

/** An edition of 50 papers over HTTP, as real readers get it: one server process, one core. */
export const edition: Benchmark = {
  name: 'edition',
  async measure(context) {
    const folder = copyInstance(await instanceOf(smallSource(context), context.say));
    const contents = new Contents(folder);
    const day = contents.fullestDay();
    const server = await startServer({ folder, core: SERVER_CORE, alone: true });
    try {
      context.say(`reading the edition of ${day} …`);
      const path = `/papers/date/${day}`;
      const owner = { cookie: await server.ownerCookie() };
      return [
        ...(await full(server, { what: 'a visitor', path, headers: {}, budget: { atLeast: 1_000 } }, context)),
        ...(await full(server, { what: 'signed in', path, headers: owner, budget: { atLeast: 200 } }, context)),
        ...(await weigh(server, path)),
        ...(await coldPages(server, contents)),
        await measureFreshness(server, { folder, day, runs: context.runs }),
      ];
    } finally {
      contents.close();
      await server.stop();
    }
  },
};

export interface FullLoad {
  what: string;
  path: string;
  headers: Record<string, string>;
  budget: Budget;
}

/** As many pages as one core gives, asked for on 16 connections from the other. */
export async function full(server: RunningServer, { what, path, headers, budget }: FullLoad, { runs }: BenchContext): Promise<Figure[]> {
  const request: LoadRequest = { urls: [`${server.origin}${path}`], headers: { 'accept-encoding': 'br', ...headers }, connections: CONNECTIONS, seconds: SECONDS };
  await runLoad({ ...request, seconds: 1 });
  const results: (LoadResult & { cpu: number })[] = [];
  for (let run = 0; run < runs; run++) {
    const before = cpuSeconds(server.pid) ?? NaN;
    const result = await runLoad(request);
    results.push({ ...result, cpu: (cpuSeconds(server.pid) ?? NaN) - before });
  }
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  if (failed > 0) throw new Error(`${failed} pages for ${what} were not answered by 200`);
  const perCpu = median(results.map(({ pages, cpu }) => pages / cpu));
  const limit = results.some(({ busy }) => busy > 0.9) ? '; the reader was the limit' : '';
  return [
    { what: `${what}: pages`, values: results.map(({ pages, seconds }) => pages / seconds), unit: 'pages/s', budget, note: `${Math.round(perCpu).toLocaleString('en')} for a second of processor time${limit}` },
    { what: `${what}: p50, ${CONNECTIONS} connections at once`, values: results.map(({ p50 }) => p50), unit: 'ms' },
    { what: `${what}: p95`, values: results.map(({ p95 }) => p95), unit: 'ms' },
  ];
}

async function runLoad(request: LoadRequest): Promise<LoadResult> {
  const [program = '', ...args] = onCore(READER_CORE, [process.execPath, benchProgram('load.js'), JSON.stringify(request)]);
  const { stdout } = await promisify(execFile)(program, args);
  return JSON.parse(stdout) as LoadResult;
}

/** Bytes on the line. Scripts are optional: the page is whole without them. */
async function weigh(server: RunningServer, path: string): Promise<Figure[]> {
  const [brotli, gzip] = [await getPage(`${server.origin}${path}`, { 'accept-encoding': 'br' }), await getPage(`${server.origin}${path}`, { 'accept-encoding': 'gzip' })];
  const text = textOf(brotli);
  const addresses = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, address]) => address!);
  const scripts = await sizes(server, addresses(/<script[^>]* src="([^"]+)"/g));
  const styles = await sizes(server, addresses(/<link[^>]* rel="stylesheet"[^>]* href="([^"]+)"/g));
  const papers = text.split('<article').length - 1;
  return [
    { what: 'the page, Brotli', values: [brotli.bytes.length / 1000], unit: 'kB', budget: { atMost: 60 }, note: `${papers} papers whole in ${Math.round(Buffer.byteLength(text) / 1000)} kB of HTML` },
    { what: 'the page, gzip', values: [gzip.bytes.length / 1000], unit: 'kB', budget: { atMost: 60 } },
    { what: 'page and style sheets, Brotli', values: [(brotli.bytes.length + styles) / 1000], unit: 'kB', budget: { atMost: 60 } },
    { what: 'optional JavaScript, Brotli', values: [scripts / 1000], unit: 'kB', budget: { atMost: 15 } },
  ];
}

async function sizes(server: RunningServer, addresses: readonly string[]): Promise<number> {
  const answers = await Promise.all(addresses.map((address) => getPage(`${server.origin}${address}`, { 'accept-encoding': 'br' })));
  return answers.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/** Pages that nobody has asked for before, one after the other through months full of formulas; then again, uncompressed. */
async function coldPages(server: RunningServer, contents: Contents): Promise<Figure[]> {
  const starts = contents.monthsOfFormulas(COLD_MONTHS).map(({ month, category }) => `/papers/month/${month}?category=${category}&all=1`);
  const first = await walkAll(server, starts, { 'accept-encoding': 'br' });
  const again = await walkAll(server, starts, {});
  return [
    { what: 'cold pages of months of mathematics: p95', values: [quantile(first, 0.95)], unit: 'ms', note: `p50 ${median(first).toFixed(1)} ms, longest ${Math.max(...first).toFixed(0)} ms, ${first.length} pages` },
    { what: 'the same with formulas set before: p95', values: [quantile(again, 0.95)], unit: 'ms', note: `p50 ${median(again).toFixed(1)} ms` },
  ];
}

async function walkAll(server: RunningServer, starts: readonly string[], headers: Record<string, string>): Promise<number[]> {
  const took: number[] = [];
  for (const start of starts) took.push(...(await walk(server, start, headers)));
  return took;
}

async function walk(server: RunningServer, start: string, headers: Record<string, string>): Promise<number[]> {
  const took: number[] = [];
  for (let path: string | undefined = start; path !== undefined; ) {
    const answer = await getPage(`${server.origin}${path}`, headers);
    if (answer.status !== 200) throw new Error(`${path} was answered by ${answer.status}`);
    took.push(answer.milliseconds);
    path = /<a rel="next" href="([^"]+)"/.exec(textOf(answer))?.[1]?.replaceAll('&amp;', '&');
  }
  return took;
}
