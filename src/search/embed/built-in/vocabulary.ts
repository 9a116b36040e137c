import type { TermCounts } from './count-terms.js';

/** The terms that have vectors. */
export interface Vocabulary {
  /** The most frequent first. */
  terms: string[];
  /** How much each of them says: g of `weightOf`. */
  weights: Float32Array;
  /** Terms that stand in too many papers to tell them apart: known, without a vector. */
  common: string[];
}

/** In fewer papers a term's company says nothing about it. */
const FEWEST_PAPERS = 4;
/** In a larger share of papers a term says nothing about them. */
const LARGEST_SHARE = 0.2;
/** Bounds the memory of learning and of every table; 60,000 papers of all of arXiv have about 25,000 such terms. */
const MOST_TERMS = 50_000;

/**
 * Chooses the terms of a vocabulary from what was counted.
 * @returns the vocabulary, and for each counted term its number there, or -1
 */
export function chooseVocabulary({ terms, papersWith }: TermCounts, papers: number): { vocabulary: Vocabulary; numbers: Int32Array } {
  const all = Array.from(terms.keys());
  const most = LARGEST_SHARE * papers;
  const chosen = all
    .filter((term) => papersWith[term]! >= FEWEST_PAPERS && papersWith[term]! <= most)
    .sort((a, b) => papersWith[b]! - papersWith[a]! || a - b)
    .slice(0, MOST_TERMS);
  const numbers = new Int32Array(terms.length).fill(-1);
  chosen.forEach((term, number) => (numbers[term] = number));
  const vocabulary = {
    terms: chosen.map((term) => terms[term]!),
    weights: Float32Array.from(chosen, (term) => Math.log((papers + 1) / (papersWith[term]! + 1)) + 1),
    common: all.filter((term) => papersWith[term]! > Math.max(most, FEWEST_PAPERS - 1)).map((term) => terms[term]!),
  };
  return { vocabulary, numbers };
}

/** What a term counts in a text in which it stands so often: (1 + ln often) g. */
export function weightOf(often: number, weight: number): number {
  return (1 + Math.log(often)) * weight;
}

/** The share of all words counted that a vocabulary does not know. */
export function unknownShare({ terms, occurrences }: TermCounts, numbers: Int32Array, { common }: Vocabulary): number {
  const isCommon = new Set(common);
  let all = 0;
  let unknown = 0;
  terms.forEach((term, number) => {
    all += occurrences[number]!;
    if (numbers[number] === -1 && !isCommon.has(term)) unknown += occurrences[number]!;
  });
  return all === 0 ? 0 : unknown / all;
}
