import { canonicalCategory, type Announcement, type AnnouncementKind, type PaperRecord } from '#papers';
import type { Element } from '../../xml/element.js';
import { parseAuthorLine } from '../authors.js';
import { EntryError } from '../errors.js';
import { arxivIdOf, cleaned, saidRecord } from '../record.js';
import { newYorkDay } from './day.js';

/** How a paper stands in the feed: relative to all categories that it was asked for together. */
export type Listing = 'new' | 'cross' | 'replace' | 'replace-cross';

export interface FeedItem {
  id: string;
  version?: number;
  listing: Listing;
  kind: AnnouncementKind;
  /** The edition's day. */
  day: string;
  /** The first of its categories. */
  primary?: string;
  categories: string[];
  record: PaperRecord;
}

/** What the feed is of. */
export interface FeedFacts {
  /** What it was asked for: categories, or whole archives. */
  topics: readonly string[];
  /** The feed's day, for items that name none. */
  day?: string;
}

const KINDS: Readonly<Record<Listing, AnnouncementKind>> = { new: 'new', cross: 'cross-list', replace: 'replacement', 'replace-cross': 'replacement' };
/** The description begins with what many readers of feeds would not see otherwise. */
const PREFIX = /^\s*arXiv:(\S{1,40})\s+Announce Type:\s*([\w-]{1,20})\s+(?:Abstract:\s*)?/i;

/** An item of RSS 2.0 or an entry of Atom, as arXiv writes them. @throws EntryError */
export function itemOf(element: Element, facts: FeedFacts): FeedItem {
  const description = element.textOf('description') ?? element.textOf('summary') ?? '';
  const [prefix = '', named, listed] = PREFIX.exec(description) ?? [];
  const { id, version } = arxivIdOf(element.textOf('guid') ?? element.textOf('id') ?? named);
  const listing = listingOf(element.textOf('announce_type') ?? listed);
  const day = newYorkDay(element.textOf('pubDate') ?? element.textOf('published')) ?? facts.day;
  if (day === undefined) throw new EntryError('Neither it nor the feed names a day.');
  const record = saidRecord({
    id,
    via: 'feed',
    title: element.textOf('title'),
    abstract: description.slice(prefix.length),
    journalRef: element.textOf('journal_reference'),
    doi: element.textOf('DOI'),
    licence: element.textOf('rights'),
  });
  record.authors = parseAuthorLine(element.children('creator').map(({ text }) => text).join(', '));
  record.categories = categoriesOf(element);
  // The day of listing stands for times that the feed does not tell.
  record.updated = day;
  if (listing === 'new') record.published = day;
  record.announcements = announcementsOf(record.categories, { listing, day, topics: facts.topics });
  return { id, version, listing, kind: KINDS[listing], day, primary: record.categories[0], categories: record.categories, record };
}

function listingOf(written: string | undefined): Listing {
  const listing = written?.trim().toLowerCase() ?? '';
  if (!isListing(listing)) throw new EntryError(`Its announce type is "${listing.slice(0, 40)}"; new, cross, replace and replace-cross are known.`);
  return listing;
}

function isListing(text: string): text is Listing {
  return Object.hasOwn(KINDS, text);
}

/** RSS has them as text, Atom as attributes. */
function categoriesOf(element: Element): string[] {
  const codes = element.children('category').map((category) => cleaned(category.attribute('term') ?? category.text));
  return [...new Set(codes.filter((code) => code !== undefined))];
}

/**
 * In which lists the paper stands: under its primary category as new or replaced; as a cross-list, under those of its
 * categories that the feed was asked for.
 */
function announcementsOf(categories: readonly string[], { listing, day, topics }: { listing: Listing; day: string; topics: readonly string[] }): Announcement[] {
  const [primary, ...others] = categories;
  const asked = others.filter((category) => topics.some((topic) => isOf(category, topic)));
  const first = primary === undefined ? [] : [primary];
  if (listing === 'replace' || listing === 'replace-cross') {
    const lists = listing === 'replace' ? first : asked;
    return lists.map((category) => ({ day, kind: 'replacement', category, computed: false }));
  }
  const lists: [category: string, kind: AnnouncementKind][] = asked.map((category) => [category, 'cross-list']);
  if (listing === 'new' && primary !== undefined) lists.unshift([primary, 'new']);
  return lists.map(([category, kind]) => ({ day, kind, category, computed: false }));
}

/** Whether a category is the topic, under either of its codes, or belongs to the archive that the topic names. */
function isOf(category: string, topic: string): boolean {
  return canonicalCategory(category) === canonicalCategory(topic) || category.startsWith(`${topic}.`);
}
