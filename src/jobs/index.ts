export * from './jobs.js';
export * from './leases.js';
export * from './pacer.js';
export type { Outcome } from './back-off.js';
export * from './work.js';
export * from './held-lease.js';
export * from './post.js';
