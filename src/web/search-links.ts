import { daysOf, type Period } from '#feed';
import { type Condition, conditionsOf, type ParsedQuery, printCondition, printQuery, type QueryTree, type SearchResults, withCondition, withoutCondition } from '#search';

export interface KeptView {
  parsed: ParsedQuery;
  period?: Period;
  results: Pick<SearchResults, 'corrected' | 'person'>;
}

/** The query that finds again what a page of results shows: its words as they were read, whom they name, and the days it stays in. */
export function queryToKeep({ parsed, period, results }: KeptView): string {
  const read = results.person?.query ?? results.corrected?.query;
  if (period === undefined) return read ?? parsed.text;
  const days = daysOf(period);
  const within: Condition = { kind: 'date', from: days[0]!, to: days.at(-1)! };
  return read === undefined ? withCondition(parsed, within) : `${read} ${printCondition(within)}`;
}

/** A query that may find something where another found nothing, and what it leaves out. */
export interface Looser {
  query: string;
  words: string;
}

/** With more conditions than a person types each looser query takes as long as the one that found nothing. */
const MOST_LOOSENED = 8;

/** Queries to fall back on, the closest first: one condition less, phrases as words, a whole archive, one condition alone, the words alone. */
export function looserQueries(parsed: ParsedQuery): Looser[] {
  const { words } = parsed.tree;
  const all = conditionsOf(parsed);
  const queries = [
    ...(all.length <= MOST_LOOSENED ? loosened(parsed, all) : []),
    ...(words.length > 0 && all.length > 1 ? [{ query: printQuery({ words }), words: 'the words alone' }] : []),
  ];
  return queries.filter(({ query }, index) => query !== '' && queries.findIndex((other) => other.query === query) === index);
}

function loosened(parsed: ParsedQuery, conditions: readonly Condition[]): Looser[] {
  const { words } = parsed.tree;
  return [
    ...conditions.flatMap((one) => widened(parsed, one)),
    ...(words.length > 0 || conditions.length > 1 ? conditions.map((one) => ({ query: withoutCondition(parsed, one), words: `without ${printCondition(one)}` })) : []),
    // Where none of them alone stands in the way.
    ...(conditions.length > 2 ? conditions.map((one) => ({ query: printQuery({ words, condition: one }), words: `${printCondition(one)} and no other condition` })) : []),
  ];
}

function widened(parsed: ParsedQuery, condition: Condition): Looser[] {
  const others = conditionsOf(parsed).filter((one) => one !== condition);
  if (condition.kind === 'phrase') {
    const words = [...parsed.tree.words, ...condition.text.split(/\s+/).filter(Boolean)];
    return [{ query: printQuery(treeOf(words, others)), words: 'the phrase as words' }];
  }
  const archive = condition.kind === 'category' ? /^([^.]+)\./.exec(condition.code)?.[1] : undefined;
  if (archive === undefined) return [];
  return [{ query: printQuery(treeOf(parsed.tree.words, [...others, { kind: 'category', code: archive }])), words: `anywhere in ${archive}` }];
}

function treeOf(words: string[], conditions: readonly Condition[]): QueryTree {
  if (conditions.length === 0) return { words };
  return { words, condition: conditions.length === 1 ? conditions[0]! : { kind: 'and', conditions: [...conditions] } };
}
