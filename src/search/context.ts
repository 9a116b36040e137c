import type { Database } from '#db';
import type { Embedder } from './embed/embedder.js';
import type { SearchIndex } from './index/search-index.js';

/** Mends misspelt words by what the instance's own papers say. */
export interface Speller {
  /** Of these words, those that are misspelt, and what was probably meant. */
  correct(words: readonly string[]): { written: string; read: string }[];
  /** Other ways in which papers write these words: neighbours as one word, one word as two. */
  vary?(words: readonly string[]): { written: string; read: string }[];
}

/** What searching needs of an instance. */
export interface SearchContext {
  db: Database;
  index: SearchIndex;
  /** The embedder whose vectors an index has, to embed queries by; undefined while it cannot be had: words alone serve then. */
  embedder(name: string, dimensions: number): Promise<Embedder | undefined>;
  /** Undefined until there is one. */
  speller?(): Promise<Speller | undefined>;
  /** Told what went wrong where searching goes on in a simpler way. */
  onError?(error: unknown): void;
  /** Told of a generation that cannot be read as it should, so that another is made. */
  onDamage?(error: unknown, generation: string): void;
}
