import type { ParsedQuery, QueryTree } from './query/tree.js';

export type SearchOrder = 'relevance' | 'newest' | 'votes';

export interface SearchRequest {
  query: ParsedQuery;
  /** Only papers published in these days, both inclusive. */
  period?: { from: string; to: string };
  order?: SearchOrder;
  /** How many hits to pass over; the order is the same for every page of one query while nothing is added. */
  offset?: number;
  limit?: number;
  /** Only papers with a higher number: what came since. */
  newerThan?: number;
  /** True takes the words as they are, without correcting them. */
  asWritten?: boolean;
  /** So many words at the end were added by the search itself: they rank, but nobody wrote them there. */
  added?: number;
  /** True where a few titles are shown while the reader types: fewer candidates are ranked, nothing is counted. */
  glance?: boolean;
}

export interface SearchResults {
  hits: Hit[];
  /** Papers that fit; at most `RANKED` of them are ranked and counted. */
  total: number;
  /** True when there are more than were counted. */
  more: boolean;
  counts: { categories: Count[]; years: Count[]; sources: Count[] };
  /** What was searched for instead, when words were misspelt; `asWritten` is the way back. */
  corrected?: { words: Correction[]; query: string };
  /** Whose papers these are, when the words of the query were read as a name; `asWritten` is the way back. */
  person?: { name: string; query: string; tree: QueryTree };
  /** What ranked: no vectors while there are too few papers to learn from, no index while it is being made. */
  by: { words: 'index' | 'store'; vectors: boolean };
}

export interface Correction {
  written: string;
  read: string;
  /** True when papers hold the word as written: it was searched for as well, as it may be a name and no slip. */
  besides?: true;
}

/** How many papers a query ranks and counts. */
export const RANKED = 1_000;

export interface Count {
  value: string;
  papers: number;
}

/** A paper that was found, and why. */
export interface Hit {
  /** The store's number of the paper. */
  paper: number;
  score: number;
  why: Why;
}

/** The parts of a hit's score: their shares add up to it. */
export interface Why {
  /** The words of the query that stand in the paper, as written, and what they add. */
  words: { matched: string[]; bm25: number; share: number };
  /** Cosine of the two vectors, -1 to 1, and what it adds; absent where words alone serve. */
  vectors?: { cosine: number; share: number };
  /** Where the title holds all words of the query in their order, or the abstract one behind the other, and what that adds. */
  wordForWord?: { where: 'title' | 'abstract'; share: number };
  /** Where papers are compared by one facet: the cosine of what they say of it, undefined when this one says nothing of it, and what it adds. */
  facet?: { cosine: number | undefined; share: number };
}
