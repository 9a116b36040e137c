import type { SavedSearch } from '#community';
import type { Database } from '#db';
import type { Edition, EditionQuery, Trending, TrendingQuery } from '#feed';
import { categoryName, replacedOn, type Paper, type PaperPage } from '#papers';
import { describeQuery, type ParsedQuery, type SearchRequest, type SearchResults } from '#search';
import { MOST_ENTRIES } from './options.js';
import { parseTrending, trendingTitle } from './trending.js';
import type { FeedList, FeedOptions, FeedTopic, ListedPaper } from './types.js';

/** Where the lists come from. */
export interface FeedSources {
  db: Database;
  editions: { latestDay(): Promise<string | undefined>; read(query: EditionQuery): Promise<Edition> };
  trending(query: TrendingQuery): Promise<Trending>;
  papers: {
    byNumber(numbers: readonly number[]): Promise<Paper[]>;
    byCategory(code: string, page: { after?: string; limit?: number }): Promise<PaperPage>;
    byAuthor(name: string, page: { after?: string; limit?: number }): Promise<PaperPage>;
  };
  search: { parse(text: string): ParsedQuery; find(request: SearchRequest): Promise<SearchResults> };
  savedSearches: { find(number: number, reader?: number): Promise<SavedSearch | undefined> };
  categories(): Promise<readonly string[]>;
}

/** A kind of list that can be delivered. */
export interface FeedKind {
  /** Where its name stands in the address; nowhere for a kind that is one list. */
  argument?: 'path' | 'q';
  /** True for what is its reader's own affair: only an address with a secret leads there. */
  personal?: true;
  /** True where a paper that is stored may come into the list only after the search index has taken it in. */
  lags?: true;
  /** True where a paper comes into the list when something happens to it, and not when it is announced. */
  rises?: true;
  /** True where new versions of older papers can be among it. */
  replaces?: true;
  /** What people call the list, without reading it; undefined when there is no such list. */
  title(sources: FeedSources, topic: FeedTopic): Promise<string | undefined>;
  /** The list; undefined when there is no such list. */
  read(sources: FeedSources, topic: FeedTopic): Promise<FeedList | undefined>;
}

/** Every kind there is. A new one is one line here; addresses, pages, OPML and formats follow. */
export const KINDS: Readonly<Record<string, FeedKind>> = {
  latest: { replaces: true, title: async () => LATEST, read: readLatest },
  category: { argument: 'path', replaces: true, title: async (_sources, { name }) => categoryTitle(name), read: readCategory },
  author: { argument: 'path', title: async (_sources, { name }) => name, read: readAuthor },
  organisation: { argument: 'path', lags: true, title: async (_sources, { name }) => `From ${name}`, read: readOrganisation },
  trending: { argument: 'path', rises: true, title: async (_sources, { name }) => trendingTitle(name), read: readTrending },
  search: { argument: 'q', lags: true, title: async ({ search }, { name }) => searchTitle(search.parse(name)), read: readSearch },
  'saved-search': { argument: 'path', personal: true, lags: true, title: async (sources, topic) => (await savedSearch(sources, topic))?.name, read: readSavedSearch },
};

const LATEST = 'Latest papers';

export function kindNamed(name: string): FeedKind | undefined {
  return Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
}

async function readLatest(sources: FeedSources, { options }: FeedTopic): Promise<FeedList> {
  const papers: ListedPaper[] = [];
  let day = await sources.editions.latestDay();
  for (let count = 0; count < options.days && day !== undefined; count += 1) {
    const { listed, previous } = await readDay(sources, day, options);
    papers.push(...listed);
    day = previous;
  }
  const categories = await sources.categories();
  const replaced = await replacedLately(sources, { categories: categories.length === 0 ? undefined : categories, options });
  return { title: LATEST, about: 'The newest editions, each in its suggested order.', view: { view: 'front' }, papers: [...papers, ...replaced] };
}

/** The first of a day's edition, from as many pages as it takes, and the day of the edition before it. */
async function readDay({ editions }: FeedSources, day: string, { top, kind }: FeedOptions): Promise<{ listed: ListedPaper[]; previous?: string }> {
  const listed: ListedPaper[] = [];
  for (let after: string | undefined; ; ) {
    const edition = await editions.read({ period: { kind: 'day', key: day }, limit: top - listed.length, kind, after });
    listed.push(...edition.entries.map(({ paper, day }) => ({ paper, day })));
    after = edition.nextPage;
    if (after === undefined || listed.length >= top) return { listed, previous: edition.previous?.key };
  }
}

