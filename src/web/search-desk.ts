import type { Hit, ParsedQuery, SearchRequest, SearchResults } from '#search';

/** In which respect papers are alike: all they say, or one part of it. */
export type LikeBy = 'all' | 'problem' | 'method' | 'findings';

/** Which papers like one are asked for. */
export interface LikeQuery {
  by: LikeBy;
  /** Only those of the past year. */
  recent: boolean;
}

/** Papers like another, the most alike first; `why.words.matched` are the words they share. */
export interface LikeResults {
  hits: Hit[];
  /** True when there are vectors, so that meaning counts beside words. */
  vectors: boolean;
}

/** Somebody who writes about the same things. */
export interface AuthorLike {
  name: string;
  /** How many of their papers are like those of the author that was asked about. */
  papers: number;
}

/** How the search itself is doing. */
export interface SearchState {
  /** One sentence for each thing to know: what is indexed, what is behind, which vectors serve, what went wrong. */
  sentences: string[];
  /** How far a longer piece of work is, from 0 to 1, and what it is. */
  work?: { words: string; progress?: number };
  /** What went wrong last, with what to do; it is tried again by itself. */
  error?: string;
}

/** What the pages ask of the search. */
export interface SearchDesk {
  /** Reads a query; `date:7d` counts from today. */
  parse(text: string): ParsedQuery;
  find(request: SearchRequest): Promise<SearchResults>;
  /** The papers most like one that is stored, by its number. */
  like(paper: number, query: LikeQuery): Promise<LikeResults>;
  /** The papers most like texts that somebody pasted. */
  likeTexts(texts: readonly { title: string; abstract: string }[]): Promise<LikeResults>;
  authorsLike(name: string): Promise<AuthorLike[]>;
  state(): Promise<SearchState>;
}
