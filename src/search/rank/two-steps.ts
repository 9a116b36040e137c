import type { OpenIndex } from '../index/search-index.js';
import { rankPapers, scoreRows, termsQuery, type Ranking, type Wanted } from './rank.js';
import { readWords } from './words-left.js';

/**
 * As `rankPapers`, for so many terms that finding candidates by all of them takes too long: `finding`, a few of them, find candidates,
 * and the best so many of these are compared by all terms. The ranking holds no others.
 */
export async function rankInTwoSteps(index: OpenIndex, wanted: Wanted & { terms: NonNullable<Wanted['terms']> }, { finding, compared }: { finding: readonly string[]; compared: number }): Promise<Ranking> {
  const rough = await rankPapers(index, { ...wanted, terms: { ...wanted.terms, list: finding }, exact: 0 });
  const best = rough.papers.slice(0, compared);
  const words = await readWords(index, await termsQuery(wanted.terms), best.map(({ number }) => number));
  const bm25 = new Map(words.map((row) => [row.number, row.bm25]));
  const papers = scoreRows(index, best.map(({ number, why }) => ({ number, bm25: bm25.get(number) ?? 0, cosine: why.vectors?.cosine })), wanted.terms);
  return { papers, more: rough.more || rough.papers.length > best.length };
}
