import type { SavedSearch } from '#community';
import { InvalidInputError, NotFoundError } from '#lib';
import { type Hit, RANKED } from '#search';
import type { Context } from 'hono';
import { answer, answerNotFound, frameOf, only, readerOf, type WebEnv, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { SavedSearchPage } from '../pages/saved-search.js';
import { SearchesPage, type SearchNews } from '../pages/searches.js';
import { routes } from '../routes.js';
import { withPapers } from '../search-view.js';

/** How many of the new papers one page shows; the rest comes once these are seen, or by the whole search. */
const NEW_SHOWN = 50;

/** The searches that are kept, each with how much is new. */
export function showSearches(context: WebContext): WebHandler {
  return only(context, 'see the saved searches', async (c) => {
    const [frame, kept] = await Promise.all([frameOf(c, context), searchesOf(c, context).list()]);
    const news = await Promise.all(kept.map((search) => newsOf(context, search, 1)));
    const removed = Number(c.req.query('removed') ?? 0);
    const undo = removed > 0 ? await searchesOf(c, context).find(removed) : undefined;
    return answer(c, <SearchesPage frame={frame} news={news} removed={undo?.removed ? undo : undefined} />);
  });
}

/** Keeps a query, and leads to it. */
export function saveSearch(context: WebContext): WebHandler {
  return only(context, 'save searches', async (c) => {
    const form = await c.req.parseBody();
    const number = await searchesOf(c, context).save({ name: String(form['name'] ?? ''), query: String(form['q'] ?? '') });
    return c.redirect(routes.savedSearch(number), 303);
  });
}

/** What is new for one of them. Looking changes nothing: what is new stays so until its reader says that it was seen. */
export function showSavedSearch(context: WebContext): WebHandler {
  return only(context, 'see the saved searches', async (c) => {
    const [frame, search] = await Promise.all([frameOf(c, context), searchesOf(c, context).find(numberOf(c))]);
    if (search === undefined) return answerNotFound(c, context, { what: 'There is no such saved search (any more).', todo: <>Those that are kept stand under <a href={routes.searches()}>Searches</a>.</> });
    const news = await newsOf(context, search, RANKED);
    const found = await withPapers(context, news.hits.slice(0, NEW_SHOWN));
    return answer(c, <SavedSearchPage frame={frame} search={search} news={news} found={found} upTo={highest(news.hits)} />);
  });
}

/** Takes a change to one of them: that its papers were seen, another name, that it goes or comes back. */
export function changeSavedSearch(context: WebContext, change: 'seen' | 'name' | 'remove' | 'restore'): WebHandler {
  return only(context, 'save searches', async (c) => {
    const number = numberOf(c);
    const form = await c.req.parseBody();
    await CHANGES[change](searchesOf(c, context), number, form);
    return c.redirect(change === 'remove' ? `${routes.searches()}?removed=${number}` : change === 'seen' ? routes.searches() : routes.savedSearch(number), 303);
  });
}

type Form = Record<string, unknown>;

type Searches = ReturnType<WebContext['savedSearches']>;

/** Those of the reader who asks. */
function searchesOf(c: Context<WebEnv>, context: WebContext): Searches {
  return context.savedSearches(readerOf(c));
}

const CHANGES = {
  seen: (searches: Searches, number: number, form: Form) => searches.markSeen(number, paperNumber(form['upto'])),
  name: (searches: Searches, number: number, form: Form) => searches.rename(number, String(form['name'] ?? '')),
  remove: (searches: Searches, number: number) => searches.remove(number),
  restore: (searches: Searches, number: number) => searches.restore(number),
};

async function newsOf({ search: desk }: WebContext, search: SavedSearch, limit: number): Promise<SearchNews & { hits: Hit[] }> {
  const parsed = desk.parse(search.query);
  const { hits, total, more } = await desk.find({ query: parsed, newerThan: search.seenPaper, order: 'newest', limit, asWritten: true });
  return { search, parsed, total, more, hits };
}

/** Only what was ranked counts as seen by this: a paper that comes while the page is read has a higher number and stays new. */
function highest(hits: readonly Hit[]): number {
  return hits.reduce((most, { paper }) => Math.max(most, paper), 0);
}

function numberOf(c: Context<WebEnv>): number {
  const number = Number(c.req.param('number'));
  if (!Number.isSafeInteger(number)) throw new NotFoundError('There is no such saved search.');
  return number;
}

function paperNumber(text: unknown): number {
  if (typeof text === 'string' && /^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidInputError('The form did not say which papers were seen: go back, load the page again, and press its button.');
}