async function readCategory(sources: FeedSources, { name, options }: FeedTopic): Promise<FeedList> {
  const announcedHere = (paper: Paper) => options.kind === undefined || paper.announcements.some(({ category, kind }) => category === name && kind === options.kind);
  const papers = await newest(options.top, announcedHere, (page) => sources.papers.byCategory(name, page));
  const replaced = await replacedLately(sources, { categories: [name], options });
  return { title: categoryTitle(name), about: `The newest papers in ${name}.`, view: { view: 'category', code: name }, papers: [...papers, ...replaced] };
}

async function readAuthor(sources: FeedSources, { name, options }: FeedTopic): Promise<FeedList> {
  const papers = await newest(options.top, () => true, (page) => sources.papers.byAuthor(name, page));
  return { title: name, about: `The newest papers under the name ${name}.`, view: { view: 'author', name }, papers };
}

async function readSearch(sources: FeedSources, { name, options }: FeedTopic): Promise<FeedList> {
  const query = sources.search.parse(name);
  const { hits } = await sources.search.find({ query, order: 'newest', limit: options.top, asWritten: true });
  const papers = (await sources.papers.byNumber(hits.map(({ paper }) => paper))).map((paper) => ({ paper }));
  return { title: searchTitle(query), about: `The newest papers that the search for ${name} finds.`, view: { view: 'search', q: name }, papers };
}

/** By the affiliations that records give, as the search has them. */
async function readOrganisation(sources: FeedSources, topic: FeedTopic): Promise<FeedList> {
  const list = await readSearch(sources, { ...topic, name: `org:"${topic.name.replaceAll('"', ' ')}"` });
  return { ...list, title: `From ${topic.name}`, about: `The newest papers whose authors give ${topic.name} as where they are.` };
}

async function readTrending(sources: FeedSources, { name, options }: FeedTopic): Promise<FeedList | undefined> {
  const query = parseTrending(name);
  if (query === undefined) return undefined;
  const { entries } = await sources.trending(query);
  const papers = entries.slice(0, options.top).map(({ paper }) => ({ paper }));
  return { title: trendingTitle(name) ?? name, about: 'What readers vote for these days.', view: { view: 'trending', ...query }, papers };
}

async function readSavedSearch(sources: FeedSources, topic: FeedTopic): Promise<FeedList | undefined> {
  const search = await savedSearch(sources, topic);
  return search && { ...(await readSearch(sources, { ...topic, name: search.query })), title: search.name };
}

async function savedSearch({ savedSearches }: FeedSources, { name, reader }: FeedTopic): Promise<SavedSearch | undefined> {
  const search = /^\d{1,15}$/.test(name) ? await savedSearches.find(Number(name), reader) : undefined;
  return search?.removed ? undefined : search;
}

function categoryTitle(code: string): string {
  const words = categoryName(code);
  return words === undefined ? code : `${words} (${code})`;
}

function searchTitle({ tree }: ParsedQuery): string {
  const words = describeQuery(tree);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const MOST_PAGES = 5;

/** The newest papers that fit, from as few pages of a list as it takes. */
async function newest(top: number, fits: (paper: Paper) => boolean, read: (page: { after?: string; limit: number }) => Promise<PaperPage>): Promise<ListedPaper[]> {
  const found: ListedPaper[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < MOST_PAGES && found.length < top; pages += 1) {
    const page: PaperPage = await read({ after, limit: top });
    found.push(...page.papers.filter(fits).map((paper) => ({ paper })));
    after = page.next;
    if (after === undefined) break;
  }
  return found.slice(0, top);
}

/** New versions of older papers, from the days of the last editions; nothing unless asked for. */
async function replacedLately(sources: FeedSources, { categories, options }: { categories?: readonly string[]; options: FeedOptions }): Promise<ListedPaper[]> {
  const latest = options.replacements ? await sources.editions.latestDay() : undefined;
  if (latest === undefined) return [];
  const days = Array.from({ length: options.days }, (_, back) => Temporal.PlainDate.from(latest).subtract({ days: back }).toString());
  const found = new Map<number, string>();
  for (const day of days) {
    for (const number of await replacedOn(sources.db, day, categories)) if (!found.has(number)) found.set(number, day);
  }
  const papers = await sources.papers.byNumber([...found.keys()].slice(0, MOST_ENTRIES));
  return papers.map((paper) => ({ paper, replacement: { day: found.get(paper.number)!, version: paper.versions.at(-1)?.number ?? 2 } }));
}

