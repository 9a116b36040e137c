import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Instance, Search } from '#cli';
import type { Config } from '#config';
import { messageOf } from '#lib';
import { createFetcher } from '#lib/fetch';
import { downloadWords, EmbedderChoice, followStore, isIndexingDue, KeptSpeller, makeEmbedder, Mending, Place, Search as Finder, SearchIndex, searchStatus } from '#search';
import { userAgent } from './gather.js';

// What the engine has to say is for its makers; what goes wrong comes as an error.
process.env.LANCEDB_LOG ??= 'error';

/** Folder whose package.json names the library for ONNX models. */
const ONNX = fileURLToPath(new URL('../../../optional/onnx', import.meta.url));

type Parts = Pick<Instance, 'config' | 'db' | 'clock' | 'log' | 'settings' | 'holder'>;

/** The search of an instance; nothing is opened before it is asked for. */
export function searchOf(parts: Parts): Search {
  const { config, db, clock, log, settings, holder } = parts;
  const folder = searchFolder(config);
  const mending = new Mending({ settings, clock, log, place: new Place(folder) });
  const onUnreadable = (error: unknown) => {
    log.warn({ err: error }, `the search index cannot be read: ${messageOf(error)}`);
    void mending.note(error);
  };
  const index = new SearchIndex(folder, onUnreadable);
  const embedders = embeddersOf(parts);
  const speller = new KeptSpeller(new Place(folder).dictionaryFile);
  const onError = (error: unknown) => log.warn({ err: error }, `a search went on in a simpler way: ${messageOf(error)}`);
  const onDamage = (error: unknown, generation: string) => void mending.note(error, generation);
  return {
    index,
    finder: new Finder({ db, index, embedder: (name, dimensions) => embedders.load(name, dimensions), speller: () => speller.open(), onError, onDamage }),
    status: () => searchStatus({ db, clock, folder, config }),
    isDue: () => isIndexingDue({ db, settings, place: new Place(folder) }),
    follow: async (following) => {
      const own = embeddersOf(parts);
      try {
        await followStore({ db, clock, log, settings, embedders: own, place: new Place(folder) }, { holder, ...following });
      } finally {
        await own.close();
      }
    },
    close: async () => {
      index.close();
      await embedders.close();
    },
  };
}

/** Where the search index is. */
export function searchFolder({ searchUri, data }: Config): string {
  return searchUri ?? join(data, 'search');
}

/** The embedders of an instance, as its owner chose. */
export function embeddersOf({ config, db, log, clock }: Pick<Parts, 'config' | 'db' | 'log' | 'clock'>): EmbedderChoice {
  const fetcher = createFetcher({ userAgent: userAgent(config), log, clock });
  return new EmbedderChoice({
    db,
    log,
    folder: join(searchFolder(config), 'embedder'),
    wished: config.embedder,
    make: ({ builtIn, serving, signal, onProgress }) =>
      makeEmbedder(config, { builtIn, known: serving, fetcher, log, library: ONNX, signal, onProgress: (progress) => onProgress(...downloadWords(progress)) }),
  });
}
