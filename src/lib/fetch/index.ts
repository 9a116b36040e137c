export { createFetcher, DEFAULT_LIMITS, type Fetcher, type FetcherOptions, type RequestOptions } from './fetcher.js';
export type { Answer } from './answer.js';
export { ForbiddenAddressError, OUTSIDE_FAILURES, OutsideError, StatusError, type OutsideFailure } from './failures.js';
export { unpaced, type Pacer, type Turn, type TurnOutcome } from './pacer.js';
export type { Resolve, Trust } from './guard.js';
