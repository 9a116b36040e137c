import { allOf, conjuncts } from '../query/conditions.js';
import type { Condition, QueryTree } from '../query/tree.js';
import { wordTerms } from '../text/analyse.js';

/** Conditions on single words, which the engine can hold to while it ranks; much faster than looking up all papers with a word. */
export interface Demanded {
  /** A paper must hold one term of each list; they rank as well. */
  required: string[][];
  /** None of these may be there. */
  denied: string[];
  /** The same as a condition, for papers that are not found by words. */
  condition?: Condition;
  /** The query without them. */
  rest: QueryTree;
}

/** Takes out of a query what the engine can hold to by itself: words, words joined by OR, and their denials, each of one term. */
export function demandedWords(tree: QueryTree): Demanded {
  const parts = conjuncts(tree.condition).map((condition) => ({ condition, ...simple(condition) }));
  const taken = parts.filter(({ terms }) => terms !== undefined);
  return {
    required: taken.filter(({ denied }) => !denied).map(({ terms }) => terms!),
    denied: taken.filter(({ denied }) => denied).flatMap(({ terms }) => terms!),
    condition: allOf(taken.map(({ condition }) => condition)),
    rest: { words: tree.words, condition: allOf(parts.filter(({ terms }) => terms === undefined).map(({ condition }) => condition)) },
  };
}

function simple(condition: Condition): { denied: boolean; terms?: string[] } {
  if (condition.kind === 'not') return { denied: true, terms: anyOfTerms(condition.condition) };
  return { denied: false, terms: anyOfTerms(condition) };
}

/** The terms of which one is enough; undefined when the condition is more than that. */
function anyOfTerms(condition: Condition): string[] | undefined {
  if (condition.kind === 'or') {
    const terms = condition.conditions.map(anyOfTerms);
    return terms.includes(undefined) ? undefined : terms.flatMap((list) => list!);
  }
  if (condition.kind !== 'word' || condition.field !== undefined) return undefined;
  const terms = wordTerms(condition.text);
  return terms.length === 1 ? terms : undefined;
}
