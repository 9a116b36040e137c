import { categoriesAfter, stateAfter, type PaperState } from './state.js';
import type { WorldEvent } from './events.js';
import { historyOf } from './history.js';
import type { Records } from './records.js';
import type { Span } from './windows.js';

/** The seed of the demo; tests take it too unless they need another world. */
export const SEED = 20_260_601;

/**
 * arXiv as it could have been: the papers of a file with everything that happens to them. The file's records have days,
 * not times, no versions and no replacements; those are synthetic, by the rules of `events.ts` (when a paper was
 * submitted), `history.ts` (what happened to it later) and `state.ts` (what the changes say) and one seed.
 * Ask it for any instant; it knows the past and the future.
 */
export class World {
  /** By paper, in their order. */
  private readonly history: readonly WorldEvent[][];
  /** All events, by datestamp and then by id. */
  private readonly stamped: readonly WorldEvent[];
  private readonly editions: ReadonlyMap<string, readonly WorldEvent[]>;

  constructor(
    readonly records: Records,
    readonly seed: number = SEED,
  ) {
    this.history = historyOf(records.entries, seed);
    this.stamped = this.history.flat().sort((a, b) => a.stamp - b.stamp || a.paper - b.paper);
    this.editions = Map.groupBy(this.stamped.filter(({ edition }) => edition !== undefined), ({ edition }) => edition!) as ReadonlyMap<string, readonly WorldEvent[]>;
  }

  /** The number of a paper that is announced by an instant (milliseconds since 1970). */
  find(id: string, at: number): number | undefined {
    const paper = this.records.find(id);
    return paper !== undefined && this.history[paper]![0]!.at <= at ? paper : undefined;
  }

  id(paper: number): string {
    return this.records.entries[paper]!.id;
  }

  /** What had happened to a paper by an instant, in its order; empty before its announcement. */
  eventsBy(paper: number, at: number): readonly WorldEvent[] {
    const events = this.history[paper]!;
    return events.at(-1)!.at <= at ? events : events.filter((event) => event.at <= at);
  }

  /** The categories of a paper at an instant after its announcement, without reading its text. */
  categories(paper: number, at: number): readonly string[] {
    return categoriesAfter(this.records.entries[paper]!.categories, this.eventsBy(paper, at));
  }

  /** A paper as it stood at an instant after its announcement. */
  state(paper: number, at: number): PaperState {
    const { id, categories } = this.records.entries[paper]!;
    return stateAfter(this.records.paper(paper), id, categories, this.eventsBy(paper, at), this.seed);
  }

  /** The papers whose last change known at an instant is stamped within a span, by datestamp and id. */
  *changedWithin({ from, until }: Span, at: number): Generator<number> {
    for (let index = this.firstStampedFrom(from); index < this.stamped.length && this.stamped[index]!.stamp < until; index += 1) {
      const event = this.stamped[index]!;
      if (event.at <= at && this.eventsBy(event.paper, at).at(-1) === event) yield event.paper;
    }
  }

  /** The papers announced by an instant, newest first version first. */
  newestFirst(at: number): number[] {
    const firsts = this.history.flatMap(([first]) => (first!.at <= at ? [first!] : []));
    return firsts.sort((a, b) => b.submitted! - a.submitted! || b.paper - a.paper).map(({ paper }) => paper);
  }

  /** What the edition of a day announces, by id; empty on a day without one. */
  announcedOn(day: string): readonly WorldEvent[] {
    return this.editions.get(day) ?? [];
  }

  /** The days with an edition that announces something, in their order. */
  days(): string[] {
    return [...this.editions.keys()].sort();
  }

  private firstStampedFrom(instant: number): number {
    let low = 0;
    let high = this.stamped.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.stamped[middle]!.stamp < instant) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
