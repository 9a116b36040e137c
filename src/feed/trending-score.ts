import { expectedBefore, expectedVotes, posteriorTerms, type Expectations } from './posterior.js';
import { sumOf } from './score.js';
import type { CountedVotes } from './weights/count.js';
import type { Score } from './types.js';

export type TrendingWindow = 'day' | 'week' | 'month' | 'year' | 'all';

/** Which papers a window holds, by the age of their edition, and whether older ones among them sink. */
export const TRENDING_WINDOWS: Readonly<Record<TrendingWindow, { editions?: number; days?: number; sinks: boolean }>> = {
  /** Two, so that the page is not empty when an edition has just come. */
  day: { editions: 2, sinks: true },
  week: { editions: 5, sinks: true },
  month: { days: 31, sinks: false },
  year: { days: 366, sinks: false },
  all: { sinks: false },
};

/** How fast papers sink, in the logarithm of votes an edition: from steady to fresh. 0.10 halves a paper in 6.9 editions. */
export const SINKING = { least: 0, usual: 0.1, fresh: 0.2, most: 0.5 } as const;

/** The newest edition's papers have got this share of what counts within a window; a fit (docs/ranking.md). */
const SEEN_OF_NEWEST = 0.7;

/** One paper that may be trending. */
export interface TrendingFacts {
  /** `priorScore` or `historyScore`. */
  prior: number;
  votes: CountedVotes;
  /** `ageOf(...).editions`. */
  editions: number;
}

/**
 * How much a paper is trending: the logarithm of the votes to be expected of it, less `sinking` for each edition since its own.
 * @param sinking 0 for windows that do not sink
 */
export function trendingScore(facts: TrendingFacts, expectations: Expectations, sinking: number): Score {
  const { prior, votes, editions } = facts;
  const terms = posteriorTerms({ prior, votes, seen: seenAfter(editions), when: 'so far' }, expectations);
  if (sinking === 0 || editions === 0) return sumOf(terms);
  return sumOf([...terms, { name: 'age', words: editions === 1 ? 'announced one edition ago' : `announced ${editions} editions ago`, value: -sinking * editions }]);
}

/** The value of `trendingScore` alone, for orders that nobody reads the reasons of. */
export function trendingValue({ prior, votes, editions }: TrendingFacts, expectations: Expectations, sinking: number): number {
  return Math.log(expectedVotes(votes.counted, expectedBefore(prior, expectations), seenAfter(editions))) - sinking * editions;
}

function seenAfter(editions: number): number {
  return editions === 0 ? SEEN_OF_NEWEST : 1;
}
