import { vectorTerms, type BuiltInEmbedder } from '#search';
import type { KnownPaper } from '../papers.js';

/** Less alike than this is no synonym, but a word of the same papers. */
const ALIKE = 0.5;
const LOOKED_AT = 5;

/**
 * Finds for a word another of the corpus that is used alike: the nearest term of the term table, in the spelling that is
 * most usual in these papers.
 */
export function synonymsOf(papers: readonly KnownPaper[], embedder: Pick<BuiltInEmbedder, 'nearestTerms'>): (word: string) => string | undefined {
  const spellings = usualSpellings(papers);
  const found = new Map<string, string | undefined>();
  return (word) => {
    const [own] = vectorTerms(word);
    if (own === undefined) return undefined;
    const near = () => embedder.nearestTerms(word, LOOKED_AT).filter(({ term, cosine }) => cosine >= ALIKE && term !== own);
    return found.getOrInsertComputed(own, () => near().flatMap(({ term }) => spellings.get(term) ?? [])[0]);
  };
}

function usualSpellings(papers: readonly KnownPaper[]): Map<string, string> {
  const counts = new Map<string, number>();
  for (const { title, abstract } of papers) {
    for (const [word] of `${title} ${abstract}`.toLowerCase().matchAll(/\p{L}{2,}/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const usual = new Map<string, string>();
  for (const [word] of [...counts].sort((a, b) => b[1] - a[1])) {
    const [term] = vectorTerms(word);
    if (term !== undefined && !usual.has(term)) usual.set(term, word);
  }
  return usual;
}
