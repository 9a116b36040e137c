import type { Database, StoredSettings } from '#db';
import type { Clock, Logger } from '#lib';
import type { Embedder } from '../embed/embedder.js';
import type { Place } from '../index/place.js';

/** What the follower needs of an instance. */
export interface FollowContext {
  db: Database;
  clock: Clock;
  log: Logger;
  settings: StoredSettings;
  place: Place;
  embedders: EmbedderSource;
}

/** How the choice of an embedder stands. */
export interface Situation {
  /** Papers in the index. */
  papers: number;
  /** The embedder whose vectors serve, once they do. */
  serving?: { name: string; dimensions: number };
}

/** Whose vectors papers should have. Learning, loading, choosing and closing are its own matter. */
export interface EmbedderSource {
  /** The embedder of a name that served before; undefined when it cannot be had any more. */
  load(name: string, dimensions: number): Promise<Embedder | undefined>;
  /**
   * The one that should serve: of another name than the one that serves, and all papers are embedded anew beside it.
   * Undefined when words alone should serve. Asked every other second; may take minutes, in which it learns, and following
   * goes on meanwhile.
   * @param onProgress what it does, in words, and the share done from 0 to 1
   */
  choose(situation: Situation, signal: AbortSignal, onProgress: (what: string, share: number) => void): Promise<Embedder | undefined | 'as it is'>;
  /** These names may still be needed; everything else that was kept for embedding can go. */
  keep(names: readonly string[]): Promise<void>;
  /** Why papers have no vectors, or those of another than was wished for; undefined when nothing is in the way. */
  problem?(): string | undefined;
}

/** Words alone. */
export const NO_EMBEDDERS: EmbedderSource = {
  load: async () => undefined,
  choose: async () => 'as it is',
  keep: async () => {},
};
