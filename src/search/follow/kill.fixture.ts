import { openDatabase, StoredSettings } from '#db';
import { createLogger, systemClock } from '#lib';
import type { Embedder } from '../embed/embedder.js';
import { Place } from '../index/place.js';
import { followStore } from './follow.js';

// A worker to be killed: follows the store of a database for ever. Arguments: folder of the index, database's file, its URL or nothing.
const [folder = '', file = '', url] = process.argv.slice(2);

/** Two embedders take turns, so that generations are made and switched to all the time. */
const embedders = ['test:1', 'test:2'].map((name): Embedder => ({
  name,
  dimensions: 4,
  embedPapers: async (papers) => papers.map(({ title }) => Float32Array.of(1, title.length, 0, 0).map((value) => value / Math.hypot(1, title.length))),
  embedQuery: async () => undefined,
  close: async () => {},
}));

const log = createLogger('silent', 'work');
const db = await openDatabase({ url, file, log });
process.send?.('begins');
await followStore(
  {
    db,
    clock: systemClock,
    log,
    settings: new StoredSettings(db),
    place: new Place(folder),
    embedders: { load: async (name) => embedders.find((one) => one.name === name), choose: async ({ serving }) => embedders.find(({ name }) => name !== serving?.name), keep: async () => {} },
  },
  // All of one name, as the workers that one process looks after: the next need not wait for the lease of the last.
  { holder: 'worker', signal: new AbortController().signal },
);
