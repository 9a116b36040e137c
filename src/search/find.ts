import { findNumber, highestSignals, signalsOf, VOTES_SIGNAL } from '#papers';
import type { SearchContext } from './context.js';
import type { PaperTerms } from './index/paper-terms.js';
import type { OpenIndex } from './index/search-index.js';
import { allOf } from './query/conditions.js';
import type { Condition, QueryTree } from './query/tree.js';
import { countFacts } from './rank/counts.js';
import { demandedWords, type Demanded } from './rank/demanded.js';
import { readFilter, type Filter } from './rank/filter.js';
import { both, everything, holds } from './rank/fits.js';
import { termsOf } from './rank/matched.js';
import { matchedWords, rankingWords, termsToRank, type RankingWords } from './rank/query-words.js';
import { newestPapers, rankPapers, type RankedPaper, type Ranking } from './rank/rank.js';
import { amongNumbers } from './rank/read-table.js';
import { papersThatFit, type Places } from './rank/resolve.js';
import { LOOKED_AT, raiseWordForWord, writtenQuery, type WrittenQuery } from './rank/word-for-word.js';
import { queryVector } from './query-vector.js';
import { RANKED, type Hit, type SearchRequest, type SearchResults } from './results.js';

const PAGE = 20;
/** So many of the most voted papers are looked through for those that fit conditions. */
const VOTED = 5_000;
const GLANCE = { words: 200, nearest: 50 };
const NO_COUNTS: SearchResults['counts'] = { categories: [], years: [], sources: [] };

/** What a query finds in the index. */
export async function findInIndex(context: SearchContext, index: OpenIndex, request: SearchRequest): Promise<SearchResults> {
  const { tree } = request.query;
  const words = rankingWords(tree);
  const ranking = await rankingOf(context, index, { request, words });
  const written = writtenOf(request);
  // The best are asked for twice.
  const known = new Map<number, PaperTerms>();
  const terms: TermsOf = async (papers) => await termsOf(index, papers.map(({ number }) => number), known);
  const ordered = await inOrder(context, terms, { papers: ranking.papers, request, written });
  const offset = Math.min(Math.max(0, request.offset ?? 0), RANKED);
  const shown = ordered.slice(offset, offset + Math.max(0, request.limit ?? PAGE));
  return {
    hits: await withMatched(terms, shown, words),
    total: ranking.papers.length,
    more: ranking.more,
    counts: ranking.papers.length === 0 || request.glance === true ? NO_COUNTS : countFacts(index.facts.count(ranking.papers.map(({ number }) => number))),
    by: { words: 'index', vectors: index.vectors !== undefined },
  };
}

/** By votes, those that are level stand as they did: the best first, or the newest. By relevance, who says the query word for word stands above others that are as good. */
async function inOrder({ db }: SearchContext, terms: TermsOf, { papers, request: { order }, written }: { papers: readonly RankedPaper[]; request: SearchRequest; written: WrittenQuery | undefined }): Promise<readonly RankedPaper[]> {
  if (order === 'newest') return papers.toSorted(newestFirst);
  if (order !== 'votes') return written === undefined || papers.length < 2 ? papers : raiseWordForWord(await terms(papers.slice(0, LOOKED_AT)), papers, written);
  const votes = await signalsOf(db, VOTES_SIGNAL, papers.map(({ number }) => number));
  return papers.toSorted((a, b) => (votes.get(b.number)?.value ?? 0) - (votes.get(a.number)?.value ?? 0));
}

/** What is looked for word for word; undefined where the order is another. */
function writtenOf({ query, order = 'relevance', added = 0 }: SearchRequest): WrittenQuery | undefined {
  const { words } = query.tree;
  return order === 'relevance' ? writtenQuery(words.slice(0, words.length - added)) : undefined;
}

