import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { INDEX_FORMAT } from '#search';
import { benchProgram } from '../broadsheet.js';
import type { BenchContext } from '../context.js';
import { KEPT, temporaryFolder } from '../folders.js';

/** How long the parts of an index took to be made, in seconds. */
export interface Building {
  /** Until the index that ranks by words was made, without positions; with everything that is read and analysed for the others too. */
  ranking: number;
  /** Until all indexes were made and words served. */
  words: number;
  learning: number;
  vectors: number;
  peakMegabytes: number;
}

/** An instance with its search: the data folder, the index, the term tables. */
export interface Indexed {
  instance: string;
  index: string;
  tables: string;
  building: Building;
}

/** The search index of an instance, made on first use by the follower that a worker runs, and kept. */
export async function indexOf(instance: string, say: BenchContext['say']): Promise<Indexed> {
  const kept = join(KEPT, `search-${INDEX_FORMAT}-${basename(instance)}`);
  if (!existsSync(kept)) {
    say('making the search index, words and vectors, to be kept for the next time …');
    const fresh = temporaryFolder();
    await build(instance, fresh);
    renameSync(fresh, kept);
  }
  return { instance, index: join(kept, 'index'), tables: tablesIn(join(kept, 'index')), building: JSON.parse(readFileSync(join(kept, 'building.json'), 'utf8')) as Building };
}

/** Where a server looks for them. */
export const tablesIn = (index: string): string => join(index, 'embedder');

/** In a process of its own, as a worker's indexer is, so that its memory is that of nothing else. */
async function build(instance: string, folder: string): Promise<void> {
  const child = spawn(process.execPath, [benchProgram('search/build-index.js'), instance, folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  if (code !== 0) throw new Error(`The search index was not made: its process ended with ${signal ?? code}.`);
}
