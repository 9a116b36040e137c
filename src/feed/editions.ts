import type { Database } from '#db';
import type { Clock } from '#lib';
import { daysAnnounced, editionDayAt, nearestDay, papersByNumber, replacedOn, type Paper } from '#papers';
import { emptyReason } from './empty.js';
import { entryOf, listDay, type Listed } from './days.js';
import { learnAuthorPasts, withPasts } from './author-pasts.js';
import { learnClimate } from './climate.js';
import { promisingOf, withExploration, type ExplorationPlan } from './exploration.js';
import { hourOf } from './impressions.js';
import { comparison } from './order.js';
import { feedParts, type FeedParts } from './parts.js';
import { pageLimit, pageOf, pageOfChanging, type ListPage } from './page.js';
import { daysOf, monthOf, parsePeriod, weekOf } from './period.js';
import { Snapshots } from './snapshots.js';
import { orderByVotes, type VoteOrder } from './vote-order.js';
import type { Edition, EditionEntry, EditionPlace, EditionQuery, Period } from './types.js';

/** What editions are read from. */
export interface EditionContext {
  db: Database;
  clock: Clock;
  /** The categories the instance prints; empty means all. */
  categories(): Promise<readonly string[]>;
  /** How many places of each page go to promising papers few have seen, where there are several readers; 0 for none. */
  exploredPlaces?(): Promise<number>;
  /** Whether the owner lets the authors' history count. */
  authorHistory?(): Promise<boolean>;
}

const SHOWN_REPLACEMENTS = 500;

/** The editions of an instance: what each day, week and month holds, in which order. */
export class Editions {
  private readonly snapshots = new Snapshots();

  constructor(
    private readonly context: EditionContext,
    private readonly parts: FeedParts = feedParts(context),
  ) {}

  /** One page of an edition, with what surrounds it. */
  async read(query: EditionQuery): Promise<Edition> {
    const categories = await this.chosen(query);
    const days = daysOf(query.period);
    const announced = await this.parts.days.read(days);
    const all = await this.list(announced, categories);
    const votes = await this.votesOrder(all);
    const matching = (votes?.listed ?? all).filter((listed) => matches(listed, query)).sort(comparison(query.order ?? 'suggested'));
    const page = votes === undefined || (query.order ?? 'suggested') !== 'suggested' ? pageOf(matching, query) : await this.changingPage(matching, { query, votes });
    const stored = announced.reduce((sum, { papers }) => sum + papers.length, 0);
    return {
      query,
      ...countsOf(all),
      matching: matching.length,
      entries: await this.entries(page.shown, page.start, votes),
      nextPage: page.next,
      previousPage: page.previous,
      ...(await this.neighbours(query, days, categories)),
      replacements: query.period.kind === 'day' ? await this.replacements(query.period.key, categories) : [],
      empty: matching.length > 0 ? undefined : await emptyReason(this.context, query.period, { stored, unfiltered: all.length }),
    };
  }

  /**
   * Where a paper stands in the edition that it was first announced in, by its score alone: without the places lent to papers
   * few have seen. Undefined for a paper that stands in no edition here.
   */
  async placeOf(paper: Paper): Promise<EditionPlace | undefined> {
    const categories = await this.chosen({});
    const days = paper.announcements.filter(({ kind, category }) => kind !== 'replacement' && (categories === undefined || categories.has(category))).map(({ day }) => day);
    const [announced] = await this.parts.days.read(days.sort().slice(0, 1));
    if (announced === undefined) return undefined;
    const all = await this.list([announced], categories);
    const votes = await this.votesOrder(all);
    const sorted = (votes?.listed ?? all).sort(comparison('suggested'));
    const index = sorted.findIndex(({ facts }) => facts.number === paper.number);
    if (index < 0) return undefined;
    const listed = sorted[index]!;
    return { total: sorted.length, entry: { ...entryOf(listed, index + 1), paper, ...(votes === undefined ? {} : { voted: votes.explain(listed) }) } };
  }

  /** The newest day that has an edition in the instance's categories. */
  async latestDay(): Promise<string | undefined> {
    return await nearestDay(this.context.db, { until: this.lastDay(), categories: setToList(await this.chosen({})) });
  }

  /** The days of a month (`2026-06`) that have an edition, with the number of papers announced. */
  async daysWithEdition(month: string): Promise<{ day: string; papers: number }[]> {
    const days = daysOf({ kind: 'month', key: month });
    return await daysAnnounced(this.context.db, { first: days[0]!, last: days.at(-1)!, categories: setToList(await this.chosen({})) });
  }

  private async chosen({ everything }: Pick<EditionQuery, 'everything'>): Promise<ReadonlySet<string> | undefined> {
    const categories = everything ? [] : await this.context.categories();
    return categories.length === 0 ? undefined : new Set(categories);
  }

  /** The edition that comes next may be stored before it is announced; a day further ahead is a source's mistake. */
  private lastDay(): string {
    return editionDayAt(this.context.clock.now() + 4 * 86_400_000);
  }

