import { may } from '#community';
import type { Period } from '#feed';
import type { Context } from 'hono';
import { parseArxivId } from '#papers';
import { answer, frameOf, type WebEnv, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { readBallots } from '../ballots.js';
import { SearchPage } from '../pages/search.js';
import { SearchHelpPage } from '../pages/search-help.js';
import { FoundTitles } from '../parts/found-titles.js';
import { SearchResultsPart } from '../parts/search-results.js';
import { routes } from '../routes.js';
import { readPart, readSearch } from '../search-query.js';
import { readView, type SearchView } from '../search-view.js';
import { roleOfViewer } from '../viewer.js';

/** How many titles stand below the box of a page. */
const TITLES = 6;

/** Answers a page's address that asks for a search, among all papers or those of a period; undefined for one that does not. */
export async function answerSearch(c: Context<WebEnv>, context: WebContext, period?: Period): Promise<Response | undefined> {
  const params = new URL(c.req.url).searchParams;
  const address = readSearch(params);
  if (address === undefined) return undefined;
  const part = readPart(params);
  const parsed = context.search.parse(address.q);
  const pasted = part === undefined && parsed.pastedId !== undefined ? await pastedPaper(context, parsed.pastedId) : undefined;
  if (pasted !== undefined) return c.redirect(pasted);
  c.header('X-Robots-Tag', 'noindex');
  return part === undefined ? showPage(c, context, { address, parsed, period }) : showPart(c, context, { address, parsed, period, part });
}

type Asked = Parameters<typeof readView>[1];

async function showPage(c: Context<WebEnv>, context: WebContext, asked: Asked): Promise<Response> {
  const [frame, view] = await Promise.all([frameOf(c, context), readView(context, asked)]);
  keepNothingMakeshift(c, view);
  return answer(c, <SearchPage frame={frame} view={view} ballots={await readBallots(c, context, view.found.map(({ paper }) => paper))} />);
}

/** The part of a page that a script puts in place while the reader types; not a document of its own. */
async function showPart(c: Context<WebEnv>, context: WebContext, { part, ...asked }: Asked & { part: 'results' | 'titles' }): Promise<Response> {
  const view = await readView(context, asked, part === 'titles' ? { perPage: TITLES, glance: true } : {});
  keepNothingMakeshift(c, view);
  if (part === 'titles') return c.html(await (<FoundTitles view={view} />));
  const ballots = await readBallots(c, context, view.found.map(({ paper }) => paper));
  return c.html(await (<SearchResultsPart view={view} keeps={may(roleOfViewer(c.get('viewer')), 'save searches')} ballots={ballots} />));
}

/** What the store found while the index could not be read is not for others, nor for later. */
function keepNothingMakeshift(c: Context<WebEnv>, { results }: SearchView): void {
  if (results.by.words === 'store') c.header('Cache-Control', 'no-store');
}

/** Where a pasted id leads: to its paper, or to where arXiv is asked for it; undefined for one that nobody here knows. */
async function pastedPaper({ papers }: WebContext, id: string): Promise<string | undefined> {
  const found = await papers.find(id);
  if (found !== undefined) return routes.paper('paper' in found ? found.paper.id : found.movedTo);
  const arxiv = parseArxivId(id)?.id;
  return arxiv === undefined ? undefined : routes.paper(arxiv);
}

/** What can be typed into the box. */
export function showSearchHelp(context: WebContext): WebHandler {
  return async (c) => answer(c, <SearchHelpPage frame={await frameOf(c, context)} />);
}
