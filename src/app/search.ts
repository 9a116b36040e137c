import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Instance, Search } from '#cli';
import type { Config } from '#config';
import { messageOf } from '#lib';
import { createFetcher } from '#lib/fetch';
import { EmbedderChoice, followStore, isIndexingDue, KeptSpeller, makeEmbedder, Place, SearchIndex, searchStatus } from '#search';
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
  // Opened by whoever asks for the first vector of a query: a process that only serves words stays small.
  let reading: EmbedderChoice | undefined;
  const speller = new KeptSpeller(new Place(folder).dictionaryFile);
  return {
    speller: () => speller.open(),
    embedder: async (name) => await (reading ??= embeddersOf(parts)).load(name),
    close: async () => await reading?.close(),
    index: new SearchIndex(folder, (error) => log.warn({ err: error }, `the search index cannot be read: ${messageOf(error)}`)),
    status: () => searchStatus(db, folder),
    isDue: () => isIndexingDue({ db, settings, place: new Place(folder) }),
    follow: async (following) => {
      const embedders = embeddersOf(parts);
      try {
        await followStore({ db, clock, log, settings, embedders, place: new Place(folder) }, { holder, ...following });
      } finally {
        await embedders.close();
      }
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
