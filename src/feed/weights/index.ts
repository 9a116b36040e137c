export * from './vote.js';
export * from './reader.js';
export * from './count.js';
export { companyOf } from './company.js';
