import { setImmediate } from 'node:timers/promises';
import type { Database } from '#db';
import { papersByNumber } from '#papers';
import { WordCounter } from '../spelling/count-words.js';
import { readDictionary, writeDictionary } from '../spelling/dictionary-file.js';
import { Dictionary } from '../spelling/dictionary.js';

/** So many papers, spread over all, tell which words are in use. */
const MOST_READ = 100_000;
const READ_AT_ONCE = 250;
/** It is made again when there are so many times as many papers. */
const GROWTH = 1.25;
/** With fewer a word that was never met says nothing. */
const FEWEST_PAPERS = 200;

/** Makes the dictionary of the papers' words when there is none, or a quarter more papers than it was made of. */
export async function keepDictionary(db: Database, { path, papers, signal }: { path: string; papers: number; signal: AbortSignal }): Promise<void> {
  if (papers < FEWEST_PAPERS || papers < (readDictionary(path)?.papers ?? 0) * GROWTH) return;
  const counter = new WordCounter();
  for await (const paper of spread(db, papers)) {
    signal.throwIfAborted();
    counter.add(paper);
  }
  writeDictionary(path, { dictionary: Dictionary.of(counter.known()), papers });
}

/** Papers all over the store: every one, or every second, third … */
async function* spread(db: Database, papers: number) {
  const step = Math.max(1, Math.ceil(papers / MOST_READ));
  const last = Number((await db.kysely.selectFrom('papers').select(({ fn }) => fn.max('number').as('last')).executeTakeFirst())?.last ?? 0);
  for (let start = 1; start <= last; start += step * READ_AT_ONCE) {
    yield* await papersByNumber(db, Array.from({ length: READ_AT_ONCE }, (_, index) => start + index * step));
    await setImmediate();
  }
}
