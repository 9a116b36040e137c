import { dayNumber } from '../index/schema.js';
import type { OpenIndex } from '../index/search-index.js';
import type { SearchContext } from '../context.js';
import { termsOf } from '../rank/matched.js';
import { tellingTerms, type TermFrequencies } from '../rank/term-weights.js';
import type { Hit } from '../results.js';
import { COMPARED_TERMS } from './limits.js';
import type { Facet } from '../facets/facet.js';
import { FACET_CANDIDATES } from '../facets/rank.js';
import { byFacet } from './by-facet.js';
import { explainHits } from './explain.js';
import { rankAlike } from './rank-alike.js';

export interface SimilarRequest {
  /** Only papers published on this day or later, `YYYY-MM-DD`. */
  since?: string;
  limit?: number;
  /** By what they are alike; all they say, when left out. */
  facet?: Facet;
}

/** Papers like another, the most alike first; `why.words.matched` are terms they share. */
export interface SimilarResults {
  hits: Hit[];
  /** Whether meaning counts beside words. */
  vectors: boolean;
  /** True when the paper says nothing of the facet that was asked for, so that nothing can be compared. */
  silent?: boolean;
}

/** What similarity is computed from. */
export interface Surroundings {
  context: SearchContext;
  index: OpenIndex;
  frequencies: TermFrequencies;
}

const LIMIT = 10;

/** The papers most like one: its most telling terms are the query, its stored vector the query's vector, itself is left out. */
export async function similarPapers({ context, index, frequencies }: Surroundings, paper: number, { since, limit = LIMIT, facet }: SimilarRequest): Promise<SimilarResults> {
  const own = (await termsOf(index, [paper])).get(paper);
  if (own === undefined) return { hits: [], vectors: index.vectors !== undefined };
  const terms = tellingTerms(own.all, frequencies, COMPARED_TERMS);
  const found = await rankAlike(index, { terms, frequencies, vector: ownVector(index, paper), since: dayOf(since), without: new Set([paper]), exact: facet === undefined ? limit : FACET_CANDIDATES });
  const papers = facet === undefined ? found : await byFacet({ context, index }, { paper, facet, found });
  return { hits: await explainHits(index, (papers ?? []).slice(0, limit), terms), vectors: index.vectors !== undefined, ...(papers === undefined && { silent: true }) };
}

/** The stored vector of a paper, of unit length again. */
export function ownVector({ vectors }: OpenIndex, paper: number): Float32Array | undefined {
  const kept = vectors?.read(paper);
  return kept && Float32Array.from(kept.values, (value) => value * kept.scale);
}

/** As a number; undefined for none, and for what is none. */
export function dayOf(since: string | undefined): number | undefined {
  return since === undefined ? undefined : dayNumber(since);
}
