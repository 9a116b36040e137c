export { arrivalOf, isLocal, type Arrival, type Place } from './arrival.js';
export { guard, type GuardOptions } from './guard.js';
export { mountOwner } from './owner-routes.js';
export { ownerPatterns } from './owner-patterns.js';
