import type { Embedder, PaperText } from '../embed/embedder.js';
import type { Facet } from './facet.js';
import { facetScore, facetScores, type FacetScore } from './score.js';
import { facetTexts } from './texts.js';

/** A candidate as it was found by the whole paper, with what it says. */
export interface FoundCandidate extends PaperText {
  /** The store's number of the paper. */
  paper: number;
  bm25: number;
  cosine: number;
}

export interface FacetHit extends FacetScore {
  paper: number;
  /** Cosine of the two facets; undefined where the candidate says nothing of this one. */
  similarity: number | undefined;
}

/** How many of the best candidates have their sentences read: 200 abstracts took 20 ms to label alone, the whole budget of a list. */
export const FACET_CANDIDATES = 100;

/**
 * Candidates (best first) in the order of how alike they are to a paper by one facet; undefined when the paper itself
 * says nothing of it, so that a page can say so.
 * @throws EmbedderError, WeightsError
 */
export async function rankByFacet(paper: PaperText, facet: Facet, found: readonly FoundCandidate[], embedder: Embedder, signal?: AbortSignal): Promise<FacetHit[] | undefined> {
  const [query, ...vectors] = await facetVectors([paper, ...found], facet, embedder, signal);
  if (query === undefined) return undefined;
  const similarities = vectors.map((vector) => facetScore(query, vector));
  const scores = facetScores(found.map(({ bm25, cosine }, at) => ({ bm25, cosine, facet: similarities[at] })));
  const hits = found.map((candidate, at) => ({ paper: candidate.paper, similarity: similarities[at], ...scores[at]! }));
  return hits.sort((one, other) => other.score - one.score || one.paper - other.paper);
}

/** Vectors of what papers say of a facet; undefined for one that says nothing of it. */
async function facetVectors(papers: readonly PaperText[], facet: Facet, embedder: Embedder, signal?: AbortSignal): Promise<(Float32Array | undefined)[]> {
  const texts = papers.map(({ abstract }) => facetTexts(abstract)[facet]);
  const said = texts.flatMap((text, at) => (text === '' ? [] : [at]));
  const vectors = await embedder.embedPapers(said.map((at) => ({ title: '', abstract: texts[at]! })), signal);
  const byPaper = new Map(said.map((at, order) => [at, vectors[order]]));
  return papers.map((_, at) => byPaper.get(at));
}
