import { BUILT_IN_GROWTH, type CountedVotes, countVotes, dayValue, plainVotes, PRIOR_WEIGHT, type ReaderWeight, usualVotes, withExploration } from '#feed';
import type { Random } from '../papers/random.js';
import type { SimulatedPaper } from './world.js';

/** What is done against herding and rings. */
export interface Measures {
  /** By votes and prior, or by votes alone. */
  order: 'votes' | 'posterior';
  /** Places of each page for papers few have seen. */
  places: number;
  /** Whether accounts are weighed. */
  weighed: boolean;
}

export interface Simulation {
  papers: readonly SimulatedPaper[];
  /** Of each reader, in the order in which they come, then of each member of the ring. */
  weights: readonly ReaderWeight[];
  readers: number;
  /** The paper for which the ring votes before the first reader comes. */
  pushed: number;
  measures: Measures;
  seed: string;
  random: Random;
}

const PAGE = 50;
/** The page is made anew after so many readers. */
const READERS_PER_SNAPSHOT = 20;
/**
 * A place is looked at with the chance 1 / place: the bias that Joachims, Swaminathan and Schnabel (2017, "Unbiased
 * learning-to-rank with biased feedback") take for lists, with exponent 1.
 */
const lookedAt = (place: number) => 1 / place;
/** Every further page is turned to by so many of those on the page before it; a guess. */
const TURNS_PAGE = 0.3;
/** A vote that is seen already makes another likelier by 32 %: Muchnik, Aral and Taylor (2013), Science 341, 647. Here: more votes than the mean of the page. */
const HERDING = 1.32;
/** Readers who vote for what is on top because it is there, and how likely for each of the first three: guesses, on the dark side. */
const COPIERS = 0.2;
const COPIES = 0.3;
const FIRST = 3;

/** One day of one edition: readers come, look, vote. Gives the papers (by index) in their order at the end, without exploration. */
export function simulateDay(simulation: Simulation): number[] {
  const state = new Day(simulation);
  for (let from = 0; from < simulation.readers; from += READERS_PER_SNAPSHOT) {
    const shown = state.pages(from);
    for (let reader = from; reader < Math.min(from + READERS_PER_SNAPSHOT, simulation.readers); reader++) state.read(reader, shown);
  }
  return state.order();
}

class Day {
  readonly #voters: number[][];
  readonly #seen: number[];

  constructor(private readonly simulation: Simulation) {
    const { papers, weights, readers, pushed } = simulation;
    const ring = weights.slice(readers).map((_, index) => readers + index);
    this.#voters = papers.map((_, index) => (index === pushed ? ring : []));
    this.#seen = papers.map(() => 0);
  }

  /** Indices of the papers, best first. */
  order(): number[] {
    return this.#valued().map(({ index }) => index);
  }

  /** The order as it is shown. */
  pages(snapshot: number): number[] {
    const { places } = this.simulation.measures;
    return withExploration(this.#valued(), { page: PAGE, places, seed: `${this.simulation.seed} ${snapshot}` }).map(({ item }) => item.index);
  }

  read(reader: number, shown: readonly number[]): void {
    const { random } = this.simulation;
    if (random.next() < COPIERS) {
      for (const paper of shown.slice(0, FIRST)) if (random.next() < COPIES) this.#voters[paper]!.push(reader);
      return;
    }
    for (let start = 0; start < shown.length; start += PAGE) {
      this.#readPage(reader, shown.slice(start, start + PAGE));
      if (random.next() >= TURNS_PAGE) break;
    }
  }

  #readPage(reader: number, page: readonly number[]): void {
    const { random, papers } = this.simulation;
    const usual = page.reduce((sum, paper) => sum + this.#voters[paper]!.length, 0) / page.length;
    for (const [index, paper] of page.entries()) {
      this.#seen[paper]! += 1;
      if (random.next() >= lookedAt(index + 1)) continue;
      const herd = this.#voters[paper]!.length > usual ? HERDING : 1;
      if (random.next() < papers[paper]!.appeal * herd) this.#voters[paper]!.push(reader);
    }
  }

  #valued() {
    const { papers } = this.simulation;
    const votes = papers.map((_, index) => this.#votes(index));
    const usual = usualVotes([{ papers: papers.length, votes: votes.reduce((sum, { counted }) => sum + counted, 0) }]);
    return papers
      .map(({ id }, index) => ({ id, index, value: this.#value(index, votes[index]!, usual), seen: this.#seen[index]! }))
      .sort((a, b) => b.value - a.value || papers[a.index]!.lot - papers[b.index]!.lot);
  }

  #votes(paper: number): CountedVotes {
    const voters = this.#voters[paper]!;
    return this.simulation.measures.weighed ? countVotes(voters.map((reader) => this.simulation.weights[reader]!)) : plainVotes(voters.length);
  }

  #value(paper: number, votes: CountedVotes, usual: number): number {
    const { measures, papers } = this.simulation;
    if (measures.order === 'votes') return Math.log1p(votes.counted);
    return dayValue({ prior: papers[paper]!.prior, votes, hours: 8 }, { usual, spread: { mean: 0, deviation: 1 }, priorWeight: PRIOR_WEIGHT }, BUILT_IN_GROWTH);
  }
}
