import { authorKey, normalisePaperId, type Paper } from '#papers';
import { rowOf } from '../index/row.js';
import { dayNumber, type IndexRow } from '../index/schema.js';
import type { Condition } from '../query/tree.js';
import { mayBeNamed } from '../rank/authors.js';
import { lookUps, type LookUp } from '../rank/text-query.js';

/** Whether a paper fits a condition, told from its own text; undefined where the condition says nothing. As the index would tell, but for ids. */
export function fitsPaper(paper: Paper, condition: Condition): boolean | undefined {
  return fits(condition, { paper, row: rowOf(paper) });
}

interface Read {
  paper: Paper;
  row: IndexRow;
}

function fits(condition: Condition, read: Read): boolean | undefined {
  switch (condition.kind) {
    case 'not': {
      const denied = fits(condition.condition, read);
      return denied === undefined ? undefined : !denied;
    }
    case 'and':
    case 'or': {
      const parts = condition.conditions.map((one) => fits(one, read)).filter((part) => part !== undefined);
      if (parts.length === 0) return undefined;
      return condition.kind === 'and' ? parts.every(Boolean) : parts.some(Boolean);
    }
    default:
      return leaf(condition, read);
  }
}

function leaf(condition: Exclude<Condition, { kind: 'not' | 'and' | 'or' }>, { paper, row }: Read): boolean | undefined {
  switch (condition.kind) {
    case 'category':
      return row.categories.includes(condition.code);
    case 'source':
      return row.sources.includes(condition.name);
    case 'has':
      return condition.what === 'code' ? row.has_code : row.has_project;
    case 'is':
      return row.withdrawn;
    case 'date':
      return isWithin(row.published, condition);
    case 'author':
      return authorKey(condition.name) === '' ? undefined : paper.authors.some(({ name }) => mayBeNamed(authorKey(name).split(' '), condition.name));
    case 'id':
      return isNamed(paper, condition.text);
    default: {
      const found = lookUps(condition);
      return found.length === 0 ? undefined : found.some((lookUp) => isThere(row, lookUp));
    }
  }
}

function isWithin(published: number | null, { from, to }: { from?: string; to?: string }): boolean {
  if (published === null) return false;
  return (from === undefined || published >= (dayNumber(from) ?? Infinity)) && (to === undefined || published <= (dayNumber(to) ?? -Infinity));
}

function isNamed(paper: Paper, text: string): boolean {
  return paper.id === text || paper.ids.some(({ scheme, value }) => value === text || normalisePaperId({ scheme, value: text })?.value === value);
}

function isThere(row: IndexRow, { column, terms, phrase }: LookUp): boolean {
  const text = ` ${row[column]} `;
  return phrase ? text.includes(` ${terms.join(' ')} `) : terms.some((term) => text.includes(` ${term} `));
}
