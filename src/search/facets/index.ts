export { FACETS, FACET_WORDS, isFacet, type Facet } from './facet.js';
export { FACET_CANDIDATES, rankByFacet, type FacetHit, type FoundCandidate } from './rank.js';
export { facetScore, facetScores, type FacetCandidate, type FacetScore } from './score.js';
export { sentences } from './sentences.js';
export { structuredSentences, type LabelledSentence } from './structured.js';
export { facetTexts } from './texts.js';
export { judgeLabeller, type Judgement } from './judge.js';
export { trainLabeller } from './train.js';
export { formatWeights, shippedWeights, WeightsError } from './weights.js';
