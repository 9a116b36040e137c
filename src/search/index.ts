export * from './query/index.js';
export { phraseTerms, termOf, vectorTerms, wordTerms, type AnalyseOptions } from './text/analyse.js';
export { SearchIndex, type OpenIndex } from './index/search-index.js';
export { AUTHOR_GAP, dayNumber, FIELD_MARKS, markTerms, yearOf, type IndexRow, type MarkedField } from './index/schema.js';
export { VectorFile } from './index/vector-file.js';
export type { Embedder, PaperText } from './embed/embedder.js';
export * from './embed/built-in/index.js';
