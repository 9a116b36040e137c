import { conjuncts } from './conditions.js';
import type { Days } from './dates.js';
import { daysText } from './days-text.js';
import type { Condition, QueryTree } from './tree.js';
import { phraseText } from './words.js';

/**
 * The one way to write a query, such that reading it gives the same tree: free words first, then what papers must fit.
 */
export function printQuery({ words, condition }: QueryTree): string {
  const alone = words.length === 0 && condition?.kind === 'or';
  return alone ? alternatives(condition.conditions) : [...words, ...topLevel(conjuncts(condition))].join(' ');
}

/** One condition as it can stand in a query by itself. */
export function printCondition(condition: Condition): string {
  return topLevel(conjuncts(condition)).join(' ');
}

/** Bare words that are required must be joined by AND, or they would be free; a single one is as good as a phrase. */
function topLevel(all: readonly Condition[]): string[] {
  if (!all.some(isBareWord)) return all.map(operand);
  if (all.length === 1) return all.map((condition) => (condition.kind === 'word' ? `"${phraseText(condition.text)}"` : operand(condition)));
  return [all.map(operand).join(' AND ')];
}

function isBareWord(condition: Condition): boolean {
  return condition.kind === 'word' && condition.field === undefined;
}

/** A condition that can be denied, or joined to others. */
function operand(condition: Condition): string {
  switch (condition.kind) {
    case 'and':
      return `(${condition.conditions.map(operand).join(' ')})`;
    case 'or':
      return `(${alternatives(condition.conditions)})`;
    case 'not':
      return denied(condition.condition);
    case 'word':
      return `${prefix(condition.field)}${condition.text}`;
    case 'phrase':
      return `${prefix(condition.field)}"${phraseText(condition.text)}"`;
    case 'author':
      return `author:${value(condition.name)}`;
    case 'organisation':
      return `org:${value(condition.text)}`;
    case 'venue':
      return `venue:${value(condition.text)}`;
    case 'source':
      return `source:${value(condition.name)}`;
    case 'category':
      return `category:${value(condition.code)}`;
    case 'id':
      return `id:${value(condition.text)}`;
    case 'has':
    case 'is':
      return `${condition.kind}:${condition.what}`;
    case 'date':
      return printDays(condition);
  }
}

function alternatives(conditions: readonly Condition[]): string {
  return conditions.map(operand).join(' OR ');
}

/** A second `-` would make the first a part of the word. */
function denied(condition: Condition): string {
  const text = operand(condition);
  return text.startsWith('-') ? `-(${text})` : `-${text}`;
}

function prefix(field: string | undefined): string {
  return field === undefined ? '' : `${field}:`;
}

function value(text: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N}\p{M}.:/+-]*$/u.test(text) ? text : `"${phraseText(text)}"`;
}

function printDays({ last, ...days }: Days): string {
  if (last !== undefined) return `date:${last}`;
  const text = daysText(days);
  if ('since' in text) return `after:${text.since}`;
  if ('before' in text) return `before:${text.before}`;
  if ('until' in text) return `date:..${text.until}`;
  const value = 'in' in text ? text.in : `${text.first}..${text.last}`;
  return /^\d{4}(?:\.\.\d{4})?$/.test(value) ? `year:${value}` : `date:${value}`;
}
