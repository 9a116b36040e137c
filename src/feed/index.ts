export type * from './types.js';
export { Editions, type EditionContext } from './editions.js';
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
