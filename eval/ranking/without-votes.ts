import { Judgement } from '../judge.js';
import { ndcg } from '../metrics.js';
import { KnownBefore, priorsOf } from './known.js';
import { byScore, gainsOf, type Method } from './order.js';
import type { Observation } from './observations.js';
import { spearman, topFound } from './rank-metrics.js';

/** Orders of an edition nobody has voted on. Raw votes, Hacker News, Reddit and Lobsters have nothing to go by here but the time. */
const ORDERS: readonly Method<Observation, KnownBefore>[] = [
  { name: 'hash of the id', scores: (papers) => papers.map(() => 0) },
  { name: 'newest first', scores: (papers) => papers.map(({ published }) => (published === '' ? 0 : Date.parse(published))) },
  { name: 'number of authors', scores: (papers) => papers.map(({ facts }) => facts.authorCount) },
  { name: 'prior', scores: (papers) => priorsOf(papers).scores },
  { name: 'prior, history', scores: (papers, known) => priorsOf(papers, known.history).scores },
];

/** Study A1: each edition by each order, judged by its votes. */
export function judgeWithoutVotes(editions: ReadonlyMap<string, readonly Observation[]>, all: readonly Observation[]): Judgement {
  const judgement = new Judgement();
  for (const [day, papers] of editions) {
    const known = new KnownBefore(all, day);
    for (const { name, scores } of ORDERS) judgement.add(name, figuresOf(papers, scores(papers, known)));
  }
  return judgement;
}

function figuresOf(papers: readonly Observation[], scores: readonly number[]) {
  const votes = new Map(papers.map((paper) => [paper.id, paper.votes]));
  const ranked = byScore(papers, scores).map(({ id }) => id);
  const correlation = spearman(scores, papers.map((paper) => paper.votes));
  const found = (cut: number) => topFound(ranked, votes, { top: 3, cut });
  return { 'nDCG@10': ndcg(ranked, gainsOf(papers), 10), Spearman: Number.isNaN(correlation) ? 0 : correlation, 'top 3 in 3': found(3), 'in 5': found(5), 'in 10': found(10) };
}
