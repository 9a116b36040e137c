import type { Paper } from '#papers';
import type { WebContext } from './app-context.js';
import type { LikeQuery } from './search-desk.js';
import { type FoundPaper, withSharedWords } from './search-view.js';

/** How long a page that is whole without a list waits for it: half of what a page may take while the paper gathers. */
export const GLANCE_MS = 25;
/** How long who asks for the list itself is kept waiting. */
export const PATIENCE_MS = 5_000;
/** What a list is followed by on the page of its paper is at its own address. */
export const SHOWN_ON_PAGE = 8;

/** The papers most like one, with their texts. */
export interface PapersLike {
  found: FoundPaper[];
  /** Whether there are more than these. */
  more: boolean;
  vectors: boolean;
  /** The paper's abstract says nothing in this respect: these are like it all in all. */
  silent?: boolean;
}

/** Undefined when they are not there within so many milliseconds. */
export async function readPapersLike(context: WebContext, paper: Paper, { query, withinMs, most = Infinity }: { query: LikeQuery; withinMs: number; most?: number }): Promise<PapersLike | undefined> {
  const asked = await context.search.like(paper.number, query, withinMs);
  const silent = asked?.silent === true;
  // What it is like all in all is of more use than nothing.
  const results = silent ? await context.search.like(paper.number, { ...query, by: 'all' }, withinMs) : asked;
  if (results === undefined) return undefined;
  const { hits, vectors } = results;
  return { vectors, silent, found: await withSharedWords(context, hits.slice(0, most)), more: hits.length > most };
}
