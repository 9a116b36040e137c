export * from './jobs.js';
export * from './leases.js';
export * from './work.js';
