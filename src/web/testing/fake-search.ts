import type { Paper } from '#papers';
import { type Condition, type Count, type Hit, parseQuery, RANKED, type SearchRequest, type SearchResults } from '#search';
import type { SearchDesk } from '../search-desk.js';

const TODAY = '2026-06-03';

/** A search in memory over a few papers: each word of the query adds one to the score of the papers that hold it. */
export function searchOver(papers: readonly Paper[], given: Partial<SearchDesk> = {}): SearchDesk {
  return {
    parse: (text) => parseQuery(text, { today: TODAY }),
    stamp: async () => undefined,
    find: async (request) => find(papers, request),
    like: async (number) => ({ hits: papers.filter((paper) => paper.number !== number).map((paper) => hit(paper, ['letters'])), vectors: true }),
    likeTexts: async (texts) => ({ hits: ranked(papers, texts.flatMap(({ title, abstract }) => wordsIn(`${title} ${abstract}`))), vectors: true }),
    authorsLike: async () => [{ name: 'Cleo Dahl', papers: 3, coauthor: true }],
    status: async () => ({ serving: true, papers: papers.length, behind: 0, vectorsBehind: 0, embedder: 'built-in:1', meaning: 'serves', at: '2026-06-03T08:00:00.000Z' }),
    ...given,
  };
}

function find(papers: readonly Paper[], { query, period, newerThan = 0, order, offset = 0, limit = 20 }: SearchRequest): SearchResults {
  const { words, condition } = query.tree;
  const fitting = papers.filter((paper) => paper.number > newerThan && (condition === undefined || fits(paper, condition)) && isWithin(paper, period));
  const hits = words.length === 0 ? fitting.map((paper) => hit(paper, [])) : ranked(fitting, words);
  if (order === 'newest') hits.sort((a, b) => b.paper - a.paper);
  const found = fitting.filter(({ number }) => hits.some(({ paper }) => paper === number));
  return {
    hits: hits.slice(offset, offset + limit),
    total: Math.min(hits.length, RANKED),
    more: hits.length > RANKED,
    counts: { categories: count(found.flatMap(({ categories }) => categories)), years: count(found.map(({ published }) => published!.slice(0, 4))), sources: count(found.flatMap(({ sources }) => sources)) },
    by: { words: 'index', vectors: true },
  };
}

function fits(paper: Paper, condition: Condition): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.conditions.every((one) => fits(paper, one));
    case 'or':
      return condition.conditions.some((one) => fits(paper, one));
    case 'not':
      return !fits(paper, condition.condition);
    case 'category':
      return paper.categories.some((code) => code === condition.code || code.startsWith(`${condition.code}.`));
    case 'author':
      return paper.authors.some(({ name }) => name.includes(condition.name));
    case 'source':
      return paper.sources.includes(condition.name);
    case 'id':
      return paper.id === condition.text;
    case 'word':
    case 'phrase':
      return textOf(paper).includes(condition.text.toLowerCase());
    case 'date':
      return isWithin(paper, { from: condition.from ?? '', to: condition.to ?? '9999' });
    default:
      throw new Error(`This search in memory knows no ${condition.kind}.`);
  }
}

function isWithin({ published = '' }: Paper, period: { from: string; to: string } | undefined): boolean {
  return period === undefined || (published.slice(0, 10) >= period.from && published.slice(0, 10) <= period.to);
}

function ranked(papers: readonly Paper[], words: readonly string[]): Hit[] {
  const hits = papers.map((paper) => hit(paper, words.filter((word) => textOf(paper).includes(word.toLowerCase()))));
  return hits.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score || a.paper - b.paper);
}

function hit({ number }: Paper, matched: string[]): Hit {
  return { paper: number, score: matched.length, why: { words: { matched, bm25: matched.length, share: matched.length } } };
}

function textOf({ title, abstract }: Paper): string {
  return `${title} ${abstract}`.toLowerCase();
}

function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
}

function count(values: readonly string[]): Count[] {
  return [...Map.groupBy(values, (value) => value)].map(([value, all]) => ({ value, papers: all.length }));
}
