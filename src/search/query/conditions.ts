import type { Condition } from './tree.js';

/** All of these must hold; nested ones are taken in, and one alone is itself. */
export function allOf(conditions: readonly Condition[]): Condition | undefined {
  const flat = conditions.flatMap((condition) => (condition.kind === 'and' ? condition.conditions : [condition]));
  return flat.length > 1 ? { kind: 'and', conditions: flat } : flat[0];
}

/** One of these must hold; nested ones are taken in, and one alone is itself. */
export function anyOf(conditions: readonly Condition[]): Condition | undefined {
  const flat = conditions.flatMap((condition) => (condition.kind === 'or' ? condition.conditions : [condition]));
  return flat.length > 1 ? { kind: 'or', conditions: flat } : flat[0];
}

/** The opposite; the opposite of an opposite is the thing itself. */
export function notOf(condition: Condition): Condition {
  return condition.kind === 'not' ? condition.condition : { kind: 'not', condition };
}

/** The conditions of which each must hold by itself. */
export function conjuncts(condition: Condition | undefined): readonly Condition[] {
  if (condition === undefined) return [];
  return condition.kind === 'and' ? condition.conditions : [condition];
}
