import { HISTORY_PRIOR_WEIGHT, PRIOR_WEIGHT, plainVotes, shareSeen, BUILT_IN_GROWTH, type Expectations, trendingValue } from '#feed';
import { Judgement } from '../judge.js';
import { mean, recall } from '../metrics.js';
import { randomNumbers } from '../random.js';
import { hackerNews, lobsters, reddit } from './formulas.js';
import { KnownBefore, priorsOf } from './known.js';
import type { Observation } from './observations.js';
import { byScore } from './order.js';
import { averagePrecision } from './rank-metrics.js';
import { thinned, type Seen } from './stages.js';

const WINNERS = 10;
const SEED = 1;

/** A paper of a week as it is known at one moment. */
export interface Candidate {
  id: string;
  /** Votes known at this moment: the newest edition's early ones, the others' later ones. */
  votes: number;
  /** Hours since its list began. */
  hours: number;
  /** Editions since its own. */
  editions: number;
  prior: number;
  expectations: Expectations;
  historyPrior: number;
  historyExpectations: Expectations;
  published: string;
}

/** One look at a week under way. */
export interface Moment {
  week: string;
  day: string;
  candidates: Candidate[];
  /** Those of the week's ten with the most votes that are announced by now. */
  winners: Set<string>;
}

type Trend = (candidate: Candidate) => number;

const trending = (sinking: number): Trend => ({ prior, votes, editions, expectations }) => trendingValue({ prior, votes: plainVotes(votes), editions }, expectations, sinking);
const withHistory = (sinking: number): Trend => ({ historyPrior, votes, editions, historyExpectations }) => trendingValue({ prior: historyPrior, votes: plainVotes(votes), editions }, historyExpectations, sinking);

const TRENDS: readonly [name: string, trend: Trend][] = [
  ['newest first', ({ published }) => (published === '' ? 0 : Date.parse(published))],
  ['raw votes', ({ votes }) => votes],
  ['Hacker News', hackerNews],
  ['Hacker News, editions', ({ votes, editions }) => hackerNews({ votes, hours: 24 * editions + 8 })],
  ['Reddit', reddit],
  ['Lobsters', lobsters],
  ['prior', ({ prior }) => prior],
  ['trending, λ 0', trending(0)],
  ['trending, λ 0.1', trending(0.1)],
  ['trending, λ 0.2', trending(0.2)],
  ['trending, λ 0.3', trending(0.3)],
  ['trending, λ 0, history', withHistory(0)],
  ['trending, λ 0.1, history', withHistory(0.1)],
];

/**
 * Study B: the week so far, by each formula, judged by the week's ten with the most votes. One set of figures a week, the mean of its days.
 * @param thinnings the same moments at several shares of the votes, with a label for each
 */
export function judgeWeeks(thinnings: readonly { label: string; moments: readonly Moment[] }[]): Judgement {
  const judgement = new Judgement();
  const weeks = new Set(thinnings.flatMap(({ moments }) => moments.map(({ week }) => week)));
  for (const week of weeks) {
    for (const [name, trend] of TRENDS) {
      const figures = thinnings.map(({ label, moments }) => [label, meanOf(moments.filter((moment) => moment.week === week).map((moment) => figuresOf(moment, trend)))] as const);
      judgement.add(name, Object.fromEntries(figures.flatMap(([label, all]) => Object.entries(all).map(([metric, value]) => [`${metric}${label}`, value]))));
    }
  }
  return judgement;
}

function figuresOf({ candidates, winners }: Moment, trend: Trend): Record<string, number> {
  const ranked = byScore(candidates, candidates.map(trend)).map(({ id }) => id);
  const judged = new Map([...winners].map((id) => [id, 1]));
  const fresh = new Set(candidates.filter(({ id, editions }) => editions === 0 && winners.has(id)).map(({ id }) => id));
  const found = new Set(ranked.slice(0, WINNERS));
  return {
    AP: averagePrecision(ranked, winners),
    'rec@10': recall(ranked, judged, WINNERS),
    fresh: fresh.size === 0 ? 1 : fresh.intersection(found).size / fresh.size,
  };
}

function meanOf(figures: readonly Record<string, number>[]): Record<string, number> {
  return Object.fromEntries(Object.keys(figures[0] ?? {}).map((name) => [name, mean(figures.map((one) => one[name]!))]));
}

/**
 * The weeks of editions that were seen twice, at least three of them, looked at on each day from the second on.
 * @param kept which share of the known votes is left, to imitate an instance with fewer readers
 */
export function momentsOf(editions: ReadonlyMap<string, readonly Seen[]>, all: readonly Observation[], kept = 1): Moment[] {
  const random = randomNumbers(SEED);
  const weeks = Map.groupBy(editions, ([day]) => mondayOf(day));
  return [...weeks].filter(([, days]) => days.length >= 3).flatMap(([week, days]) => {
    const best = new Set(days.flatMap(([, papers]) => papers).toSorted((a, b) => b.later - a.later).slice(0, WINNERS).map(({ id }) => id));
    return days.slice(1).map(([day], index) => momentOf({ week, day, days: days.slice(0, index + 2), best, before: new KnownBefore(all, day), kept, random }));
  }).filter(({ winners }) => winners.size > 0);
}

interface Look {
  week: string;
  day: string;
  days: [string, readonly Seen[]][];
  best: ReadonlySet<string>;
  before: KnownBefore;
  kept: number;
  random: () => number;
}

function momentOf({ week, day, days, best, before, kept, random }: Look): Moment {
  const usual = Math.max(0.2, kept * before.usual((hours) => shareSeen(BUILT_IN_GROWTH, hours)));
  const candidates = days.flatMap(([own, papers], index) => {
    const [plain, history] = [priorsOf(papers), priorsOf(papers, before.history)];
    const editions = days.length - 1 - index;
    const hours = (Date.parse(day) - Date.parse(own)) / 3_600_000 + papers[0]!.hours;
    return papers.map((paper, place) => ({
      id: paper.id, published: paper.published, editions, hours,
      votes: thinned(editions === 0 ? paper.votes : paper.later, kept, random),
      prior: plain.scores[place]!, expectations: { usual, spread: plain.spread, priorWeight: PRIOR_WEIGHT },
      historyPrior: history.scores[place]!, historyExpectations: { usual, spread: history.spread, priorWeight: HISTORY_PRIOR_WEIGHT },
    }));
  });
  return { week, day, candidates, winners: new Set(candidates.filter(({ id }) => best.has(id)).map(({ id }) => id)) };
}

function mondayOf(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}
