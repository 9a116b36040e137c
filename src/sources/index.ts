export * from './file/index.js';
export * from './imports/index.js';
