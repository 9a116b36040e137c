export { phraseTerms, termOf, vectorTerms, wordTerms, type AnalyseOptions } from './text/analyse.js';
