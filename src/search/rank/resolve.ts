import type { Table } from '@lancedb/lancedb';
import type { Condition } from '../query/tree.js';
import { authorsNamed } from './authors.js';
import { both, either, opposite, type Fits } from './fits.js';
import { numbersFound } from './read-table.js';
import { allFilters, scalarFilter } from './scalar.js';
import { lookUps, textQuery } from './text-query.js';

/** What conditions are looked up in. */
export interface Places {
  table: Table;
  /** The store's number of the paper that an id names. */
  numberOf(id: string): Promise<number | undefined>;
}

/**
 * The papers that fit a condition, among those that fit a filter: every condition is exact, however it is put together. Undefined
 * when the condition says nothing (a word without a letter), so that it neither asks nor denies.
 */
export async function papersThatFit(places: Places, condition: Condition, where: string | undefined): Promise<Fits | undefined> {
  const scalar = scalarFilter(condition);
  if (scalar !== undefined) return listed(await numbersFound(places.table, { where: allFilters([where, scalar])! }));
  switch (condition.kind) {
    case 'not': {
      const denied = await papersThatFit(places, condition.condition, where);
      return denied && opposite(denied);
    }
    case 'and':
    case 'or': {
      const parts = await Promise.all(withoutRepeats(condition.conditions).map((one) => papersThatFit(places, one, where)));
      const said = parts.filter((part) => part !== undefined);
      return said.length > 0 ? said.reduce(condition.kind === 'and' ? both : either) : undefined;
    }
    default:
      return await leaf(places, condition, where);
  }
}

/** What is asked for a hundred times is looked up once. */
export function withoutRepeats(conditions: readonly Condition[]): Condition[] {
  return [...new Map(conditions.map((one) => [JSON.stringify(one), one])).values()];
}

async function leaf(places: Places, condition: Condition, where: string | undefined): Promise<Fits | undefined> {
  switch (condition.kind) {
    case 'word':
    case 'phrase':
    case 'organisation':
    case 'venue': {
      const found = await Promise.all(lookUps(condition).map(async (lookUp) => await numbersFound(places.table, { text: await textQuery(lookUp), where })));
      return found.length > 0 ? listed(...found) : undefined;
    }
    case 'author':
      return await authorsNamed(places.table, condition.name, { where });
    case 'id': {
      const number = await places.numberOf(condition.text);
      return listed(number === undefined ? [] : [number]);
    }
    default:
      return undefined;
  }
}

function listed(...lists: Iterable<number>[]): Fits {
  const numbers = new Set<number>();
  for (const list of lists) for (const number of list) numbers.add(number);
  return { numbers, denied: false };
}
