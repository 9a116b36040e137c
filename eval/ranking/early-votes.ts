import { BUILT_IN_GROWTH, dayValue, HISTORY_PRIOR_WEIGHT, plainVotes, PRIOR_WEIGHT, shareSeen, standing } from '#feed';
import { Judgement, type Line } from '../judge.js';
import { mean, ndcg } from '../metrics.js';
import { randomNumbers } from '../random.js';
import { hackerNews, lobsters, reddit } from './formulas.js';
import { KnownBefore, priorsOf } from './known.js';
import type { Observation } from './observations.js';
import { byScore, gainsOf, type Method } from './order.js';
import { spearman } from './rank-metrics.js';
import { thinned, type Seen } from './stages.js';

/** Which share of the early votes is kept, to imitate instances with fewer readers. */
export const SHARES_KEPT = [1, 0.3, 0.1, 0.03, 0.01] as const;
const SEED = 1;
const DRAWS = 5;

interface Known {
  before: KnownBefore;
  kept: number;
}

const standings = (papers: readonly Seen[], history?: KnownBefore['history']) => {
  const { scores, spread } = priorsOf(papers, history);
  return scores.map((score) => standing(score, spread));
};

const byVotes = (formula: (aged: { votes: number; hours: number }) => number) => (papers: readonly Seen[]) => papers.map(formula);

function posterior(papers: readonly Seen[], { before, kept }: Known, { history }: { history: boolean }): number[] {
  const { scores, spread } = priorsOf(papers, history ? before.history : undefined);
  const usual = Math.max(0.2, kept * before.usual((hours) => shareSeen(BUILT_IN_GROWTH, hours)));
  const expectations = { usual, spread, priorWeight: history ? HISTORY_PRIOR_WEIGHT : PRIOR_WEIGHT };
  return papers.map(({ votes, hours }, index) => dayValue({ prior: scores[index]!, votes: plainVotes(votes), hours }, expectations, BUILT_IN_GROWTH));
}

/** Orders of an edition with its first votes. Within one edition, where all have the same age, the formulas of other places are orders by votes. */
const ORDERS: readonly Method<Seen, Known>[] = [
  { name: 'newest first', scores: (papers) => papers.map(({ published }) => (published === '' ? 0 : Date.parse(published))) },
  { name: 'raw votes', scores: byVotes(({ votes }) => votes) },
  { name: 'Hacker News', scores: byVotes(hackerNews) },
  { name: 'Reddit', scores: byVotes(reddit) },
  { name: 'Lobsters', scores: byVotes(lobsters) },
  { name: 'prior', scores: (papers) => standings(papers) },
  { name: 'prior, history', scores: (papers, { before }) => standings(papers, before.history) },
  { name: 'order of the day', scores: (papers, known) => posterior(papers, known, { history: false }) },
  { name: 'order of the day, history', scores: (papers, known) => posterior(papers, known, { history: true }) },
];

export interface EarlyVotes {
  /** Rank correlation and gain of each edition. */
  byDay: Judgement;
  /** Rank correlation over the papers of all editions. */
  pooled: Line[];
}

interface Edition {
  papers: readonly Seen[];
  before: KnownBefore;
}

/** Study A2: editions by their early votes, thinned, judged by all the votes they had later. */
export function judgeEarlyVotes(editions: ReadonlyMap<string, readonly Seen[]>, all: readonly Observation[]): EarlyVotes {
  const days = [...editions].map(([day, papers]) => ({ papers, before: new KnownBefore(all, day) }));
  const meanVotes = mean(days.flatMap(({ papers }) => papers.map(({ votes }) => votes)));
  const columns = SHARES_KEPT.map((kept) => ({ kept, label: (meanVotes * kept).toPrecision(2) }));
  const byDay = new Judgement();
  const pooled: Line[] = [];
  for (const order of ORDERS) {
    const results = columns.map(({ kept, label }) => ({ label, ...judgeOrder(order, days, kept) }));
    for (const index of days.keys()) byDay.add(order.name, Object.fromEntries([...results.map(({ label, rho }) => [`ρ ${label}`, rho[index]!]), ...results.map(({ label, gain }) => [`nDCG ${label}`, gain[index]!])]));
    pooled.push({ method: order.name, means: Object.fromEntries(results.map(({ label, together }) => [`ρ ${label}`, together])) });
  }
  return { byDay, pooled };
}

/** One order at one share of the votes: means over the draws, for each day, and over all days together. */
function judgeOrder({ scores }: Method<Seen, Known>, days: readonly Edition[], kept: number): { rho: number[]; gain: number[]; together: number } {
  const draws = Array.from({ length: kept === 1 ? 1 : DRAWS }, (_, draw) => {
    const random = randomNumbers(SEED + draw);
    return days.map(({ papers, before }) => {
      const seen = papers.map((paper) => ({ ...paper, votes: thinned(paper.votes, kept, random) }));
      return { papers, scores: scores(seen, { before, kept }) };
    });
  });
  const byDay = (figure: (one: { papers: readonly Seen[]; scores: number[] }) => number) => days.map((_, index) => mean(draws.map((draw) => figure(draw[index]!))));
  return {
    rho: byDay(({ papers, scores: given }) => spearman(given, papers.map(({ later }) => later)) || 0),
    gain: byDay(({ papers, scores: given }) => ndcg(byScore(papers, given).map(({ id }) => id), gainsOf(papers.map(({ id, later }) => ({ id, votes: later }))), 10)),
    together: mean(draws.map((draw) => spearman(draw.flatMap((one) => one.scores), draw.flatMap((one) => one.papers.map(({ later }) => later))))),
  };
}
