import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Instance, Search } from '#cli';
import type { Config } from '#config';
import { messageOf } from '#lib';
import { createFetcher } from '#lib/fetch';
import { EmbedderChoice, followStore, isIndexingDue, KeptSpeller, makeEmbedder, Place, Search as Finder, SearchIndex, searchStatus } from '#search';
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
  const index = new SearchIndex(folder, (error) => log.warn({ err: error }, `the search index cannot be read: ${messageOf(error)}`));
  const embedders = embeddersOf(parts);
  const speller = new KeptSpeller(new Place(folder).dictionaryFile);
  const onError = (error: unknown) => log.warn({ err: error }, `a search went on in a simpler way: ${messageOf(error)}`);
  return {
    index,
    finder: new Finder({ db, index, embedder: (name) => embedders.load(name), speller: () => speller.open(), onError }),
    status: () => searchStatus(db, folder),
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
    make: ({ builtIn, signal }) => makeEmbedder(config, { builtIn, fetcher, log, library: ONNX, signal }),
  });
}
