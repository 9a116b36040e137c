import type { PaperTerms } from '../index/paper-terms.js';
import { markTerms } from '../index/schema.js';
import { conditionWords } from './condition-words.js';
import type { QueryTree } from '../query/tree.js';
import { wordTerms } from '../text/analyse.js';

/** A word as the reader wrote it, and the terms it is looked up by. */
export interface QueryWord {
  written: string;
  terms: string[];
}

/** What ranks, in the column of the index in which it stands. */
export interface RankingWords {
  column: 'terms' | 'field_terms';
  words: QueryWord[];
}

/**
 * The words that rank: the free ones and those that conditions ask for. A query of nothing but stop words is looked up in titles,
 * where they are kept ("What is it like to be a bat?"). Undefined when no word says anything.
 */
export function rankingWords(tree: QueryTree): RankingWords | undefined {
  const written = [...tree.words, ...conditionWords(tree.condition).asked];
  return analysed(written, 'terms', (word) => wordTerms(word)) ?? analysed(written, 'field_terms', (word) => markTerms('title', wordTerms(word, { keepStopWords: true })).split(' ').filter(Boolean));
}

function analysed(written: readonly string[], column: RankingWords['column'], termsOf: (word: string) => string[]): RankingWords | undefined {
  const words = written.map((word) => ({ written: word, terms: termsOf(word) })).filter(({ terms }) => terms.length > 0);
  return words.length > 0 ? { column, words } : undefined;
}

/** Every term as often as it was written: a word given twice weighs twice. */
export function termsToRank({ words }: RankingWords): string[] {
  return words.flatMap(({ terms }) => terms);
}

/** The words of a query that stand in a paper, as written, each once. */
export function matchedWords({ words, column }: RankingWords, paper: Pick<PaperTerms, 'has'>): string[] {
  return [...new Set(words.filter((word) => word.terms.some((term) => paper.has(term, column))).map(({ written }) => written))];
}
