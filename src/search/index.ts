export * from './query/index.js';
export { phraseTerms, termOf, vectorTerms, wordTerms, type AnalyseOptions } from './text/analyse.js';
