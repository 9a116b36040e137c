import { PaperTerms } from '../index/paper-terms.js';
import type { OpenIndex } from '../index/search-index.js';
import { termsOf } from './matched.js';
import { TermCounter } from './term-counter.js';
import { inverseFrequency, type TermFrequencies } from './term-weights.js';

/** The engine's own. */
const [K1, B] = [1.2, 0.75];

/**
 * The BM25 of some papers for terms, of which one given twice weighs twice, counted out of the terms that are kept of each: of two
 * hundred papers for forty terms in two milliseconds, where the engine reads every paper that holds one of them. It differs from the engine's by what
 * `frequencies` are only a sample of. The formula: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with idf
 * as in `inverseFrequency`. A paper that has left the index has none.
 */
export async function bm25Of(index: OpenIndex, { terms, frequencies }: { terms: readonly string[]; frequencies: TermFrequencies }, papers: readonly number[]): Promise<Map<number, number>> {
  const different = [...new Set(terms)];
  const weights = weightsOf(different, terms, frequencies);
  const counter = new TermCounter(different);
  const scores = new Map<number, number>();
  const add = (paper: number, written: Buffer) => scores.set(paper, bm25(counter.count(PaperTerms.wordsIn(written)), weights, frequencies.length));
  await index.terms?.visit(papers, add);
  const left = papers.filter((paper) => !scores.has(paper));
  if (left.length > 0) for (const [paper, { written }] of await termsOf(index, left)) add(paper, Buffer.from(written));
  return scores;
}

function weightsOf(different: readonly string[], terms: readonly string[], frequencies: TermFrequencies): Float64Array {
  const often = Map.groupBy(terms, (term) => term);
  return Float64Array.from(different, (term) => often.get(term)!.length * inverseFrequency(frequencies, term));
}

function bm25({ counts, length }: { counts: Uint32Array; length: number }, weights: Float64Array, usualLength: number): number {
  const norm = K1 * (1 - B + (B * length) / usualLength);
  let sum = 0;
  for (let term = 0; term < counts.length; term += 1) sum += (weights[term]! * counts[term]! * (K1 + 1)) / (counts[term]! + norm);
  return sum;
}
