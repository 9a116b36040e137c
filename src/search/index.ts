export { phraseTerms, termOf, vectorTerms, wordTerms, type AnalyseOptions } from './text/analyse.js';
export { EmbedderError } from './embed/errors.js';
export { costOf, makeEmbedder, type EmbedderConfig, type Made, type MakerParts } from './embed/make.js';
export type { Estimate } from './embed/endpoint/estimate.js';
export type { Progress } from './embed/onnx/download.js';
export * from './embed/built-in/index.js';
