import type { Database } from '#db';
import type { Clock } from '#lib';
import { daysAnnounced, editionDayAt, nearestDay, papersByNumber, replacedOn } from '#papers';
import { emptyReason } from './empty.js';
import { AnnouncedDays, entryOf, listDay, type Listed } from './days.js';
import { comparison, cursorOf, readCursor } from './order.js';
import { daysOf, monthOf, parsePeriod, weekOf } from './period.js';
import type { Edition, EditionEntry, EditionQuery, Period } from './types.js';

/** What editions are read from. */
export interface EditionContext {
  db: Database;
  clock: Clock;
  /** The categories the instance prints; empty means all. */
  categories(): Promise<readonly string[]>;
}

const PAGE = 50;
const LARGEST_PAGE = 200;
const SHOWN_REPLACEMENTS = 500;

/** The editions of an instance: what each day, week and month holds, in which order. */
export class Editions {
  private readonly days: AnnouncedDays;

  constructor(private readonly context: EditionContext) {
    this.days = new AnnouncedDays(context.db);
  }

  /** One page of an edition, with what surrounds it. */
  async read(query: EditionQuery): Promise<Edition> {
    const categories = await this.chosen(query);
    const days = daysOf(query.period);
    const announced = await this.days.read(days);
    const all = announced.flatMap(({ day, papers }) => listDay(day, papers, categories));
    const matching = all.filter((listed) => matches(listed, query)).sort(comparison(query.order ?? 'suggested'));
    const page = pageOf(matching, query);
    const stored = announced.reduce((sum, { papers }) => sum + papers.length, 0);
    return {
      query,
      ...countsOf(all),
      matching: matching.length,
      entries: await this.entries(page.shown, page.start),
      nextPage: page.next,
      previousPage: page.previous,
      ...(await this.neighbours(query, days, categories)),
      replacements: query.period.kind === 'day' ? await this.replacements(query.period.key, categories) : [],
      empty: matching.length > 0 ? undefined : await emptyReason(this.context, query.period, { stored, unfiltered: all.length }),
    };
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

  private async entries(shown: readonly Listed[], start: number): Promise<EditionEntry[]> {
    const papers = await papersByNumber(this.context.db, shown.map(({ facts }) => facts.number));
    const byNumber = new Map(papers.map((paper) => [paper.number, paper]));
    return shown.flatMap((listed, index) => {
      const paper = byNumber.get(listed.facts.number);
      return paper === undefined ? [] : [{ ...entryOf(listed, start + index + 1), paper }];
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

/** The part of a sorted list that a cursor asks for: places after one paper, or those just before one. */
function pageOf(sorted: readonly Listed[], query: EditionQuery): { shown: Listed[]; start: number; next?: string; previous?: string } {
  const limit = Math.min(Math.max(1, query.limit ?? PAGE), LARGEST_PAGE);
  const compare = comparison(query.order ?? 'suggested');
  const [after, before] = [readCursor(query.after ?? ''), readCursor(query.before ?? '')];
  let start = 0;
  if (after !== undefined) start = sorted.filter((listed) => compare(listed, after) <= 0).length;
  else if (before !== undefined) start = Math.max(0, sorted.filter((listed) => compare(listed, before) < 0).length - limit);
  const shown = sorted.slice(start, start + limit);
  const last = shown.at(-1);
  return {
    shown,
    start,
    next: last !== undefined && start + limit < sorted.length ? cursorOf(last) : undefined,
    previous: start > 0 && shown[0] !== undefined ? cursorOf(shown[0]) : undefined,
  };
}
