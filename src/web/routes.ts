import type { AddressParts } from '#digest';
import { type EditionQuery, type Period, SINKING, type TrendingQuery } from '#feed';
import { accountPatterns, accountRoutes } from './account-routes.js';
import type { LikeQuery } from './search-desk.js';
import type { SearchAddress } from './search-query.js';

/** The filters, order and cursor of an edition, as they stand in its address. */
export type EditionFilters = Omit<EditionQuery, 'period' | 'limit'>;

/** Where a list of papers starts: a cursor of an earlier answer. */
export interface ListCursor {
  after?: string;
}

/** What the pages answer to; every link on a page is built by `routes` and matches one of these. */
export const patterns = {
  ...accountPatterns,
  front: '/',
  papers: '/papers',
  day: '/papers/date/:day',
  week: '/papers/week/:week',
  month: '/papers/month/:month',
  calendar: '/papers/calendar/:month',
  trending: '/papers/trending',
  paper: '/papers/:id{.+}',
  author: '/authors/:name{.+}',
  categories: '/categories',
  category: '/categories/:code{.+}',
  searchHelp: '/search/help',
  like: '/search/like',
  papersLike: '/search/like/:id{.+}',
  authorsLike: '/search/authors/:name{.+}',
  searches: '/searches',
  savedSearch: '/searches/:number',
  savedSearchSeen: '/searches/:number/seen',
  savedSearchName: '/searches/:number/name',
  savedSearchRemove: '/searches/:number/remove',
  savedSearchRestore: '/searches/:number/restore',
  votes: '/votes',
  voterName: '/votes/name',
  feeds: '/feeds',
  feedsOpml: '/feeds.opml',
  takeOpml: '/feeds/opml',
  keepFeed: '/feeds/kept',
  keptFeedAddress: '/feeds/kept/:number/address',
  keptFeedRemove: '/feeds/kept/:number/remove',
  feed: '/feeds/:feed{.+}',
  hooks: '/hooks',
  hookTest: '/hooks/:number/test',
  hookState: '/hooks/:number/state',
  hookRemove: '/hooks/:number/remove',
  subscribe: '/subscribe',
  mailPreview: '/subscribe/preview',
  mail: '/mail/:token',
  mailConfirm: '/mail/:token/confirm',
  mailUnsubscribe: '/mail/:token/unsubscribe',
  mailState: '/mail/:token/state',
  ownMails: '/account/mail',
  ownMail: '/account/mail/:number',
  ownMailState: '/account/mail/:number/state',
  mails: '/mails',
  mailResend: '/mails/:number/resend',
  mailStop: '/mails/:number/stop',
  mailMend: '/mails/:number/mend',
  sample: '/sample',
  hideSample: '/sample/hide',
  import: '/import',
  status: '/status',
  settings: '/settings',
  settingsCategories: '/settings/categories',
  settingsGathering: '/settings/gathering',
  settingsHistory: '/settings/history',
  theme: '/theme',
  asset: '/assets/:hash/:name',
} as const;

export type CitationFormat = 'bib' | 'ris' | 'csl.json';

