import type { CountedVotes } from './weights/count.js';
import { shareSeen, type GrowthCurve } from './growth.js';
import { sumOf } from './score.js';
import { standing, type Spread } from './standing.js';
import type { Score, ScoreTerm } from './types.js';

/** What is known of an edition (or of a window) besides its papers. */
export interface Expectations {
  /** Votes that a paper of this instance gets in the end, on average over the last 20 editions (`usualVotes`). */
  usual: number;
  /** Of the prior's scores in the paper's edition, or of the last editions when it is small. */
  spread: Spread;
  /** How much is made of the prior: `PRIOR_WEIGHT`, or `HISTORY_PRIOR_WEIGHT` with the authors' history. */
  priorWeight: number;
}

/** How far apart, in the logarithm of votes, the prior sets two papers that stand one standard deviation apart. */
export const PRIOR_WEIGHT = 0.4;
export const HISTORY_PRIOR_WEIGHT = 0.6;

const LEAST_USUAL = 0.2;

/** The last editions' mean of final votes a paper, never under 0.2; counted votes, as in the score. */
export function usualVotes(editions: readonly { papers: number; votes: number }[]): number {
  const papers = editions.reduce((sum, edition) => sum + edition.papers, 0);
  const votes = editions.reduce((sum, edition) => sum + edition.votes, 0);
  return papers === 0 ? LEAST_USUAL : Math.max(LEAST_USUAL, votes / papers);
}

/** Votes to be expected of a paper before any are in: `usual * exp(s z - s²/2)`, whose mean over normal z is `usual`. */
export function expectedBefore(prior: number, { usual, spread, priorWeight }: Expectations): number {
  return usual * Math.exp(priorOffset(prior, spread, priorWeight));
}

/**
 * Votes to be expected of a paper in the end: the mean of a gamma distribution with one vote's worth of prior, after
 * `votes` that are a share `seen` (0 to 1) of all that come: `(1 + v) M / (1 + M F)`.
 */
export function expectedVotes(votes: number, before: number, seen: number): number {
  return ((1 + votes) * before) / (1 + before * seen);
}

/** One paper of the day. */
export interface DayFacts {
  /** `priorScore` or `historyScore`. */
  prior: number;
  votes: CountedVotes;
  /** `ageOf(...).hours`. */
  hours: number;
}

/**
 * The place of a paper in its edition: the logarithm of the votes to be expected of it in the end. Without votes the order
 * is the prior's, with many it is that of the votes.
 */
export function dayScore({ prior, votes, hours }: DayFacts, expectations: Expectations, growth: GrowthCurve): Score {
  return sumOf(posteriorTerms({ prior, votes, seen: shareSeen(growth, hours), when: `after ${hoursInWords(hours)}` }, expectations));
}

/** The value of `dayScore` alone, for orders that nobody reads the reasons of. */
export function dayValue({ prior, votes, hours }: DayFacts, expectations: Expectations, growth: GrowthCurve): number {
  return Math.log(expectedVotes(votes.counted, expectedBefore(prior, expectations), shareSeen(growth, hours)));
}

export interface PosteriorFacts {
  prior: number;
  votes: CountedVotes;
  /** Share of the final votes that is normally there, 0 to 1. */
  seen: number;
  /** `after 8 hours`. */
  when: string;
}

/** The terms whose sum is the logarithm of `expectedVotes`. */
export function posteriorTerms({ prior, votes, seen, when }: PosteriorFacts, expectations: Expectations): ScoreTerm[] {
  const { usual, spread, priorWeight } = expectations;
  const expected = expectedBefore(prior, expectations) * seen;
  return [
    { name: 'usual', words: usualWords(usual), value: Math.log(usual) },
    { name: 'prior', words: priorWords(standing(prior, spread)), value: priorOffset(prior, spread, priorWeight) },
    { name: 'votes', words: `${countInWords(votes.shown)} ${when}, where ${readable(expected)} ${expected === 1 ? 'was' : 'were'} to be expected`, value: Math.log((1 + votes.shown) / (1 + expected)) },
    ...weightTerm(votes),
  ];
}

function priorOffset(prior: number, spread: Spread, weight: number): number {
  return weight * standing(prior, spread) - weight ** 2 / 2;
}

function usualWords(usual: number): string {
  if (usual <= LEAST_USUAL) return `${readable(usual)} votes are taken as a paper’s usual as long as it has fewer here`;
  return `a paper here gets ${readable(usual)} votes in the end, on average`;
}

/** Measured with its edition, or with the last ones where that is too small, or where papers of several editions stand in one list. */
function priorWords(z: number): string {
  if (Math.abs(z) < 0.05) return 'what is known before any vote: as the mean of those it is measured with';
  return `what is known before any vote: ${Math.abs(z).toFixed(1)} standard deviations ${z > 0 ? 'above' : 'below'} the mean of those it is measured with`;
}

function weightTerm({ shown, counted }: CountedVotes): ScoreTerm[] {
  if (counted === shown) return [];
  return [{ name: 'weights', words: `the ${countInWords(shown)} ${shown === 1 ? 'weighs' : 'weigh'} as ${readable(counted)}: new accounts, and accounts that only vote together, count for less`, value: Math.log((1 + counted) / (1 + shown)) }];
}

function countInWords(votes: number): string {
  return votes === 1 ? '1 vote' : votes === 0 ? 'no votes' : `${votes} votes`;
}

function hoursInWords(hours: number): string {
  if (hours >= 96) return 'four editions and more';
  const whole = Math.floor(hours);
  return whole === 1 ? '1 hour' : `${whole} hours`;
}

/** One digit behind the point, as long as it says anything. */
function readable(value: number): string {
  return value >= 10 ? String(Math.round(value)) : value.toFixed(1);
}
