import { papersByNumber } from '#papers';
import type { SearchContext } from '../context.js';
import { FACET_CANDIDATES, rankByFacet, type Facet } from '../facets/index.js';
import type { OpenIndex } from '../index/search-index.js';
import { ownEmbedder } from '../query-vector.js';
import type { RankedPaper } from '../rank/rank.js';

/**
 * The best of papers like one, in the order of how alike they are in one respect; undefined when the paper says nothing of it. Without
 * vectors nothing tells one respect from another, and the order stays.
 */
export async function likeByFacet({ context, index }: { context: SearchContext; index: OpenIndex }, { paper, by, papers }: { paper: number; by: Facet; papers: readonly RankedPaper[] }): Promise<readonly RankedPaper[] | undefined> {
  const embedder = await ownEmbedder(context, index);
  if (embedder === undefined) return papers;
  const candidates = new Map(papers.slice(0, FACET_CANDIDATES).map((candidate) => [candidate.number, candidate]));
  const [own, ...texts] = await papersByNumber(context.db, [paper, ...candidates.keys()]);
  if (own?.number !== paper) return papers;
  const found = texts.map(({ number, title, abstract }) => {
    const { words, vectors } = candidates.get(number)!.why;
    return { paper: number, title, abstract, bm25: words.bm25, cosine: vectors?.cosine ?? 0 };
  });
  const ranked = await rankByFacet(own, by, found, embedder).catch((error: unknown) => {
    context.onError?.(error);
    return null;
  });
  if (ranked === null) return papers;
  return ranked?.map(({ paper: number, score, base, facet, similarity }) => {
    const candidate = candidates.get(number)!;
    return { ...candidate, score, why: { ...candidate.why, facet: { by, cosine: similarity, share: facet, whole: base } } };
  });
}
