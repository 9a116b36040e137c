import type { TrendingWindow } from '#feed';
import type { Paper } from '#papers';

export const FEED_FORMATS = ['atom', 'rss', 'json'] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];

/** What may be chosen in the address of a feed. */
export interface FeedOptions {
  /** The most papers; of the latest editions, of each day. */
  top: number;
  /** How many editions back, where the list is one of editions or has replacements. */
  days: number;
  abstract: 'full' | 'summary' | 'none';
  /** Only papers announced as this. */
  kind?: 'new' | 'cross-list';
  /** True adds new versions of older papers, as entries of their own. */
  replacements: boolean;
  /** Only papers that so many readers voted for; 0 for all. */
  votes: number;
}

/** A list that can be a feed: a kind of the registry, and what it needs to know. */
export interface FeedTopic {
  kind: string;
  /** A category, an author, a query; empty for a kind that is one list. */
  name: string;
  options: FeedOptions;
  /** Whose it is, where it is one of a reader's own lists. */
  reader?: number;
}

/** The page that shows the same list. */
export type ListView = { view: 'front' } | { view: 'category'; code: string } | { view: 'author'; name: string } | { view: 'search'; q: string } | { view: 'trending'; window: TrendingWindow; field?: string };

/** A paper as a list has it. */
export interface ListedPaper {
  paper: Paper;
  /** The day under which the list has it, where it is one of days. */
  day?: string;
  /** Set when it stands there because of a new version. */
  replacement?: { day: string; version: number };
}

/** What a kind of list gives. */
export interface FeedList {
  title: string;
  /** One sentence on what is in it. */
  about: string;
  view: ListView;
  papers: ListedPaper[];
}

/** A list as it was read. */
export interface ReadList extends FeedList {
  /** The newest of the papers after which there may be more than were asked for; undefined for a list that was read to its end. */
  cutAfter?: ListedPaper;
}

/** One paper, ready to be written. All texts are plain; instants are ISO text in UTC. */
export interface FeedEntry {
  /** `urn:uuid:…`, the same for as long as the paper is stored. */
  id: string;
  url: string;
  title: string;
  /** A short text; empty when none was asked for. */
  summary: string;
  /** Markup with authors, abstract and links. */
  html: string;
  published: string;
  updated: string;
  authors: string[];
  categories: { code: string; name?: string }[];
  pdf?: string;
}

/** A whole feed, ready to be written in any format. Addresses are absolute. */
export interface FeedDocument {
  id: string;
  title: string;
  about: string;
  /** The name of the paper that publishes it. */
  publisher: string;
  /** Where people read the same. */
  page: string;
  /** Its own address. */
  self: string;
  /** A WebSub hub that tells of changes. */
  hub?: string;
  updated: string;
  entries: FeedEntry[];
}
