import { conjuncts } from './conditions.js';
import type { Days } from './dates.js';
import { daysText } from './days-text.js';
import type { Condition, QueryTree } from './tree.js';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const UNITS: Record<string, string> = { d: 'day', w: 'week', m: 'month', y: 'year' };

/** A query in words, for a heading: `papers on agents by Yann LeCun in cs.CV since May 2026`. */
export function describeQuery({ words, condition }: QueryTree): string {
  const about = words.length === 0 ? [] : [`on ${words.join(' ')}`];
  const parts = [...about, ...conjuncts(condition).map(inWords)];
  return parts.length === 0 ? 'all papers' : ['papers', ...parts.map(joint)].join(' ');
}

/** Two of a kind are joined: `by Marie Curie and by Emmy Noether`. */
function joint(part: string, index: number, parts: readonly string[]): string {
  const kind = part.slice(0, part.indexOf(' '));
  return parts[index - 1]?.startsWith(`${kind} `) ? `and ${part}` : part;
}

/** What a condition adds to the word "papers": `by Yann LeCun`, `not in cs.CV`. */
function inWords(condition: Condition): string {
  switch (condition.kind) {
    case 'word':
    case 'phrase':
      return `with “${condition.text}”${condition.field === undefined ? '' : ` in the ${condition.field}`}`;
    case 'author':
      return `by ${condition.name}`;
    case 'organisation':
      return `from ${condition.text}`;
    case 'venue':
      return `at ${condition.text}`;
    case 'source':
      return `out of ${condition.name}`;
    case 'category':
      return `in ${condition.code}`;
    case 'id':
      return `with the id ${condition.text}`;
    case 'has':
      return condition.what === 'code' ? 'with code' : 'with a project page';
    case 'is':
      return 'that were withdrawn';
    case 'date':
      return daysInWords(condition);
    case 'not':
      return `but not those ${inWords(condition.condition)}`;
    case 'and':
      return listed(condition.conditions, ' and ');
    case 'or':
      return listed(condition.conditions, ' or ');
  }
}

function listed(conditions: readonly Condition[], joint: string): string {
  return conditions.map((condition) => (condition.kind === 'and' || condition.kind === 'or' ? `(${inWords(condition)})` : inWords(condition))).join(joint);
}

function daysInWords({ last, ...days }: Days): string {
  if (last !== undefined) return `of the last ${lastInWords(last)}`;
  const text = daysText(days);
  if ('since' in text) return `since ${dateInWords(text.since)}`;
  if ('before' in text) return `before ${dateInWords(text.before)}`;
  if ('until' in text) return `until ${dateInWords(text.until)}`;
  if ('in' in text) return `${text.in.length === 10 ? 'of' : 'in'} ${dateInWords(text.in)}`;
  return `from ${dateInWords(text.first)} to ${dateInWords(text.last)}`;
}

function lastInWords(last: string): string {
  const [count, unit] = [last.slice(0, -1), UNITS[last.slice(-1)]!];
  return count === '1' ? unit : `${count} ${unit}s`;
}

/** `May 2026` for `2026-05`. */
function dateInWords(date: string): string {
  const [year, month, day] = date.split('-');
  if (month === undefined) return date;
  return [...(day === undefined ? [] : [Number(day)]), MONTHS[Number(month) - 1], year].join(' ');
}
