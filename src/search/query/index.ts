export * from './tree.js';
export { parseQuery } from './parse.js';
export { printCondition, printQuery } from './print.js';
export { conditionsOf, hasCondition, withCondition, withoutCondition } from './edit.js';
export { describeQuery } from './describe.js';
export { LONGEST_QUERY, MOST_TERMS } from './limits.js';
