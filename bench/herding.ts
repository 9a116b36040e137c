import type { Benchmark } from './context.js';
import type { Figure } from './figures.js';
import { type Measures, simulateDay } from './herding/simulate.js';
import { makePapers, makeWeights, PLANTED, PUSHED, type Ring } from './herding/world.js';
import { Random } from './papers/random.js';

/** Simulated days for each run asked for: the best papers, and a ring. */
const DAYS = 20;
const DAYS_WITH_RING = 4;
const READERS = 1_000;
const NO_RING: Ring = { kind: 'new', size: 0 };

const ORDERS: readonly [name: string, measures: Measures][] = [
  ['votes alone', { order: 'votes', places: 0, weighed: false }],
  ['votes and prior', { order: 'posterior', places: 0, weighed: false }],
  ['and 3 places for the unseen', { order: 'posterior', places: 3, weighed: false }],
  ['and 8 places for the unseen', { order: 'posterior', places: 8, weighed: false }],
  ['votes, prior, weights', { order: 'posterior', places: 0, weighed: true }],
  ['all: prior, weights, 3 places', { order: 'posterior', places: 3, weighed: true }],
];

const WITH_RINGS = ['votes alone', 'votes and prior', 'votes, prior, weights'];

/**
 * What becomes of the best papers of a day, and of a paper that a ring of accounts pushes, where readers look at what is on top and copy each
 * other. Simulated: parameters and their sources are in `herding/`. The same seeds give the same figures.
 */
export const herding: Benchmark = {
  name: 'herding',
  async measure({ say, runs }) {
    say('herding: the best papers …');
    const worlds = worldsWith(NO_RING, DAYS * runs);
    const quiet = new Map(ORDERS.map(([name, measures]) => [name, daysIn(worlds, measures)]));
    const figures = [...quiet].flatMap(([name, days]) => plantedFigures(name, days));
    for (const kind of ['new', 'kept', 'hidden'] as const) {
      for (const size of [5, 50, 500]) {
        say(`herding: a ring of ${size} ${kind} accounts …`);
        figures.push(...ringFigures({ kind, size }, quiet, DAYS_WITH_RING * runs));
      }
    }
    return figures;
  },
};

function plantedFigures(name: string, days: readonly number[][]): Figure[] {
  const inFirst = (count: number) => days.map((order) => order.slice(0, count).filter((paper) => paper < PLANTED).length / PLANTED);
  return [
    figure(`${name}: of ${PLANTED} planted best papers, in the first ${PLANTED}`, inFirst(PLANTED)),
    figure(`${name}: in the first 10`, inFirst(10)),
  ];
}

/** Where a middling paper ends for which a ring votes first thing in the morning. */
function ringFigures(ring: Ring, quiet: ReadonlyMap<string, readonly number[][]>, count: number): Figure[] {
  const worlds = worldsWith(ring, count);
  return ORDERS.filter(([name]) => WITH_RINGS.includes(name)).map(([name, measures]) => {
    const [without, pushed] = [quiet.get(name)!.slice(0, count), daysIn(worlds, measures)].map((days) => days.map((order) => order.indexOf(PUSHED) + 1));
    const top = pushed!.filter((place) => place <= 10).length / count;
    return { what: `ring of ${ring.size} ${ring.kind} accounts, ${name}: ends at place`, values: [middle(pushed!)], unit: '', note: `median of ${count} days; ${middle(without!)} without the ring; in the first 10 on ${Math.round(100 * top)} % of days` };
  });
}

/** What each of the days begins with. */
function worldsWith(ring: Ring, count: number) {
  return Array.from({ length: count }, (_, day) => ({ papers: makePapers(new Random(day)), weights: makeWeights(READERS, ring, new Random(day + 1_000)) }));
}

function daysIn(worlds: ReturnType<typeof worldsWith>, measures: Measures): number[][] {
  return worlds.map((world, day) => simulateDay({ ...world, readers: READERS, pushed: PUSHED, measures, seed: `day ${day}`, random: new Random(day + 2_000) }));
}

function figure(what: string, shares: readonly number[]): Figure {
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const deviation = Math.sqrt(shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / (shares.length - 1));
  return { what, values: [100 * mean], unit: '%', note: `mean of ${shares.length} days, standard error ${((100 * deviation) / Math.sqrt(shares.length)).toFixed(1)}` };
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
