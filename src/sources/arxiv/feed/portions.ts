import type { FeedPage } from '../../gather/roads.js';

/** arXiv puts no more than 2,000 entries into a feed and leaves out new papers first: few categories at a time stay below. */
const CATEGORIES_AT_ONCE = 5;

/** Topics in portions, one feed each: archives alone, categories some at a time. */
export function portionsOf(topics: readonly string[]): string[][] {
  const archives = topics.filter((topic) => !topic.includes('.')).map((topic) => [topic]);
  const categories = topics.filter((topic) => topic.includes('.'));
  const portions = Array.from({ length: Math.ceil(categories.length / CATEGORIES_AT_ONCE) }, (_, number) => categories.slice(number * CATEGORIES_AT_ONCE, (number + 1) * CATEGORIES_AT_ONCE));
  return [...archives, ...portions];
}

type Item = FeedPage['items'][number];

/** Several feeds as one: a paper that stands in some of them once, with all that they say. They are of one day, or of none. */
export function mergeFeeds(pages: readonly FeedPage[]): FeedPage {
  const items = new Map<string, Item>();
  for (const item of pages.flatMap((page) => page.items)) {
    const known = items.get(item.record.id);
    items.set(item.record.id, known === undefined ? item : joined(known, item));
  }
  const days = new Set(pages.map(({ day }) => day));
  // Midnight passed between two requests: what came first is of another day.
  const between = days.size > 1 ? 'The feed changed its day while it was read.' : undefined;
  return { day: pages.at(-1)?.day, items: [...items.values()], bad: pages.flatMap(({ bad }) => bad), brokenOff: pages.map(({ brokenOff }) => brokenOff).find((words) => words !== undefined) ?? between };
}

const WEIGHT: Record<Item['kind'], number> = { new: 0, 'cross-list': 1, replacement: 2 };

function joined(a: Item, b: Item): Item {
  const [first, second] = WEIGHT[a.kind] <= WEIGHT[b.kind] ? [a, b] : [b, a];
  const others = second.record.announcements.filter(({ category, kind }) => !first.record.announcements.some((one) => one.category === category && one.kind === kind));
  return { kind: first.kind, record: { ...first.record, announcements: [...first.record.announcements, ...others] } };
}
