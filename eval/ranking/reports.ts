import type { Judgement, Line } from '../judge.js';
import { reportOf, type Report } from '../report.js';
import { judgeEarlyVotes } from './early-votes.js';
import { editionsSeen, type Observation } from './observations.js';
import { CAPTURES, seenTwice, type Seen, type Stage } from './stages.js';
import { judgeWeeks, momentsOf } from './week.js';
import { judgeWithoutVotes } from './without-votes.js';

/** Days from the first, up to but without the last. */
export interface Period {
  from: string;
  until: string;
}

type Pair = readonly [metric: string, method: string, other: string];

const KEPT_OF_WEEKS = [1, 0.1, 0.03] as const;

/** Study A1 at one capture, or undefined where the period has no editions. */
export function withoutVotes(all: readonly Observation[], hours: keyof typeof CAPTURES, period: Period): Report | undefined {
  const editions = within(editionsSeen(all, CAPTURES[hours]), period);
  if (editions.size === 0) return undefined;
  const judgement = judgeWithoutVotes(editions, all);
  const about = `${countsOf(editions)}; nobody has voted yet; judged by the votes seen after ${hours} hours; the authors’ history is what was seen before the day`;
  return { ...reportOf(`no votes yet, ${hours} h`, about, judgement), differences: differencesOf(judgement, [['nDCG@10', 'prior', 'newest first'], ['nDCG@10', 'prior, history', 'prior'], ['Spearman', 'prior', 'newest first']]) };
}

/** The same month by month, one method after the other. */
export function withoutVotesByMonth(all: readonly Observation[], hours: keyof typeof CAPTURES, period: Period): Report | undefined {
  const months = Map.groupBy(within(editionsSeen(all, CAPTURES[hours]), period), ([day]) => day.slice(0, 7));
  if (months.size === 0) return undefined;
  const lines = [...months].map(([month, days]) => ({ method: `${month}, ${days.length} days`, figures: asColumns(judgeWithoutVotes(new Map(days), all).lines(), ['nDCG@10']) }));
  return { name: `no votes yet, ${hours} h, by month`, about: `nDCG@10 of each method, judged by the votes seen after ${hours} hours`, lines };
}

/** Study A2 at one stage. */
export function earlyVotes(all: readonly Observation[], stage: Stage, period: Period): Report[] {
  const editions = within(seenTwice(all, stage), period);
  if (editions.size === 0) return [];
  const { byDay, pooled } = judgeEarlyVotes(editions, all);
  const about = `${countsOf(editions)}; columns: so many early votes a paper, the first as they were, the others thinned at random (mean of 5 draws); judged by all the later votes`;
  const [full = '', , tenth = ''] = Object.keys(byDay.lines()[0]?.means ?? {});
  const pairs = [full, tenth].flatMap((metric): Pair[] => [[metric, 'order of the day', 'raw votes'], [metric, 'order of the day, history', 'raw votes']]);
  return [
    { ...reportOf(`first votes, ${stage.name}`, `${about}; means over days of rank correlation and nDCG@10`, byDay), differences: differencesOf(byDay, pairs) },
    { name: `first votes, ${stage.name}, all days together`, about: `${about}; rank correlation over all papers`, lines: pooled.map(({ method, means }) => ({ method, figures: means })) },
  ];
}

/** Study B at one stage. */
export function weeks(all: readonly Observation[], stage: Stage, period: Period): Report | undefined {
  const editions = within(seenTwice(all, stage), period);
  const thinnings = KEPT_OF_WEEKS.map((kept) => ({ label: kept === 1 ? '' : ` ×${kept}`, moments: momentsOf(editions, all, kept) }));
  const { moments } = thinnings[0]!;
  if (moments.length === 0) return undefined;
  const judgement = judgeWeeks(thinnings);
  const about = `${judgement.queries} weeks, ${moments.length} looks, the second day of each week and later; known are the early votes of the newest edition and the later ones of those before (×0.1: a tenth of them); winners are the week’s ten with the most later votes, as far as announced`;
  const pairs = (['trending, λ 0', 'trending, λ 0.1', 'trending, λ 0.2', 'Hacker News', 'Reddit', 'Lobsters'] as const).map((method): Pair => ['AP', method, 'raw votes']);
  return { ...reportOf(`a week, ${stage.name}`, about, judgement), differences: differencesOf(judgement, [...pairs, ['AP ×0.03', 'trending, λ 0.1', 'raw votes']]) };
}

/** The weeks of each month. */
export function weeksByMonth(all: readonly Observation[], stage: Stage, period: Period): Report | undefined {
  const months = Map.groupBy(momentsOf(within(seenTwice(all, stage), period), all), ({ week }) => week.slice(0, 7));
  if (months.size === 0) return undefined;
  const lines = [...months].map(([month, moments]) => ({ method: month, figures: asColumns(judgeWeeks([{ label: '', moments }]).lines(), ['AP']) }));
  return { name: `a week, ${stage.name}, by month`, about: 'average precision of each method; a week belongs to the month of its Monday', lines };
}

/** One metric of every method as columns of one line. */
function asColumns(lines: readonly Line[], metrics: readonly string[]): Record<string, number> {
  return Object.fromEntries(lines.flatMap(({ method, means }) => metrics.map((metric) => [method, means[metric]!])));
}

function differencesOf(judgement: Judgement, pairs: readonly Pair[]) {
  return pairs.map(([metric, method, other]) => ({ metric, method, other, ...judgement.difference(metric, method, other) }));
}

function within<Item>(editions: ReadonlyMap<string, Item>, { from, until }: Period): Map<string, Item> {
  return new Map([...editions].filter(([day]) => day >= from && day < until));
}

function countsOf(editions: ReadonlyMap<string, readonly (Observation | Seen)[]>): string {
  const papers = [...editions.values()].reduce((sum, day) => sum + day.length, 0);
  return `${editions.size} days, ${papers.toLocaleString('en')} papers`;
}
