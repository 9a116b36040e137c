import type { Hit, ParsedQuery, SearchRequest, SearchResults, SearchStatus } from '#search';

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
  /** True when the paper says nothing of the respect that was asked for. */
  silent?: boolean;
}

/** Somebody who writes about the same things. */
export interface AuthorLike {
  name: string;
  /** How many of their papers are like those of the author that was asked about. */
  papers: number;
  /** Whether they have written a paper together. */
  coauthor: boolean;
}

/** What the pages ask of the search. */
export interface SearchDesk {
  /** Reads a query; `date:7d` counts from today. */
  parse(text: string): ParsedQuery;
  find(request: SearchRequest): Promise<SearchResults>;
  /** Another text whenever `find` may find something else, but for votes; undefined while that cannot be told. */
  stamp(): Promise<string | undefined>;
  /** The papers most like one that is stored, by its number; undefined when they are not there within so many milliseconds. */
  like(paper: number, query: LikeQuery, withinMs: number): Promise<LikeResults | undefined>;
  /** The papers most like texts that somebody pasted. */
  likeTexts(texts: readonly { title: string; abstract: string }[]): Promise<LikeResults>;
  /** Undefined when they are not there within so many milliseconds. What comes later is kept for the next time. */
  authorsLike(name: string, withinMs: number): Promise<AuthorLike[] | undefined>;
  status(): Promise<SearchStatus>;
}
