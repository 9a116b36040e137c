import { conjuncts } from '../query/conditions.js';
import type { Condition } from '../query/tree.js';
import { both, type Fits } from './fits.js';
import { papersThatFit, withoutRepeats, type Places } from './resolve.js';
import { allFilters, scalarFilter } from './scalar.js';

/** What papers must fit before they are ranked: a filter of the engine, and papers by number. */
export interface Filter {
  where?: string;
  fits?: Fits;
}

/** Conditions as a filter; `also` are filters of the engine beside them. Conditions on columns narrow the look-ups of those on text. */
export async function readFilter(places: Places, condition: Condition | undefined, also: readonly (string | undefined)[]): Promise<Filter> {
  const parts = withoutRepeats(conjuncts(condition)).map((one) => ({ one, scalar: scalarFilter(one) }));
  const where = allFilters([...also, ...parts.map(({ scalar }) => scalar)]);
  const looked = await Promise.all(parts.filter(({ scalar }) => scalar === undefined).map(({ one }) => papersThatFit(places, one, where)));
  const said = looked.filter((fits) => fits !== undefined);
  return { where, ...(said.length > 0 ? { fits: said.reduce(both) } : {}) };
}

/** Whether no paper can fit. */
export function isEmpty({ fits }: Filter): boolean {
  return fits !== undefined && !fits.denied && fits.numbers.size === 0;
}
