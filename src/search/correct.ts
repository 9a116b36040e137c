import type { Speller } from './context.js';
import { printQuery } from './query/print.js';
import type { ParsedQuery, QueryTree } from './query/tree.js';
import type { SearchResults } from './results.js';

/** A query with its misspelt words mended; undefined when there are none. Only free words: what is quoted or a condition is meant. */
export function corrected(query: ParsedQuery, speller: Speller): { query: ParsedQuery; corrected: NonNullable<SearchResults['corrected']> } | undefined {
  const words = speller.correct(query.tree.words).filter(({ written, read }) => written !== read && query.tree.words.includes(written));
  if (words.length === 0) return undefined;
  const read = new Map(words.map((word) => [word.written, word.read]));
  const tree: QueryTree = { ...query.tree, words: query.tree.words.flatMap((word) => (read.get(word) ?? word).split(' ')) };
  const text = printQuery(tree);
  return { query: { ...query, text, tree }, corrected: { words, query: text } };
}
