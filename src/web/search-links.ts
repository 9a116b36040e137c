import { type Condition, type ParsedQuery, printQuery, type QueryTree, withCondition } from '#search';

/** The conditions a query sets beside its words, each of which a reader can take back. */
export function conditionsOf({ condition }: QueryTree): Condition[] {
  if (condition === undefined) return [];
  return condition.kind === 'and' ? condition.conditions : [condition];
}

/** One condition as a reader would type it: `category:cs.CL`. */
export function printCondition(condition: Condition): string {
  return printQuery({ words: [], condition });
}

/** The query with one more condition. */
export function narrowed(parsed: ParsedQuery, condition: Condition): string {
  return withCondition(parsed, condition);
}

/** The query without one of its conditions. */
export function loosened({ tree }: ParsedQuery, condition: Condition): string {
  return printQuery(treeOf(tree.words, conditionsOf(tree).filter((one) => one !== condition)));
}

/** The query's own condition that says the same as this one. */
export function ownCondition({ tree }: ParsedQuery, condition: Condition): Condition | undefined {
  const text = printCondition(condition);
  return conditionsOf(tree).find((one) => printCondition(one) === text);
}

/** A query that may find something where another found nothing, and what it leaves out. */
export interface Looser {
  query: string;
  words: string;
}

/** Queries to fall back on, the closest first: one condition less, phrases as words, a whole archive, the words alone. */
export function looserQueries(parsed: ParsedQuery): Looser[] {
  const conditions = conditionsOf(parsed.tree);
  const { words } = parsed.tree;
  const some = words.length > 0 || conditions.length > 1;
  const all = [
    ...(some ? conditions.map((one) => ({ query: loosened(parsed, one), words: `without ${printCondition(one)}` })) : []),
    ...conditions.flatMap((one) => widened(parsed, one)),
    ...(words.length > 0 && conditions.length > 1 ? [{ query: printQuery({ words }), words: 'the words alone' }] : []),
  ];
  return all.filter(({ query }, index) => query !== '' && all.findIndex((other) => other.query === query) === index);
}

function widened(parsed: ParsedQuery, condition: Condition): Looser[] {
  const others = conditionsOf(parsed.tree).filter((one) => one !== condition);
  if (condition.kind === 'phrase') {
    const words = [...parsed.tree.words, ...condition.text.split(/\s+/).filter(Boolean)];
    return [{ query: printQuery(treeOf(words, others)), words: 'the phrase as words' }];
  }
  const archive = condition.kind === 'category' ? /^([^.]+)\./.exec(condition.code)?.[1] : undefined;
  if (archive === undefined) return [];
  return [{ query: printQuery(treeOf(parsed.tree.words, [...others, { kind: 'category', code: archive }])), words: `anywhere in ${archive}` }];
}

function treeOf(words: string[], conditions: Condition[]): QueryTree {
  if (conditions.length === 0) return { words };
  return { words, condition: conditions.length === 1 ? conditions[0]! : { kind: 'and', conditions } };
}
