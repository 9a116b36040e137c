export { BuiltInEmbedder, type NearTerm } from './built-in-embedder.js';
export * from './errors.js';
export { LARGEST_SAMPLE, learn, type LearningProgress, type LearningStep, type LearnOptions } from './learn.js';
export { learnInThread } from './learn-in-thread.js';
export { decideLearning, FEWEST_PAPERS, type LearningDecision, type Present } from './policy.js';
export type { LearningPaper } from './sample.js';
export type { Learned, TermTable } from './term-table.js';
export { openBuiltInEmbedder, removeTermTables, saveTermTable, termTableVersions } from './versions.js';
