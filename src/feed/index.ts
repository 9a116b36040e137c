export type * from './types.js';
export { Editions, type EditionContext } from './editions.js';
export * from './period.js';
export * from './score.js';
