export * from './errors.js';
export * from './clock.js';
export * from './log.js';
export * from './disk.js';
export * from './batched.js';
