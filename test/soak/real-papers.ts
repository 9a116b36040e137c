import { existsSync } from 'node:fs';
import { openInput, readRecords } from '#sources';
import { REAL_PAPERS } from '#test/real-papers';
import { harvestReal } from '../stand-ins/arxiv/testing/serve-real.js';

const RECORDS = 199_224;
const SERVED = 178_296;
const LEFT_OUT = 20_928;
const FEWEST_HARVESTED = 10_000;
const PAGE = 1_000;
const MOST_KILOBYTES = 700 * 1024;

/** Reads every real record there is beside the checkout, and serves them as arXiv does. @throws at the first thing that is wrong */
export async function soakRealPapers(): Promise<void> {
  if (!existsSync(REAL_PAPERS)) return void process.stdout.write('real papers: arxiv-200k.jsonl.gz is not there, left out\n');
  let records = 0;
  for await (const { items } of readRecords(await openInput(REAL_PAPERS))) {
    for (const item of items) {
      if ('error' in item) throw new Error(`real papers, line ${item.position.line}: ${item.error.message}`);
      records += 1;
    }
  }
  if (records !== RECORDS) throw new Error(`real papers: ${records} records read, not ${RECORDS}`);
  const served = await harvestReal(REAL_PAPERS, '2026-05-20');
  if (served.papers !== SERVED || served.leftOut !== LEFT_OUT) throw new Error(`real papers: the stand-in has ${served.papers} and left ${served.leftOut} out`);
  if (served.ids.length <= FEWEST_HARVESTED) throw new Error(`real papers: only ${served.ids.length} harvested`);
  if (served.sizes.slice(0, -1).some((size) => size !== PAGE)) throw new Error(`real papers: pages of ${served.sizes.join(', ')} records`);
  if (new Set(served.ids).size !== served.ids.length) throw new Error('real papers: the stand-in repeats some');
  if ((served.peakKilobytes ?? 0) > MOST_KILOBYTES) throw new Error(`real papers: the stand-in took ${served.peakKilobytes} kB`);
  process.stdout.write(`real papers: ${records.toLocaleString('en')} records read, ${served.papers.toLocaleString('en')} served, ${served.ids.length.toLocaleString('en')} harvested, ${served.peakKilobytes ?? '?'} kB\n`);
}
