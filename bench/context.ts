import { cpSync, constants, existsSync, renameSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './broadsheet.js';
import type { Figure } from './figures.js';
import { KEPT, ROOT, temporaryFolder } from './folders.js';
import { makePapers } from './papers/make-papers.js';
import type { Base } from './papers/base.js';

/** What a benchmark is given. */
export interface BenchContext {
  base: Base;
  /** How many papers the large instance has. */
  papers: number;
  /** How often what takes seconds is repeated. */
  runs: number;
  /** Says on standard error what goes on. */
  say(words: string): void;
}

/** One file of this folder: measures what belongs to one budget. */
export interface Benchmark {
  name: string;
  measure(context: BenchContext): Promise<Figure[]>;
}

/** A file to import. */
export interface Source {
  path: string;
  papers: number;
}

export const smallSource = ({ base }: BenchContext): Source => ({ path: base.path, papers: base.papers });

/** The large file, made on first use. */
export async function largeSource({ base, papers, say }: BenchContext): Promise<Source> {
  say(`making ${papers.toLocaleString('en')} papers, unless they are there from last time …`);
  return { path: await makePapers(base, papers), papers };
}

/** The data folder of an instance that holds a source's papers; imported on first use and kept. */
export async function instanceOf(source: Source, say: BenchContext['say']): Promise<string> {
  const folder = keptInstance(source);
  if (existsSync(folder)) return folder;
  say(`importing ${source.papers.toLocaleString('en')} papers, to be kept for the next time …`);
  const fresh = temporaryFolder();
  await run(['import', source.path], { BROADSHEET_DATA: fresh });
  return keepInstance(source, fresh);
}

/** Keeps a data folder into which a source has been imported. */
export function keepInstance(source: Source, folder: string): string {
  const kept = keptInstance(source);
  rmSync(kept, { recursive: true, force: true });
  renameSync(folder, kept);
  return kept;
}

/** A copy of a data folder that nobody uses, to be changed at will and gone at the end. */
export function copyInstance(folder: string): string {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return copy;
}

/** An instance made by another schema is not taken up. */
function keptInstance({ papers }: Source): string {
  return join(KEPT, `instance-${papers}-${schemaDigest()}`);
}

function schemaDigest(): string {
  const folder = join(ROOT, 'dist', 'src', 'db', 'migrations');
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex').slice(0, 8);
}
