export * from './file/index.js';
export * from './gather/index.js';
export * from './imports/index.js';
