import type { OpenIndex } from '../index/search-index.js';
import { bm25Of } from './bm25.js';
import { rankPapers, scoreRows, termsQuery, type RankedPaper, type Wanted } from './rank.js';
import type { TermFrequencies } from './term-weights.js';
import { readWords } from './words-left.js';

/** What candidates are found by, and compared by then. */
export interface Steps {
  /** A few of the terms. */
  finding: readonly string[];
  /** All of them; one given twice weighs twice. */
  terms: readonly string[];
  /** How usual they are; without this the engine compares, which takes longer. */
  frequencies: TermFrequencies | undefined;
  /** Of what is found, what is compared; all, when left out. */
  accepts?: (paper: RankedPaper) => boolean;
  /** How many of the best that were found are compared. */
  compared: number;
}

/**
 * As `rankPapers`, for so many terms that finding candidates by all of them takes too long: a few of them find candidates, and the best
 * of these are compared by all. The list holds no others.
 */
export async function rankInTwoSteps(index: OpenIndex, wanted: Omit<Wanted, 'terms' | 'exact'>, { finding, compared, accepts, ...all }: Steps): Promise<RankedPaper[]> {
  const rough = await rankPapers(index, { ...wanted, terms: { column: 'terms', list: finding }, exact: 0 });
  const best = (accepts === undefined ? rough.papers : rough.papers.filter(accepts)).slice(0, compared);
  const words = await wordsOf(index, all, best.map(({ number }) => number));
  return scoreRows(index, best.map(({ number, why }) => ({ number, bm25: words.get(number) ?? 0, cosine: why.vectors?.cosine })), { column: 'terms', list: all.terms });
}

async function wordsOf(index: OpenIndex, { terms, frequencies }: Pick<Steps, 'terms' | 'frequencies'>, papers: readonly number[]): Promise<Map<number, number>> {
  if (frequencies !== undefined && index.terms !== undefined) return await bm25Of(index, { terms, frequencies }, papers);
  const rows = await readWords(index, await termsQuery({ column: 'terms', list: terms }), papers);
  return new Map(rows.map(({ number, bm25 }) => [number, bm25]));
}
