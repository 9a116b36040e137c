import { scoreWithPast, type AuthorsPast } from './author-history.js';
import type { Listed } from './days.js';
import { roundScore } from './order.js';
import { HISTORY_PRIOR_WEIGHT, PRIOR_WEIGHT, type Expectations } from './posterior.js';
import { priorScore } from './score.js';
import type { Spread } from './standing.js';
import type { Score } from './types.js';

/** What was known of a paper before any vote, and what it is to be measured with. */
export interface KnownBefore {
  prior: number;
  expectations: Expectations;
}

/** What the last editions say of the two priors; the second while the history of authors counts. */
export interface Spreads {
  /** Votes a paper gets in the end, on average. */
  usual: number;
  /** Of the scores before any vote. */
  spread: Spread;
  /** Of those that know the authors' history. */
  historySpread?: Spread;
}

/**
 * The prior of a paper in a list of several editions, of which some were told what their authors' earlier papers got and some
 * were not: each is measured with its own kind, so that their standings compare.
 */
export function knownBefore({ facts, prior }: Pick<Listed, 'facts' | 'prior'>, { usual, spread, historySpread }: Spreads, past: AuthorsPast | undefined): KnownBefore {
  if (past === undefined || historySpread === undefined) return { prior, expectations: { usual, spread, priorWeight: PRIOR_WEIGHT } };
  return { prior: roundScore(scoreWithPast(facts, past).value), expectations: { usual, spread: historySpread, priorWeight: HISTORY_PRIOR_WEIGHT } };
}

/** The same as a sum of terms to show. */
export function wordsBefore({ facts }: Pick<Listed, 'facts'>, { historySpread }: Spreads, past: AuthorsPast | undefined): Score {
  return past === undefined || historySpread === undefined ? priorScore(facts) : scoreWithPast(facts, past);
}
