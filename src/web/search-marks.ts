import type { Condition, ParsedQuery, SearchResults } from '#search';

/** The words and phrases of a query that are marked in what was found; nothing that it denies. */
export function markedWords(parsed: ParsedQuery, corrected?: SearchResults['corrected']): string[] {
  const read = corrected?.words.map((word) => word.read) ?? [];
  return [...parsed.tree.words, ...read, ...(parsed.tree.condition ? wordsOf(parsed.tree.condition) : [])];
}

function wordsOf(condition: Condition): string[] {
  if (condition.kind === 'word' || condition.kind === 'phrase') return [condition.text];
  return condition.kind === 'and' || condition.kind === 'or' ? condition.conditions.flatMap(wordsOf) : [];
}
