import type { Document } from '../collection.js';
import { bm25 } from './bm25.js';
import { best, invert } from './inverted.js';
import { plainTerms } from './terms.js';
import { tfIdfCosine } from './tf-idf.js';

/** What anybody can have: k1 and b as Anserini sets them. */
const BM25 = { k1: 0.9, b: 0.4 };

/** A method to compare with: the ids it finds, best first. */
export interface Baseline {
  name: string;
  rank(text: string, limit: number): string[];
}

/** Plain BM25 and the cosine of TF-IDF over title and abstract as one text. */
export function baselinesOf(documents: readonly Document[]): Baseline[] {
  const inverted = invert(documents.map(({ title, abstract }) => plainTerms(`${title} ${abstract}`)));
  const cosine = tfIdfCosine(inverted);
  const ids = (scores: Float64Array, limit: number) => best(scores, limit).map((place) => documents[place]!.id);
  return [
    { name: 'plain BM25', rank: (text, limit) => ids(bm25(inverted, plainTerms(text), BM25), limit) },
    { name: 'TF-IDF', rank: (text, limit) => ids(cosine(plainTerms(text)), limit) },
  ];
}
