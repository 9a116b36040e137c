import { parseQuery, Search, SearchIndex, type Embedder, type Hit, type SearchContext } from '#search';
import type { Document } from './collection.js';
import type { Engine, Scored, Way } from './engine.js';
import type { TemporaryInstance } from './instance.js';
import { nearestPapers } from '../src/search/rank/nearest.js';
import { vectorsBy } from '../src/search/query-vector.js';

const TODAY = new Date().toISOString().slice(0, 10);

/** An instance of the product to be judged. */
export interface Judged {
  context: SearchContext;
  /** The ids that judgements know papers by, by their numbers in the store. */
  ids: ReadonlyMap<number, string>;
  close(): Promise<void>;
}

/**
 * The product itself: an instance with an index on disk, asked as its pages ask. Words alone is the same search without
 * an embedder; vectors alone its scan of all vectors.
 */
export class EngineOfProduct implements Engine {
  readonly name = 'the product';
  readonly #search: Search;
  readonly #wordsAlone: Search;
  readonly #context: SearchContext;
  readonly #close: () => Promise<void>;
  readonly #ids: ReadonlyMap<number, string>;
  readonly #numbers: ReadonlyMap<string, number>;

  constructor({ context, ids, close }: Judged) {
    this.#close = close;
    this.#context = context;
    this.#search = new Search(context);
    this.#wordsAlone = new Search({ ...context, embedder: async () => undefined });
    this.#ids = ids;
    this.#numbers = new Map([...this.#ids].map(([number, id]) => [id, number]));
  }

  /** @param idOf the id that judgements know a paper by, from the one of its page */
  static async open(instance: TemporaryInstance, embedder: Embedder, idOf: (publicId: string) => string = (id) => id): Promise<EngineOfProduct> {
    const place = await instance.index(embedder);
    const context = { db: instance.db, index: new SearchIndex(place.folder), embedder: async () => embedder, onError: fail };
    return new EngineOfProduct({ context, ids: new Map(instance.papers.map(({ number, id }) => [number, idOf(id)])), close: () => instance.close() });
  }

  async search(query: string, way: Way, limit: number): Promise<Scored[]> {
    if (way === 'vectors') return await this.#nearest((embedder) => embedder.embedQuery(query), limit);
    const search = way === 'words' ? this.#wordsAlone : this.#search;
    return this.#scored((await search.find({ query: parseQuery(query, { today: TODAY }), limit, asWritten: true })).hits);
  }

  async similar(paper: Document, way: Way, limit: number): Promise<Scored[]> {
    const number = this.#numbers.get(paper.id);
    if (way === 'vectors') return (await this.#nearest(async (embedder) => (await embedder.embedPapers([paper]))[0], limit + 1)).filter(({ id }) => id !== paper.id).slice(0, limit);
    if (way === 'words') return await this.#alikeByWords(paper, limit);
    const { hits } = number === undefined ? await this.#search.similarTo([paper], { limit }) : await this.#search.similar(number, { limit });
    return this.#scored(hits);
  }

  async close(): Promise<void> {
    this.#context.index.close();
    await this.#close();
  }

  async #alikeByWords(paper: Document, limit: number): Promise<Scored[]> {
    const { hits } = await this.#wordsAlone.similarTo([paper], { limit: limit + 1 });
    return this.#scored(hits).filter(({ id }) => id !== paper.id).slice(0, limit);
  }

  async #nearest(embed: (embedder: Embedder) => Promise<Float32Array | undefined>, limit: number): Promise<Scored[]> {
    const index = await this.#context.index.open();
    if (index === undefined) return [];
    const [vector] = await vectorsBy(this.#context, index, async (embedder) => [await embed(embedder)]);
    const numbers = vector === undefined ? [] : await nearestPapers(index, vector, {}, { limit });
    return numbers.map((number, place) => ({ id: this.#ids.get(number)!, score: -place }));
  }

  #scored(hits: readonly Hit[]): Scored[] {
    return hits.map(({ paper, score }) => ({ id: this.#ids.get(paper)!, score }));
  }
}

/** A search that goes on in a simpler way would be judged for something else. */
export function fail(error: unknown): never {
  throw error;
}