  /** Looks at the last editions, for what votes are to be expected; the worker does so now and then. */
  async learn(): Promise<void> {
    const categories = await this.chosen({});
    const { pasts, ...parts } = this.parts;
    const history = (await this.context.authorHistory?.()) ?? false;
    if (history) await learnAuthorPasts({ ...this.context, ...parts, pasts, categories });
    await learnClimate({ ...this.context, ...parts, categories, ...(history ? { pasts } : {}) });
    this.parts.climate.forget();
  }

  private async list(announced: Awaited<ReturnType<FeedParts['days']['read']>>, categories: ReadonlySet<string> | undefined): Promise<Listed[]> {
    const all = announced.flatMap(({ day, papers }) => listDay(day, papers, categories));
    if (!(await this.context.authorHistory?.())) return all;
    await this.parts.pasts.refresh();
    return withPasts(all, this.parts.pasts);
  }

  private async votesOrder(all: readonly Listed[]): Promise<VoteOrder | undefined> {
    const { tally } = this.parts;
    const [climate] = await Promise.all([this.parts.climate.read(), tally.refresh()]);
    return orderByVotes(all, { tally, climate, now: this.context.clock.now() });
  }

  private async changingPage(matching: readonly Listed[], { query, votes }: { query: EditionQuery; votes: VoteOrder }): Promise<ListPage> {
    const { period, after: _after, before: _before, ...filters } = query;
    const places = (await this.context.exploredPlaces?.()) ?? 0;
    const sorted = places === 0 ? matching : await this.explored(matching, { page: pageLimit(query), places, seed: `${period.key} ${hourOf(this.context.clock)}` });
    return pageOfChanging({ sorted, name: votes.name, list: JSON.stringify([period, filters]), snapshots: this.snapshots }, query);
  }

  private async explored(sorted: readonly Listed[], plan: ExplorationPlan): Promise<Listed[]> {
    // Where all of it fits on a page there is nobody to lend a place to.
    if (sorted.length <= plan.page) return [...sorted];
    const before = await this.parts.seen.read(sorted.slice(0, promisingOf(sorted.length)).map(({ facts }) => facts.number));
    const order = sorted.map((listed) => ({ id: listed.id, value: listed.score, seen: before.get(listed.facts.number) ?? 0, listed }));
    return withExploration(order, plan).map(({ item: { listed, seen }, explored }) => (explored ? { ...listed, explored: { seen } } : listed));
  }

  private async entries(shown: readonly Listed[], start: number, votes: VoteOrder | undefined): Promise<EditionEntry[]> {
    const papers = await papersByNumber(this.context.db, shown.map(({ facts }) => facts.number));
    const byNumber = new Map(papers.map((paper) => [paper.number, paper]));
    return shown.flatMap((listed, index) => {
      const paper = byNumber.get(listed.facts.number);
      return paper === undefined ? [] : [{ ...entryOf(listed, start + index + 1), paper, ...(votes === undefined ? {} : { voted: votes.explain(listed) }) }];
    });
  }

  private async neighbours({ period }: EditionQuery, days: readonly string[], categories: ReadonlySet<string> | undefined): Promise<{ previous?: Period; next?: Period }> {
    const request = { until: this.lastDay(), categories: setToList(categories) };
    const [before, after] = [await nearestDay(this.context.db, { ...request, before: days[0]! }), await nearestDay(this.context.db, { ...request, after: days.at(-1)! })];
    return { previous: before === undefined ? undefined : periodOf(period, before), next: after === undefined ? undefined : periodOf(period, after) };
  }

  private async replacements(day: string, categories: ReadonlySet<string> | undefined): Promise<Edition['replacements']> {
    const numbers = await replacedOn(this.context.db, day, setToList(categories));
    const papers = await papersByNumber(this.context.db, numbers.slice(0, SHOWN_REPLACEMENTS));
    return papers.map(({ id, title }) => ({ id, title }));
  }
}

function setToList(categories: ReadonlySet<string> | undefined): string[] | undefined {
  return categories === undefined ? undefined : [...categories];
}

function periodOf({ kind }: Period, day: string): Period | undefined {
  return parsePeriod(kind, kind === 'day' ? day : kind === 'week' ? weekOf(day) : monthOf(day));
}

function matches(listed: Listed, query: EditionQuery): boolean {
  if (query.category !== undefined && !listed.categories.includes(query.category)) return false;
  if (query.kind !== undefined && listed.kind !== query.kind) return false;
  return query.code !== true || listed.facts.code;
}

function countsOf(all: readonly Listed[]): Pick<Edition, 'total' | 'newCount' | 'crossListCount' | 'codeCount' | 'categories'> {
  const byCategory = new Map<string, number>();
  for (const { categories } of all) for (const category of categories) byCategory.set(category, (byCategory.get(category) ?? 0) + 1);
  const newCount = all.filter(({ kind }) => kind === 'new').length;
  return {
    total: all.length,
    newCount,
    crossListCount: all.length - newCount,
    codeCount: all.filter(({ facts }) => facts.code).length,
    categories: [...byCategory].map(([category, count]) => ({ category, count })).sort((a, b) => b.count - a.count || (a.category < b.category ? -1 : 1)),
  };
}
