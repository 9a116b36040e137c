import type { Facet } from '#search';
import type { Document } from './collection.js';

/** What ranks: words alone, vectors alone, or both as the pages have them. */
export const WAYS = ['words', 'vectors', 'fusion'] as const;
export type Way = (typeof WAYS)[number];

/** Where a paper stands in an order, and the parts of its score. */
export interface Scored {
  id: string;
  score: number;
}

/** Something that finds papers of one collection. Orders are best first and may leave out what does not fit at all. */
export interface Engine {
  /** What it is, for the table: `in memory`. */
  readonly name: string;
  search(query: string, way: Way, limit: number): Promise<Scored[]>;
  /** Papers like a text, the text itself left out where it is one of the collection. */
  similar(text: Document, way: Way, limit: number): Promise<Scored[]>;
  /** Candidates in the order of one facet of a text; undefined when the text says nothing of it. Absent where that cannot be asked. */
  byFacet?(text: Document, facet: Facet, candidates: ReadonlySet<string>): Promise<Scored[] | undefined>;
  close(): Promise<void>;
}
