import type { TestContext } from 'node:test';
import type { Database } from '#db';
import { systemClock } from '#lib';
import { Papers, type PaperRecord } from '#papers';
import type { SearchContext } from './context.js';
import type { Embedder, PaperText } from './embed/embedder.js';
import { GenerationWriter } from './index/generation.js';
import { INDEX_FORMAT, newGenerationName, Place } from './index/place.js';
import { rowOf } from './index/row.js';
import { SearchIndex } from './index/search-index.js';
import { Search } from './search.js';

/** What the test embedder knows: words of one line mean one thing. */
const MEANINGS = [['car', 'automobile', 'vehicle'], ['sheet', 'paper', 'folding'], ['star', 'galaxy', 'stars'], ['graph', 'network', 'nodes']];

/** Embeds by a few meanings; undefined for a text without any of them, as the built-in one does. */
export const meaningEmbedder: Embedder = {
  name: 'test:1',
  dimensions: MEANINGS.length,
  embedPapers: async (papers) => papers.map(({ title, abstract }) => meaningOf(`${title} ${abstract}`)),
  embedQuery: async (text) => meaningOf(text),
  close: async () => {},
};

function meaningOf(text: string): Float32Array | undefined {
  const words = text.toLowerCase().split(/\W+/);
  const counts = Float32Array.from(MEANINGS, (meaning) => words.filter((word) => meaning.includes(word)).length);
  const length = Math.hypot(...counts);
  return length > 0 ? counts.map((count) => count / length) : undefined;
}

export interface MadeSearch {
  search: Search;
  db: Database;
  context: SearchContext;
  place: Place;
  /** The ids of papers by their numbers. */
  idOf(number: number): string;
  numberOf(id: string): number;
}

export interface Make {
  embedder?: Embedder;
  /** Beside the index, for the search alone. */
  context?: Partial<SearchContext>;
  /** False leaves the index out. */
  indexed?: boolean;
}

/** An empty store, an empty folder for its index, and what is to be in both. */
export interface Given {
  db: Database;
  folder: string;
  records: readonly PaperRecord[];
}

/** A search over a store of these papers, with an index of all of them. */
export async function searchOver(t: TestContext, { db, folder, records }: Given, { embedder, context, indexed = true }: Make = {}): Promise<MadeSearch> {
  await new Papers({ db, clock: systemClock }).save(records);
  const place = new Place(folder);
  if (indexed) await indexAll(db, place, embedder);
  const index = new SearchIndex(place.folder);
  t.after(() => index.close());
  const whole: SearchContext = { db, index, embedder: async (name) => (name === embedder?.name ? embedder : undefined), ...context };
  const rows = await db.kysely.selectFrom('papers').select(['number', 'public_id']).execute();
  const [ids, numbers] = [new Map(rows.map((row) => [row.number, row.public_id])), new Map(rows.map((row) => [row.public_id, row.number]))];
  return { search: new Search(whole), db, context: whole, place, idOf: (number) => ids.get(number) ?? `no paper ${number}`, numberOf: (id) => numbers.get(id) ?? -1 };
}

async function indexAll(db: Database, place: Place, embedder: Embedder | undefined): Promise<void> {
  const store = new Papers({ db, clock: systemClock });
  const papers = await store.byNumber((await store.changesSince(0, 100_000)).map(({ number }) => number));
  const writer = await GenerationWriter.create(place, { format: INDEX_FORMAT, name: newGenerationName(), approximate: false, ...(embedder === undefined ? {} : { embedder: { name: embedder.name, dimensions: embedder.dimensions } }) });
  const vectors = await embedder?.embedPapers(papers satisfies PaperText[]);
  await writer.apply({ rows: papers.map(rowOf), gone: [], vectors: vectors?.map((vector, at) => ({ paper: papers[at]!.number, vector })) ?? [] }, { seq: papers.length, vectorSeq: papers.length });
  await writer.makeIndexes();
  place.writeCurrent({ generation: writer.facts.name });
  writer.close();
}
