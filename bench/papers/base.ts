import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { KEPT, ROOT } from '../folders.js';
import { inventedPapers } from './invent.js';
import { writeLines } from './write-lines.js';

/** What the benchmarks read of a listed paper. */
export interface ListedPaper {
  id: string;
  title: string;
  abstract: string;
  authors: string[];
  categories: string[];
  published: string;
  updated: string;
  date_kind: string;
  comment?: string;
  doi?: string;
}

/** The file of some 200,000 papers from which everything else is made. */
export interface Base {
  path: string;
  /** How many lines it has. */
  papers: number;
  /** False: the papers are invented, because the file of real ones is not beside the checkout. */
  real: boolean;
}

const REAL = join(ROOT, '..', 'shared', 'data', 'arxiv-200k.jsonl.gz');
const REAL_PAPERS = 199_224;
const INVENTED_PAPERS = 200_000;

/** The real records where they are, else invented ones: same fields, vocabulary by Zipf's law, lengths as in arXiv. */
export async function basePapers(): Promise<Base> {
  if (existsSync(REAL)) return { path: REAL, papers: REAL_PAPERS, real: true };
  const path = join(KEPT, `invented-${INVENTED_PAPERS}.jsonl`);
  if (!existsSync(path)) await writeLines(path, inventedPapers(INVENTED_PAPERS));
  return { path, papers: INVENTED_PAPERS, real: false };
}

/** The papers of the base, in the order of the file. */
export async function* readBase({ path }: Base): AsyncGenerator<ListedPaper> {
  const bytes = createReadStream(path);
  for await (const line of createInterface({ input: path.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes })) {
    const paper = JSON.parse(line) as ListedPaper;
    yield { ...paper, abstract: paper.abstract ?? '', authors: paper.authors ?? [], categories: paper.categories ?? [] };
  }
}
