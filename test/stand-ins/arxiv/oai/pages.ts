import { notHidden } from '../faults/hidden.js';
import type { RequestFaults } from '../faults/box.js';
import type { World } from '../world/world.js';
import { dayOf } from './formats.js';
import { spanOf } from './request.js';
import { inSet } from './sets.js';
import type { ListPosition } from './token.js';

/** A page of a list. */
export interface ListPage {
  papers: readonly number[];
  next?: ListPosition;
  /** All records of the list, where they were counted. */
  total?: number;
}

const LISTS_KEPT = 4;

/** Cuts lists into pages. Keeps the last few that stand still, as each of their pages would compute them again. */
export class Pager {
  private readonly kept = new Map<string, readonly number[]>();

  constructor(
    private readonly world: World,
    private readonly size: number,
  ) {}

  /** A page of a list that stands still at an instant. */
  stillPage({ request, offset }: ListPosition, at: number, faults: RequestFaults): ListPage {
    const list = this.whole(request, at).filter(notHidden(this.world, faults));
    const end = offset + this.size;
    const repeated = offset > 0 ? (faults.use('repeat')?.records ?? 0) : 0;
    const next = end < list.length ? { request, offset: end, at } : undefined;
    return { papers: list.slice(Math.max(0, offset - repeated), end), next, total: list.length };
  }

  /** A page of what a list is at an instant; the position after it is a day and a number of records of that day. */
  movingPage({ request, offset }: ListPosition, at: number, faults: RequestFaults): ListPage {
    const shown = this.inSetOf(request.set, at, this.world.changedWithin(spanOf(request), at)).filter(notHidden(this.world, faults));
    const list = [...shown.take(offset + this.size + 1)];
    const [papers, dropped] = [list.slice(offset, offset + this.size), list[offset + this.size]];
    const repeated = offset > 0 ? (faults.use('repeat')?.records ?? 0) : 0;
    const next = dropped === undefined ? undefined : this.after(papers, dropped, { request, offset }, at);
    return { papers: [...list.slice(Math.max(0, offset - repeated), offset), ...papers], next };
  }

  private after(shown: readonly number[], dropped: number, { request, offset }: ListPosition, at: number): ListPosition {
    const day = this.dayOf(dropped, at);
    if (this.dayOf(shown[0]!, at) === day) return { request, offset: offset + this.size };
    return { request: { ...request, from: day }, offset: shown.filter((paper) => this.dayOf(paper, at) === day).length };
  }

  private dayOf(paper: number, at: number): string {
    return dayOf(this.world.eventsBy(paper, at).at(-1)!.stamp);
  }

  private whole(request: ListPosition['request'], at: number): readonly number[] {
    const key = JSON.stringify([request.from, request.until, request.set, at]);
    let list = this.kept.get(key);
    if (list === undefined) {
      list = [...this.inSetOf(request.set, at, this.world.changedWithin(spanOf(request), at))];
      if (this.kept.size >= LISTS_KEPT) this.kept.delete(this.kept.keys().next().value!);
      this.kept.set(key, list);
    }
    return list;
  }

  private inSetOf(set: string | undefined, at: number, papers: Generator<number>): IteratorObject<number> {
    const known = new Map<string, boolean>();
    return papers.filter((paper) => {
      if (set === undefined) return true;
      const categories = this.world.categories(paper, at);
      const key = categories.join(' ');
      if (!known.has(key)) known.set(key, inSet(categories, set));
      return known.get(key)!;
    });
  }
}
