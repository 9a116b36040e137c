import type { Speller } from './context.js';
import { printQuery } from './query/print.js';
import type { ParsedQuery, QueryTree } from './query/tree.js';
import type { Correction, SearchResults } from './results.js';

export interface Corrected {
  query: ParsedQuery;
  /** How many words at its end are other ways to write some before them. */
  added: number;
  corrected: NonNullable<SearchResults['corrected']>;
}

/** Other ways in which papers write the words of a query: they are searched for besides, unless they are asked for already. */
export function variations(query: ParsedQuery, speller: Speller): Correction[] {
  const asked = new Set(query.tree.words.map((word) => word.toLowerCase()));
  const varied = speller.vary?.(query.tree.words) ?? [];
  return varied.filter(({ read }) => read.split(' ').some((word) => !asked.has(word))).map((one) => ({ ...one, besides: true }));
}

/** The words of a query that may be misspelt. Only free words: what is quoted or a condition is meant; what is asked for already, is no slip. */
export function corrections(query: ParsedQuery, speller: Speller): Correction[] {
  const asked = new Set(query.tree.words);
  return speller.correct(query.tree.words).filter(({ written, read }) => asked.has(written) && read.split(' ').some((word) => !asked.has(word)));
}

/**
 * A query with its misspelt words mended. A word that papers hold may be the name of something rare, and no slip: what it
 * resembles is searched for besides it, never in its place.
 */
export function corrected(query: ParsedQuery, mended: readonly Correction[], { held, varied }: { held: ReadonlySet<string>; varied: readonly Correction[] }): Corrected {
  const misspelt = mended.map(({ written, read }): Correction => (held.has(written) ? { written, read, besides: true } : { written, read }));
  const besides = varied.filter(({ read }) => !misspelt.some((one) => one.read === read));
  const words = [...misspelt, ...besides];
  const replacement = new Map(misspelt.map(({ written, read, besides }) => [written, [...(besides ? [written] : []), ...read.split(' ')]]));
  const added = besides.flatMap(({ read }) => read.split(' '));
  const tree: QueryTree = { ...query.tree, words: [...query.tree.words.flatMap((word) => replacement.get(word) ?? [word]), ...added] };
  const text = printQuery(tree);
  return { query: { ...query, text, tree }, added: added.length, corrected: { words, query: text } };
}
