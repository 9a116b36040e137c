import { unitNumber } from './unit-number.js';

/** A paper of an order, as far as choosing some to be shown earlier needs it. */
export interface Explorable {
  id: string;
  /** The logarithm of the votes to be expected of it (`dayScore`, `trendingScore`). */
  value: number;
  /** How often it was shown so far. */
  seen: number;
}

/** How many places of each page are given to papers few have seen. */
export interface ExplorationPlan {
  /** Papers on a page. */
  page: number;
  /** Of these for promising papers few have seen; 0 for none. */
  places: number;
  /** The snapshot's: the same seed gives the same choice. */
  seed: string;
}

/** A paper at its place, and whether it has the place in order to be seen. */
export interface Placed<Item> {
  item: Item;
  explored: boolean;
}

/** The share of an order, from the top, whose papers are promising enough. */
const PROMISING = 0.5;
/** The first places of a page are never given away. */
const FIRST_PLACES = 3;

/**
 * An order in which a few places of each page hold papers that stand on a later page and that few have seen. They are drawn
 * from the better half of all, with a chance that grows with the votes to be expected and falls with those who have seen it.
 * The draw follows from the seed alone, so the pages of one snapshot fit together: every paper comes once.
 * @param order best first
 */
export function withExploration<Item extends Explorable>(order: readonly Item[], plan: ExplorationPlan): Placed<Item>[] {
  const drawn = plan.places > 0 ? drawOrder(order, plan.seed) : [];
  const taken = new Set<number>();
  const result: Placed<Item>[] = [];
  const place = (index: number, explored: boolean) => {
    taken.add(index);
    result.push({ item: order[index]!, explored });
  };
  let next = 0;
  const skipTaken = (from: number) => {
    while (taken.has(from)) from += 1;
    return from;
  };
  for (let page = 0; result.length < order.length; page++) {
    const chosen = chooseFrom(drawn, { taken, from: endOfPage(skipTaken(next), plan.page, taken), count: plan.places });
    const slots = slotsOf(page, plan);
    for (let within = 0; within < plan.page && result.length < order.length; within++) {
      const explored = slots.has(within) ? chosen.shift() : undefined;
      if (explored === undefined) next = skipTaken(next);
      place(explored ?? next, explored !== undefined);
    }
  }
  return result;
}

/** Where the page would end, were nothing put between: what stands from there on is on a later page. */
function endOfPage(from: number, page: number, taken: ReadonlySet<number>): number {
  let place = from;
  for (let count = 0; count < page; place++) if (!taken.has(place)) count += 1;
  return place;
}

function chooseFrom(drawn: readonly number[], { taken, from, count }: { taken: ReadonlySet<number>; from: number; count: number }): number[] {
  const chosen: number[] = [];
  for (const index of drawn) {
    if (chosen.length >= count) break;
    if (index >= from && !taken.has(index)) chosen.push(index);
  }
  return chosen;
}

/** How many of an order, from the top, are promising enough to be shown earlier. */
export function promisingOf(length: number): number {
  return Math.ceil(length * PROMISING);
}

/** Indices of the better half in the order of a weighted draw without replacement (Efraimidis and Spirakis, 2006). */
function drawOrder(order: readonly Explorable[], seed: string): number[] {
  const promising = order.slice(0, promisingOf(order.length));
  return promising
    .map(({ id, value, seen }, index) => ({ index, key: Math.log(unitNumber(seed, id)) / (Math.exp(value) / (1 + seen)) }))
    .sort((a, b) => b.key - a.key || a.index - b.index)
    .map(({ index }) => index);
}

/** Places of a page, one in each of as many equal stretches, below the first. */
function slotsOf(page: number, plan: ExplorationPlan): Set<number> {
  const first = Math.min(FIRST_PLACES, plan.page - 1);
  const stretch = (plan.page - first) / plan.places;
  return new Set(Array.from({ length: plan.places }, (_, slot) => first + Math.floor(stretch * (slot + unitNumber(plan.seed, `page ${page} slot ${slot}`)))));
}
