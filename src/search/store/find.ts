import type { Database } from '#db';
import { papersByNumber, signalsOf, VOTES_SIGNAL, type Paper } from '#papers';
import type { SearchContext } from '../context.js';
import { countedCategories } from '../index/counted-categories.js';
import { rowOf } from '../index/row.js';
import { dayNumber } from '../index/schema.js';
import { allOf } from '../query/conditions.js';
import type { Condition } from '../query/tree.js';
import { countFacts, tallyFacts } from '../rank/counts.js';
import { matchedWords, rankingWords, type RankingWords } from '../rank/query-words.js';
import type { Hit, SearchRequest, SearchResults } from '../results.js';
import { fitsPaper } from './fits-paper.js';
import { newestWith } from './newest-with.js';

const PAGE = 20;

interface Looked {
  paper: Paper;
  hit: Hit;
}

/**
 * What a query finds without an index, while that is being made: among the newest papers of the store those that hold every free
 * word and fit every condition, those with more of the words in their title first. Bounded, and said so by `by` and `more`.
 */
export async function findInStore({ db }: Pick<SearchContext, 'db'>, request: SearchRequest): Promise<SearchResults> {
  const { tree } = request.query;
  const words = rankingWords(tree);
  const condition = allOf([...(tree.condition === undefined ? [] : [tree.condition]), ...(request.period === undefined ? [] : [{ kind: 'date', ...request.period } as const])]);
  const asksNothing = words === undefined && (tree.condition === undefined || tree.words.length > 0);
  const { papers, more } = asksNothing ? { papers: [], more: false } : await read(db, request, condition);
  const found = papers.map((paper) => ({ paper, hit: hitOf(paper, words) })).sort(request.order === 'newest' ? newestFirst : bestFirst);
  const looked = request.order === 'votes' ? await mostVotedFirst(db, found) : found;
  const offset = Math.max(0, request.offset ?? 0);
  return {
    hits: looked.slice(offset, offset + Math.max(0, request.limit ?? PAGE)).map(({ hit }) => hit),
    total: looked.length,
    more,
    counts: countFacts(tallyFacts(papers.map((paper) => ({ published: dayNumber(paper.published ?? '') ?? 0, categories: countedCategories(paper.categories), sources: paper.sources })))),
    by: { words: 'store', vectors: false },
  };
}

async function read(db: Database, { query, newerThan = 0 }: SearchRequest, condition: Condition | undefined): Promise<{ papers: Paper[]; more: boolean }> {
  const { numbers, more } = await newestWith(db, query.tree.words, newerThan);
  const papers = await papersByNumber(db, numbers);
  return { papers: condition === undefined ? papers : papers.filter((paper) => fitsPaper(paper, condition) !== false), more };
}

function hitOf(paper: Paper, words: RankingWords | undefined): Hit {
  if (words === undefined) return { paper: paper.number, score: 0, why: { words: { matched: [], bm25: 0, share: 0 } } };
  const [inTitle, anywhere] = [rowOf({ ...paper, abstract: '' }), rowOf(paper)].map((row) => matchedWords(words, new Set(row[words.column].split(' '))));
  const share = inTitle!.length / words.words.length;
  return { paper: paper.number, score: share, why: { words: { matched: anywhere!, bm25: 0, share } } };
}

async function mostVotedFirst(db: Database, looked: readonly Looked[]): Promise<Looked[]> {
  const votes = await signalsOf(db, VOTES_SIGNAL, looked.map(({ paper }) => paper.number));
  return looked.toSorted((a, b) => (votes.get(b.paper.number)?.value ?? 0) - (votes.get(a.paper.number)?.value ?? 0));
}

function newestFirst(a: Looked, b: Looked): number {
  const [first, second] = [a.paper.published ?? '', b.paper.published ?? ''];
  return first === second ? b.paper.number - a.paper.number : first < second ? 1 : -1;
}

function bestFirst(a: Looked, b: Looked): number {
  return b.hit.score - a.hit.score || newestFirst(a, b);
}