/** Builds the address of every page. */
export const routes = {
  ...accountRoutes,
  front: () => patterns.front,
  day: (day: string, filters: EditionFilters = {}) => `/papers/date/${day}${editionSearch(filters)}`,
  week: (week: string, filters: EditionFilters = {}) => `/papers/week/${week}${editionSearch(filters)}`,
  month: (month: string, filters: EditionFilters = {}) => `/papers/month/${month}${editionSearch(filters)}`,
  edition: (period: Period, filters: EditionFilters = {}) => routes[period.kind](period.key, filters),
  calendar: (month: string) => `/papers/calendar/${month}`,
  trending: (query: Partial<TrendingQuery> = {}) => `${patterns.trending}${trendingSearch(query)}`,
  /** Results among all papers, or among those of a period. */
  search: (address: SearchAddress, period?: Period) => `${period ? routes.edition(period) : patterns.papers}${search({ ...address, page: address.page && address.page > 1 ? String(address.page) : undefined, written: address.written ? '1' : undefined })}`,
  searchHelp: () => patterns.searchHelp,
  like: () => patterns.like,
  papersLike: (id: string, like: Partial<LikeQuery> = {}) => `${patterns.like}/${idPath(id)}${likeSearch(like)}`,
  authorsLike: (name: string) => `/search/authors/${segment(name)}`,
  searches: () => patterns.searches,
  savedSearch: (number: number) => `/searches/${number}`,
  changeSavedSearch: (number: number, change: 'seen' | 'name' | 'remove' | 'restore') => `/searches/${number}/${change}`,
  paper: (id: string, like: Partial<LikeQuery> = {}) => `/papers/${idPath(id)}${likeSearch(like)}`,
  paperMarkdown: (id: string) => `/papers/${idPath(id)}.md`,
  citation: (id: string, format: CitationFormat) => `/papers/${idPath(id)}.${format}`,
  author: (name: string, cursor: ListCursor = {}) => `/authors/${segment(name)}${search({ ...cursor })}`,
  categories: () => patterns.categories,
  category: (code: string, cursor: ListCursor = {}) => `/categories/${segment(code)}${search({ ...cursor })}`,
  votes: (cursor: ListCursor = {}) => `${patterns.votes}${search({ ...cursor })}`,
  voterName: () => patterns.voterName,
  /** The page of feeds, with the choice of one as its form sends it. */
  feeds: (choice: Record<string, string> = {}) => `${patterns.feeds}${search(choice)}`,
  /** A feed by its address below this place: `category/cs.LG.atom`. */
  feed: ({ path, search: fields }: AddressParts) => `/feeds/${idPath(path)}${fields.size === 0 ? '' : `?${fields}`}`,
  feedsOpml: () => patterns.feedsOpml,
  takeOpml: () => patterns.takeOpml,
  keepFeed: () => patterns.keepFeed,
  changeKeptFeed: (number: number, change: 'address' | 'remove') => `/feeds/kept/${number}/${change}`,
  subscribe: (choice: URLSearchParams = new URLSearchParams()) => `${patterns.subscribe}${choice.size === 0 ? '' : `?${choice}`}`,
  hooks: () => patterns.hooks,
  changeHook: (number: number, change: 'test' | 'state' | 'remove') => `/hooks/${number}/${change}`,
  mailPreview: () => patterns.mailPreview,
  mail: (token: string) => `/mail/${segment(token)}`,
  changeMail: (token: string, change: 'confirm' | 'unsubscribe' | 'state') => `/mail/${segment(token)}/${change}`,
  ownMails: () => patterns.ownMails,
  ownMail: (number: number) => `/account/mail/${number}`,
  changeOwnMail: (number: number) => `/account/mail/${number}/state`,
  mails: () => patterns.mails,
  steerMail: (number: number, change: 'resend' | 'stop' | 'mend') => `/mails/${number}/${change}`,
  sample: () => patterns.sample,
  hideSample: () => patterns.hideSample,
  import: () => patterns.import,
  status: () => patterns.status,
  settings: () => patterns.settings,
  settingsCategories: () => patterns.settingsCategories,
  settingsGathering: () => patterns.settingsGathering,
  settingsHistory: () => patterns.settingsHistory,
  theme: () => patterns.theme,
  asset: (hash: string, name: string) => `/assets/${hash}/${name}`,
};

function editionSearch(filters: EditionFilters): string {
  const { category, kind, code, order, everything, after, before } = filters;
  return search({
    category,
    kind,
    code: code ? '1' : undefined,
    order: order === 'suggested' ? undefined : order,
    all: everything ? '1' : undefined,
    after,
    before,
  });
}

function likeSearch({ by, recent }: Partial<LikeQuery>): string {
  return search({ by: by === 'all' ? undefined : by, since: recent ? 'year' : undefined });
}

function trendingSearch({ window, field, sinking, raw }: Partial<TrendingQuery>): string {
  return search({ window: window === 'week' ? undefined : window, field, sinking: sinking === undefined || sinking === SINKING.usual ? undefined : String(sinking), raw: raw ? '1' : undefined });
}

function search(fields: Record<string, string | undefined>): string {
  const given = Object.entries(fields).filter((field): field is [string, string] => Boolean(field[1]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

/** Public ids stand in a path as they are, slashes and colons too: `math/0306266`, `iclr2018:B14TlG-RW`. */
function idPath(id: string): string {
  return id.split('/').map(segment).join('/');
}

function segment(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('%3A', ':').replaceAll('%2C', ',');
}
