import { papersByNumber } from '#papers';
import type { SearchContext } from '../context.js';
import type { Facet } from '../facets/facet.js';
import { FACET_CANDIDATES, rankByFacet } from '../facets/rank.js';
import type { OpenIndex } from '../index/search-index.js';
import { ownEmbedder } from '../query-vector.js';
import type { RankedPaper } from '../rank/rank.js';

/**
 * The best of the found papers in the order of one facet; undefined when the paper says nothing of it. As they were found
 * while there is no embedder, or one that fails, to compare what they say.
 */
export async function byFacet({ context, index }: { context: SearchContext; index: OpenIndex }, { paper, facet, found }: { paper: number; facet: Facet; found: readonly RankedPaper[] }): Promise<RankedPaper[] | undefined> {
  const embedder = await ownEmbedder(context, index);
  if (embedder === undefined) return [...found];
  const best = new Map(found.slice(0, FACET_CANDIDATES).map((one) => [one.number, one]));
  const texts = new Map((await papersByNumber(context.db, [paper, ...best.keys()])).map((one) => [one.number, one]));
  const own = texts.get(paper);
  if (own === undefined) return [];
  const candidates = [...best.values()].flatMap(({ number, why }) => {
    const text = texts.get(number);
    return text === undefined ? [] : [{ paper: number, title: text.title, abstract: text.abstract, bm25: why.words.bm25, cosine: why.vectors?.cosine ?? 0 }];
  });
  const ranked = await rankByFacet(own, facet, candidates, embedder).catch((error: unknown) => {
    context.onError?.(error);
    return null;
  });
  if (ranked === null) return [...found];
  return ranked?.map(({ paper: number, score, similarity, ...shares }): RankedPaper => {
    const { why, ...one } = best.get(number)!;
    const words = { ...why.words, share: shares.words };
    const vectors = { cosine: why.vectors?.cosine ?? 0, share: shares.vectors };
    return { ...one, score, why: { words, vectors, facet: { cosine: similarity, share: shares.facet } } };
  });
}
