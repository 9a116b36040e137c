export * from './facets/index.js';
