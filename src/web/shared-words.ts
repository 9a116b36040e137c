import { plainText } from '#lib/text';
import type { Paper } from '#papers';
import { wordTerms } from '#search';

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;

/** Terms as the index has them (`vesicl`), as the words of a paper that they come from (`vesicles`), in the same order. */
export function sharedWords(paper: Pick<Paper, 'title' | 'abstract'>, terms: readonly string[]): string[] {
  const wanted = new Set(terms);
  const words = new Map<string, string>();
  for (const [word] of plainText(`${paper.title} ${paper.abstract}`).matchAll(WORD)) {
    if (wanted.size === 0) break;
    for (const term of wordTerms(word)) if (wanted.delete(term)) words.set(term, word.toLowerCase());
  }
  return terms.flatMap((term) => words.get(term) ?? []);
}