async function rankingOf(context: SearchContext, index: OpenIndex, { request, words }: { request: SearchRequest; words: RankingWords | undefined }): Promise<Ranking> {
  const { tree } = request.query;
  // Nothing that says anything was asked.
  if (words === undefined && (tree.condition === undefined || tree.words.length > 0)) return { papers: [], more: false };
  const places = placesOf(context, index);
  const filterOf = (condition: Condition | undefined) => readFilter(places, allOf([...(condition === undefined ? [] : [condition]), ...periodOf(request)]), [newer(request)]);
  if (words === undefined && request.order === 'votes') return await votedAndNewest(context, index, await filterOf(tree.condition));
  if (words === undefined) return await newestPapers(index, await filterOf(tree.condition));
  const vector = queryVector(context, index, textOf(words));
  const { list, rest, ...demanded } = termsDemanded(tree, words);
  const filter = await filterOf(rest);
  const check = demanded.condition && checkIn(places, demanded.condition);
  return await rankPapers(index, { terms: { column: words.column, list, ...demanded }, vector: await vector, filter, check, limits: limitsOf(request), exact: exactOf(request) });
}

/** What has votes need not be new: conditions alone find it beside the newest. */
async function votedAndNewest({ db }: SearchContext, index: OpenIndex, filter: Filter): Promise<Ranking> {
  const numbers = new Set((await highestSignals(db.kysely, VOTES_SIGNAL, { limit: VOTED })).map(({ paper }) => paper));
  const voted = await newestPapers(index, { ...filter, fits: both(filter.fits ?? everything, { numbers, denied: false }) });
  const newest = await newestPapers(index, filter);
  const papers = [...voted.papers, ...newest.papers.filter(({ number }) => !numbers.has(number))];
  return { papers: papers.slice(0, RANKED), more: newest.more || papers.length > RANKED };
}

/** A glance needs few candidates: what stands further down is not shown, nor counted. */
function limitsOf({ glance }: SearchRequest): { words: number; nearest: number } | undefined {
  return glance === true ? GLANCE : undefined;
}

/** By date or votes the best so many are put in another order, so that it must be known which they are. */
function exactOf({ order, offset = 0, limit = PAGE }: SearchRequest): number {
  return order === 'newest' || order === 'votes' ? RANKED : Math.max(LOOKED_AT, Math.max(0, offset) + Math.max(0, limit));
}

/** What the engine holds to while it ranks, and what is left of the query's conditions. */
function termsDemanded(tree: QueryTree, words: RankingWords): Omit<Demanded, 'rest'> & { list: string[]; rest: Condition | undefined } {
  const { rest, ...demanded } = demandedWords(tree);
  const left = rankingWords(rest);
  const list = left?.column === 'terms' ? termsToRank(left) : [];
  // Denials alone find nothing, and terms of titles are another column.
  if (words.column !== 'terms' || (list.length === 0 && demanded.required.length === 0)) return { list: termsToRank(words), required: [], denied: [], rest: tree.condition };
  return { ...demanded, list, rest: rest.condition };
}

function checkIn(places: Places, condition: Condition): (papers: readonly number[]) => Promise<readonly number[]> {
  return async (papers) => {
    const fits = await papersThatFit(places, condition, amongNumbers(papers));
    return fits === undefined ? papers : papers.filter((paper) => holds(fits, paper));
  };
}

/** Where conditions are looked up. */
export function placesOf({ db }: SearchContext, { table }: OpenIndex): Places {
  return { table, numberOf: async (id) => (await findNumber(db, db.kysely, id))?.number };
}

/** What the query says, for its vector: the words that rank, as written. */
function textOf({ words }: RankingWords): string {
  return words.map(({ written }) => written).join(' ');
}

function periodOf({ period }: SearchRequest): Condition[] {
  return period === undefined ? [] : [{ kind: 'date', ...period }];
}

function newer({ newerThan }: SearchRequest): string | undefined {
  return newerThan === undefined || !Number.isSafeInteger(newerThan) ? undefined : `number > ${newerThan}`;
}

function newestFirst(a: RankedPaper, b: RankedPaper): number {
  return b.day - a.day || b.number - a.number;
}

type TermsOf = (papers: readonly RankedPaper[]) => Promise<ReadonlyMap<number, PaperTerms>>;

async function withMatched(termsOf: TermsOf, papers: readonly RankedPaper[], words: RankingWords | undefined): Promise<Hit[]> {
  const terms = words === undefined ? new Map<number, PaperTerms>() : await termsOf(papers);
  return papers.map(({ number, score, why }) => {
    const own = terms.get(number);
    const matched = words === undefined || own === undefined ? [] : matchedWords(words, own);
    return { paper: number, score, why: { ...why, words: { ...why.words, matched } } };
  });
}
