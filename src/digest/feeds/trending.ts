import { TRENDING_WINDOWS, type TrendingWindow } from '#feed';
import { categoryName } from '#papers';

/** What the name of a list of trending papers says: `week`, or `week/cs.CL` for a category, `week/cs` for a field; undefined for anything else. */
export function parseTrending(name: string): { window: TrendingWindow; field?: string } | undefined {
  const [, window = '', field] = /^(\w+)(?:\/([A-Za-z][\w.-]{0,40}))?$/.exec(name) ?? [];
  if (!Object.hasOwn(TRENDING_WINDOWS, window)) return undefined;
  return { window: window as TrendingWindow, ...(field === undefined ? {} : { field }) };
}

/** The name that `parseTrending` reads back. */
export function trendingName({ window, field }: { window: TrendingWindow; field?: string }): string {
  return field === undefined ? window : `${window}/${field}`;
}

const SPANS: Record<TrendingWindow, string> = { day: 'today', week: 'this week', month: 'this month', year: 'this year', all: 'of all time' };

/** What people call it: `Trending this week in cs.CL`. */
export function trendingTitle(name: string): string | undefined {
  const query = parseTrending(name);
  if (query === undefined) return undefined;
  const where = query.field === undefined ? '' : ` in ${categoryName(query.field) ?? query.field}`;
  return `Trending ${SPANS[query.window]}${where}`;
}
