export type * from './types.js';
export { Editions, type EditionContext } from './editions.js';
export { TrendingPapers, type Trending, type TrendingContext, type TrendingEntry, type TrendingQuery } from './trending.js';
export { feedParts, type FeedParts } from './parts.js';
export { decidePlaces, placesOf, type PeriodPlace, type PlacesContext } from './period-places.js';
export { hourOf, Impressions, MOST_SEEN, SeenBefore, type ImpressionsContext } from './impressions.js';
export { weighReaders, type WeighContext } from './weigh.js';
export * from './period.js';

/*
 * What follows are pure functions for orders (docs/ranking.md). The way of a score:
 *   ageOf -> countVotes (or plainVotes) -> priorScore | historyScore -> spreadOf
 *     -> dayScore                                     the order of a day, week or month
 *     -> trendingScore -> fieldLevels, inItsField     trending, raw or by field
 *     -> withExploration                              a few places for papers few have seen
 */
export * from './score.js';
export * from './standing.js';
export * from './age.js';
export * from './growth.js';
export * from './posterior.js';
export * from './author-history.js';
export * from './weights/index.js';
export * from './trending-score.js';
export * from './field-level.js';
export * from './exploration.js';
