import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATABASE_FILE, openDatabase, StoredSettings, type Database } from '#db';
import { createLogger, systemClock } from '#lib';
import { Papers, type Paper, type PaperRecord } from '#papers';
import { NO_EMBEDDERS, Place, type Embedder } from '#search';
import { buildGeneration } from '../src/search/follow/build.js';

/** Records saved in one transaction. */
const AT_ONCE = 2_000;

/** An instance of the product in a folder of its own that is gone when it is closed. */
export interface TemporaryInstance {
  db: Database;
  papers: readonly Paper[];
  /** Indexes all papers as the worker does. @returns where the index is */
  index(embedder: Embedder): Promise<Place>;
  close(): Promise<void>;
}

/** Saves records as an import does; those of one paper fold into one. */
export async function instanceOf(records: readonly PaperRecord[]): Promise<TemporaryInstance> {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-eval-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const log = createLogger('warn', 'eval');
  const db = await openDatabase({ file: join(folder, DATABASE_FILE), log });
  const store = new Papers({ db, clock: systemClock });
  for (let at = 0; at < records.length; at += AT_ONCE) await store.save(records.slice(at, at + AT_ONCE));
  return {
    db,
    papers: await papersIn(store, { map: (paper) => paper }),
    async index(embedder) {
      const place = new Place(join(folder, 'search'));
      const context = { db, clock: systemClock, log, settings: new StoredSettings(db), place, embedders: NO_EMBEDDERS };
      const writer = await buildGeneration(context, { embedder, signal: new AbortController().signal, onProgress: () => {} });
      place.writeCurrent({ generation: writer.facts.name });
      writer.close();
      return place;
    },
    async close() {
      await db.close();
      process.off('exit', remove);
      remove();
    },
  };
}

/** All papers of a store, each as `map` has it: whole ones of hundreds of thousands need gigabytes. */
export async function papersIn<Kept>(store: Pick<Papers, 'changesSince' | 'byNumber'>, { map }: { map(paper: Paper): Kept }): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (let seq = 0; ; ) {
    const changes = await store.changesSince(seq, AT_ONCE);
    if (changes.length === 0) return kept;
    const numbers = changes.filter(({ mergedInto }) => mergedInto === undefined).map(({ number }) => number);
    for (const paper of await store.byNumber(numbers)) kept.push(map(paper));
    seq = changes.at(-1)!.seq;
  }
}
