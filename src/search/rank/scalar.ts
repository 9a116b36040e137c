import { dayNumber } from '../index/schema.js';
import type { Condition } from '../query/tree.js';

/** A text as SQL writes it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''").replaceAll('\0', '')}'`;
}

/**
 * A condition on the columns that are no text, as the filter of the index; undefined when some of it is about text or ids, or is
 * not a day. What is denied is pushed down to the columns, so that a paper whose day is unknown fits "not in 2024".
 */
export function scalarFilter(condition: Condition, { denied }: { denied: boolean } = { denied: false }): string | undefined {
  switch (condition.kind) {
    case 'category':
      return listed('categories', condition.code, denied);
    case 'source':
      return listed('sources', condition.name, denied);
    case 'has':
      return `has_${condition.what} = ${!denied}`;
    case 'is':
      return `withdrawn = ${!denied}`;
    case 'date':
      return days(condition, denied);
    case 'not':
      return scalarFilter(condition.condition, { denied: !denied });
    case 'and':
    case 'or':
      return joined(condition, denied);
    default:
      return undefined;
  }
}

function listed(column: string, value: string, denied: boolean): string {
  return `${denied ? 'NOT ' : ''}array_has(${column}, ${quoted(value)})`;
}

function days({ from, to }: { from?: string; to?: string }, denied: boolean): string | undefined {
  const [first, last] = [from, to].map((day) => (day === undefined ? undefined : dayNumber(day)));
  if ((from !== undefined && first === undefined) || (to !== undefined && last === undefined)) return undefined;
  const bounds = (denied ? [['<', first], ['>', last]] as const : [['>=', first], ['<=', last]] as const).flatMap(([sign, day]) => (day === undefined ? [] : [`published ${sign} ${day}`]));
  if (bounds.length === 0) return undefined;
  return denied ? `(published IS NULL OR ${bounds.join(' OR ')})` : `(${bounds.join(' AND ')})`;
}

function joined({ kind, conditions }: { kind: 'and' | 'or'; conditions: readonly Condition[] }, denied: boolean): string | undefined {
  const parts = conditions.map((one) => scalarFilter(one, { denied }));
  if (parts.some((part) => part === undefined) || parts.length === 0) return undefined;
  return `(${parts.join((kind === 'and') !== denied ? ' AND ' : ' OR ')})`;
}

/** All of these; undefined when there is none. */
export function allFilters(filters: readonly (string | undefined)[]): string | undefined {
  const there = filters.filter((filter) => filter !== undefined);
  return there.length > 0 ? there.map((filter) => `(${filter})`).join(' AND ') : undefined;
}
