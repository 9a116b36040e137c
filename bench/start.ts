import { setTimeout as sleep } from 'node:timers/promises';
import { largeSource, smallSource, type Benchmark, type BenchContext, type Source } from './context.js';
import type { Figure } from './figures.js';
import { indexedInstanceOf } from './indexed-instance.js';
import { treeMemory } from './machine.js';
import { startServer } from './server.js';

/** The worker looks after the index ten seconds after its start, and leaves it a few seconds later. */
const REST_MS = 30_000;
/** What is still to be done, such as an index that another release made otherwise, is no rest. */
const LONGEST_WORK_MS = 20 * 60_000;
/** Who serves, and who works. */
const AT_REST = 2;
const STARTS = 5;

/** From the command to the first page, with papers and their index there already; and what stays in memory when nobody reads. */
export const starting: Benchmark = {
  name: 'start',
  async measure(context) {
    return [...(await startWith(smallSource(context), context)), ...(await startWith(await largeSource(context), context))];
  },
};

async function startWith(source: Source, { say }: BenchContext): Promise<Figure[]> {
  const folder = await indexedInstanceOf(source, say);
  const count = `${source.papers.toLocaleString('en')} papers`;
  say(`starting with ${count} …`);
  const seconds: number[] = [];
  for (let time = 0; time < STARTS; time++) {
    const server = await startServer({ folder });
    seconds.push(server.secondsToFirstPage);
    await server.stop();
  }
  return [{ what: `first page with ${count}`, values: seconds, unit: 's', budget: { atMost: 2 } }, await atRest(folder, count)];
}

async function atRest(folder: string, count: string): Promise<Figure> {
  const server = await startServer({ folder });
  await sleep(REST_MS);
  const until = performance.now() + LONGEST_WORK_MS;
  while ((treeMemory(server.pid)?.length ?? 0) > AT_REST && performance.now() < until) await sleep(REST_MS);
  const tree = treeMemory(server.pid);
  await server.stop();
  const parts = tree?.map(({ megabytes }) => `${megabytes.toFixed(0)} MB`).join(' + ');
  return { what: `memory at rest with ${count}`, values: [tree?.reduce((sum, { megabytes }) => sum + megabytes, 0) ?? NaN], unit: 'MB', budget: { atMost: 300 }, note: parts === undefined ? 'this system does not tell' : `serve + work: ${parts} (PSS)` };
}
