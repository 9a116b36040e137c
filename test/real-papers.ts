import { createReadStream, createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TestContext } from 'node:test';
import { createGunzip } from 'node:zlib';

/** Records of real papers beside the checkout, where a developer has them. */
export const REAL_PAPERS = join(import.meta.dirname, '../../../shared/data/arxiv-200k.jsonl.gz');

/** Why a test of real papers is left out; false where they are there. */
export const withoutRealPapers = !existsSync(REAL_PAPERS) && 'arxiv-200k.jsonl.gz is not there';

/** A file with one in so many of the real papers, spread over all of them; removed after the test. `npm run soak` takes all. */
export async function sampleRealPapers(t: TestContext, oneIn: number): Promise<{ file: string; papers: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-real-papers-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'papers.jsonl');
  let papers = 0;
  async function* sample() {
    let line = 0;
    for await (const text of createInterface({ input: createReadStream(REAL_PAPERS).pipe(createGunzip()) })) {
      line += 1;
      if (line % oneIn !== 0) continue;
      papers += 1;
      yield `${text}\n`;
    }
  }
  await pipeline(Readable.from(sample()), createWriteStream(file));
  return { file, papers };
}
