import { existsSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { INDEX_FORMAT, Place } from '#search';
import { copyInstance, instanceOf, type Source } from './context.js';
import { KEPT } from './folders.js';
import { startServer } from './server.js';

const LOOK_MS = 1_000;
/** The words of the dictionary are counted last. */
const REST_MS = 10_000;

/** The data folder of an instance whose own worker has made its search index, words and vectors; made on first use and kept. */
export async function indexedInstanceOf(source: Source, say: (words: string) => void): Promise<string> {
  const instance = await instanceOf(source, say);
  const kept = join(KEPT, `indexed-${INDEX_FORMAT}-${basename(instance)}`);
  if (existsSync(kept)) return kept;
  say(`letting a worker index ${source.papers.toLocaleString('en')} papers, to be kept for the next time …`);
  const fresh = copyInstance(instance);
  const server = await startServer({ folder: fresh, settings: { BROADSHEET_OFFLINE: '1' } });
  while (!isIndexed(new Place(join(fresh, 'search')))) await sleep(LOOK_MS);
  await sleep(REST_MS);
  await server.stop();
  renameSync(fresh, kept);
  return kept;
}

function isIndexed(place: Place): boolean {
  const current = place.readCurrent();
  const generation = current && place.generation(current.generation);
  const [facts, cursor] = [generation?.readFacts(), generation?.readCursor()];
  return facts?.embedder !== undefined && cursor !== undefined && cursor.vectorSeq === cursor.seq;
}
