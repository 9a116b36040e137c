/** A paper that may be like another, as words and vectors of the whole papers judge it. */
export interface FacetCandidate {
  bm25: number;
  /** Cosine of the two papers' vectors. */
  cosine: number;
  /** Cosine of the vectors of their facets (`facetScore`); undefined where one says nothing of it. */
  facet: number | undefined;
}

/** The parts of a rank in facet mode: `score = words + vectors + facet`. */
export interface FacetScore {
  score: number;
  words: number;
  vectors: number;
  facet: number;
}

/** Measured: .6 words and .4 vectors before facets are looked at; a fifth for the facet; flat between .2 and .4. */
const WORDS = 0.6;
const FACET = 0.2;

/** The cosine of two vectors of unit length; undefined where one is missing or they differ in dimensions. */
export function facetScore(query: Float32Array | undefined, candidate: Float32Array | undefined): number | undefined {
  if (query === undefined || candidate === undefined || query.length !== candidate.length) return undefined;
  let sum = 0;
  for (let at = 0; at < query.length; at++) sum += query[at]! * candidate[at]!;
  return Number.isFinite(sum) ? sum : undefined;
}

/** Each value's distance from the mean in standard deviations; 0 for what is missing, and for all where all are equal. */
export function zScores(values: readonly (number | undefined)[]): number[] {
  const known = values.filter((value) => value !== undefined);
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, known.length));
  return values.map((value) => (value === undefined || deviation <= 1e-12 * Math.max(1, Math.abs(mean)) ? 0 : (value - mean) / deviation));
}

/**
 * The scores of candidates beside a paper, by one facet: .8 z(base) + .2 z(facet), base = .6 z(bm25) + .4 z(cosine),
 * z over the candidates. One that says nothing of the facet is taken as an average one.
 */
export function facetScores(candidates: readonly FacetCandidate[]): FacetScore[] {
  const words = zScores(candidates.map(({ bm25 }) => bm25));
  const vectors = zScores(candidates.map(({ cosine }) => cosine));
  const bases = words.map((word, at) => WORDS * word + (1 - WORDS) * vectors[at]!);
  const facets = zScores(candidates.map(({ facet }) => facet));
  // The bases have the mean 0: their z is their share of the deviation, so that its two parts can be told apart.
  const deviation = Math.sqrt(bases.reduce((sum, base) => sum + base ** 2, 0) / Math.max(1, bases.length));
  const scale = deviation <= 1e-12 ? 0 : (1 - FACET) / deviation;
  return facets.map((z, at) => {
    const parts = { words: scale * WORDS * words[at]!, vectors: scale * (1 - WORDS) * vectors[at]!, facet: FACET * z };
    return { ...parts, score: parts.words + parts.vectors + parts.facet };
  });
}
