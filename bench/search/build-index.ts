import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DATABASE_FILE, openDatabase, StoredSettings } from '#db';
import { createLogger, systemClock } from '#lib';
import { BuiltInEmbedder, followStore, learnInThread, openBuiltInEmbedder, Place, saveTermTable, type EmbedderSource, type LearningPaper } from '#search';
import { temporaryFolder } from '../folders.js';
import { tablesIn, type Building } from './indexed.js';
import { textsOf } from './texts.js';

/*
 * Makes the search index of an instance by the follower that a worker runs, and notes how long its parts took:
 *   node dist/bench/search/build-index.js INSTANCE FOLDER
 */

/** The database is copied: a follower leaves marks in it. */
async function build(instance: string, folder: string): Promise<Building> {
  const copy = temporaryFolder();
  cpSync(join(instance, DATABASE_FILE), join(copy, DATABASE_FILE));
  const log = createLogger('warn', 'bench');
  await using db = asDisposable(await openDatabase({ file: join(copy, DATABASE_FILE), log }));
  const index = join(folder, 'index');
  const tables = tablesIn(index);
  mkdirSync(index, { recursive: true });
  const times = { began: performance.now(), ranking: 0, words: 0, learningFrom: 0, learned: 0 };
  const embedders = learnOnce({ instance, tables }, times);
  const stop = new AbortController();
  const place = new Place(index);
  const following = followStore({ db: db.value, clock: systemClock, log, settings: new StoredSettings(db.value), place, embedders }, { holder: 'bench', signal: stop.signal });
  const note = (what: string) => say(`… ${what} after ${seconds(performance.now() - times.began).toFixed(0)} s`);
  while (!(await hasVectors(place))) {
    if (times.ranking === 0 && rankingIsIndexed(place)) {
      times.ranking = performance.now();
      note('the index that ranks by words is made');
    }
    if (times.words === 0 && place.readCurrent() !== undefined) {
      times.words = performance.now();
      note('every index of words is made');
    }
  }
  const end = performance.now();
  stop.abort();
  await following;
  note('vectors are learned and written');
  return { ranking: seconds(times.ranking - times.began), words: seconds(times.words - times.began), learning: seconds(times.learned - times.learningFrom), vectors: seconds(end - times.learned), peakMegabytes: process.resourceUsage().maxRSS / 1_024 };
}

const LOOK_MS = 200;

/** Whether the generation that serves has vectors; asked of files, as counting what is left to do takes the time that is measured. */
async function hasVectors(place: Place): Promise<boolean> {
  await sleep(LOOK_MS);
  const current = place.readCurrent();
  return current !== undefined && place.generation(current.generation).readFacts()?.embedder !== undefined;
}

/** The number and the words that rank are indexed first, as the follower's status says. */
function rankingIsIndexed({ statusFile }: Place): boolean {
  const { rebuilding } = existsSync(statusFile) ? (JSON.parse(readFileSync(statusFile, 'utf8')) as { rebuilding?: { what: string; share: number } }) : {};
  return rebuilding?.what === 'making the indexes' && rebuilding.share > 1.5 / 11;
}

/** Learns when it is first asked, and says when. */
function learnOnce({ instance, tables }: { instance: string; tables: string }, times: { learningFrom: number; learned: number }): EmbedderSource {
  let embedder: BuiltInEmbedder | undefined;
  return {
    load: async () => embedder,
    keep: async () => {},
    choose: async (_situation, signal) => {
      if (embedder !== undefined) return embedder;
      times.learningFrom = performance.now();
      const table = await learnInThread(learningPapers(instance), { signal });
      embedder = await openBuiltInEmbedder(tables, await saveTermTable(tables, table));
      times.learned = performance.now();
      return embedder;
    },
  };
}

function* learningPapers(instance: string): Generator<LearningPaper> {
  for (const { title, abstract, categories } of textsOf(instance)) yield { title, abstract, category: categories[0] };
}

function asDisposable<T extends { close(): Promise<void> }>(value: T): { value: T } & AsyncDisposable {
  return { value, [Symbol.asyncDispose]: () => value.close() };
}

function seconds(milliseconds: number): number {
  return milliseconds / 1_000;
}

const say = (words: string) => void process.stderr.write(`${words}\n`);
const [instance = '', folder = ''] = process.argv.slice(2);
writeFileSync(join(folder, 'building.json'), JSON.stringify(await build(instance, folder)));
process.exit();
