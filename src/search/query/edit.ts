import { allOf, conjuncts } from './conditions.js';
import { printCondition, printQuery } from './print.js';
import type { Condition, ParsedQuery } from './tree.js';

/** The conditions of a query of which each must hold by itself: what a page can offer to take away, one by one. */
export function conditionsOf({ tree }: ParsedQuery): readonly Condition[] {
  return conjuncts(tree.condition);
}

/** The query, as text, that asks for one thing more; the same query when it asks for that already. */
export function withCondition(query: ParsedQuery, condition: Condition): string {
  if (hasCondition(query, condition)) return printQuery(query.tree);
  return printQuery({ words: query.tree.words, condition: allOf([...conditionsOf(query), condition]) });
}

/** The query, as text, that does not ask for one of its conditions. */
export function withoutCondition(query: ParsedQuery, condition: Condition): string {
  const gone = printCondition(condition);
  return printQuery({ words: query.tree.words, condition: allOf(conditionsOf(query).filter((one) => printCondition(one) !== gone)) });
}

/** Whether the query asks for exactly this, beside whatever else. */
export function hasCondition(query: ParsedQuery, condition: Condition): boolean {
  const wanted = printCondition(condition);
  return conditionsOf(query).some((one) => printCondition(one) === wanted);
}
