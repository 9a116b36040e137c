import { daysOf, type Period } from '#feed';
import type { Paper } from '#papers';
import { type Hit, type ParsedQuery, RANKED, type SearchRequest, type SearchResults } from '#search';
import type { WebContext } from './app-context.js';
import { type Looser, looserQueries } from './search-links.js';
import { PER_PAGE, type SearchAddress } from './search-query.js';
import { sharedWords } from './shared-words.js';

/** A paper that was found, with its text. */
export interface FoundPaper {
  paper: Paper;
  hit: Hit;
}

/** A query that finds something where the reader's found nothing. */
export interface LooserView extends Looser {
  papers: number;
  more: boolean;
}

/** All that a page of results shows. */
export interface SearchView {
  address: SearchAddress;
  period?: Period;
  parsed: ParsedQuery;
  results: SearchResults;
  found: FoundPaper[];
  /** Where nothing was found: what to try. */
  looser: LooserView[];
}

export interface ViewRequest {
  address: SearchAddress;
  period?: Period;
  parsed: ParsedQuery;
}

/** How many looser queries are tried at once for one that finds nothing. */
const TRIED = 5;

/** Searches, and reads the papers of one page; a glance is for a few titles, without counts. */
export async function readView(context: Pick<WebContext, 'search' | 'papers'>, request: ViewRequest, { perPage = PER_PAGE, glance = false } = {}): Promise<SearchView> {
  const { address, parsed, period } = request;
  const asked = { ...periodOf(period), query: parsed, order: address.order, asWritten: address.written, glance };
  const offset = ((address.page ?? 1) - 1) * perPage;
  const results = await context.search.find({ ...asked, offset, limit: Math.min(perPage, RANKED - offset) });
  const found = await withPapers(context, results.hits);
  const looser = results.total === 0 ? await tryLooser(context, request) : [];
  return { ...request, results, found, looser };
}

/** The papers of these hits, in their order; one that is gone by now is left out. */
export async function withPapers({ papers }: Pick<WebContext, 'papers'>, hits: readonly Hit[]): Promise<FoundPaper[]> {
  const stored = new Map((await papers.byNumber(hits.map(({ paper }) => paper))).map((paper) => [paper.number, paper]));
  return hits.flatMap((hit) => {
    const paper = stored.get(hit.paper);
    return paper ? [{ paper, hit }] : [];
  });
}

/** As `withPapers`, for hits that share terms with another text: said as words of the paper. */
export async function withSharedWords(context: Pick<WebContext, 'papers'>, hits: readonly Hit[]): Promise<FoundPaper[]> {
  const found = await withPapers(context, hits);
  return found.map(({ paper, hit }) => {
    const words = { ...hit.why.words, matched: sharedWords(paper, hit.why.words.matched) };
    return { paper, hit: { ...hit, why: { ...hit.why, words } } };
  });
}

/** The closest are tried first; those that give up more, where none of them finds anything. */
async function tryLooser({ search }: Pick<WebContext, 'search'>, { parsed, period }: ViewRequest): Promise<LooserView[]> {
  const all = looserQueries(parsed);
  const findsSome = async (queries: readonly Looser[]) => {
    const tried = queries.map(async (looser) => {
      const { total, more } = await search.find({ ...periodOf(period), query: search.parse(looser.query), limit: 1 });
      return { ...looser, papers: total, more };
    });
    return (await Promise.all(tried)).filter(({ papers }) => papers > 0);
  };
  const close = await findsSome(all.slice(0, TRIED));
  return close.length > 0 ? close : await findsSome(all.slice(TRIED, 2 * TRIED));
}

function periodOf(period: Period | undefined): Pick<SearchRequest, 'period'> {
  if (period === undefined) return {};
  const days = daysOf(period);
  return { period: { from: days[0]!, to: days.at(-1)! } };
}
