import { type Condition, type Highlighter, highlighter, type ParsedQuery, type SearchResults } from '#search';

/** Finds the words and phrases of a query in what was found; nothing that it denies. */
export function marksOf(parsed: ParsedQuery, corrected?: SearchResults['corrected']): Highlighter {
  const read = corrected?.words.map((word) => word.read) ?? [];
  return highlighter([...parsed.tree.words, ...read.flatMap((text) => text.split(' ')), ...(parsed.tree.condition ? wordsOf(parsed.tree.condition) : [])]);
}

function wordsOf(condition: Condition): string[] {
  if (condition.kind === 'word' || condition.kind === 'phrase') return [condition.text];
  return condition.kind === 'and' || condition.kind === 'or' ? condition.conditions.flatMap(wordsOf) : [];
}
