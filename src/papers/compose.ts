import { excerpt } from '#lib/text';
import { compareArxivIds } from './identifiers.js';
import { arxivIdOf, idsOf, publicIdOfRecord, storedName } from './keys.js';
import { findLinks } from './links.js';
import { compareText } from './identity.js';
import type { Paper } from './paper.js';
import type { Announcement, Link, PaperRecord, Version } from './record.js';

/** A paper as its records make it, before it has a number. */
export type PaperContent = Omit<Paper, 'number' | 'seq'>;

/** A record and how new it is: see `freshnessOf`. */
export interface RankedRecord {
  record: PaperRecord;
  freshness: string;
}

/**
 * Folds all records of one paper into one. Each field comes from the most trusted record that has it;
 * links, ids, versions and announcements from all. Depends on the set of records only, not on their order.
 */
export function compose(records: readonly RankedRecord[]): PaperContent {
  const ranked = records.toSorted(byTrust).map(({ record }) => record);
  const authors = (ranked.find((record) => record.authors.length > 0)?.authors ?? []).map((author) => ({ ...author, name: cut(author.name, LONGEST.name) }));
  const announcements = foldAnnouncements(ranked);
  return {
    id: choosePublicId(ranked),
    ids: composeIds(ranked),
    title: cut(first(ranked, 'title') ?? '', LONGEST.title),
    abstract: cut(first(ranked, 'abstract') ?? '', LONGEST.abstract),
    authors,
    authorCount: authors.length > 0 ? authors.length : (first(ranked, 'authorCount') ?? 0),
    organisation: short(ranked, 'organisation'),
    categories: ranked.find(({ categories }) => categories.length > 0)?.categories ?? [],
    published: first(ranked, 'published'),
    updated: first(ranked, 'updated'),
    versions: foldVersions(ranked),
    comment: short(ranked, 'comment'),
    journalRef: short(ranked, 'journalRef'),
    venue: short(ranked, 'venue'),
    reportNumber: short(ranked, 'reportNumber'),
    licence: short(ranked, 'licence'),
    submitter: short(ranked, 'submitter'),
    withdrawn: ranked[0]?.withdrawn ?? false,
    links: foldLinks(ranked),
    sources: [...new Set(ranked.map(({ source }) => source))],
    announcements,
  };
}

/**
 * How new a record is, as text that sorts: highest version, then date of the last change, then a tie-break by content.
 * Of two records of one name the larger one is kept, whichever came first.
 */
export function freshnessOf(record: PaperRecord, contentHash: string): string {
  const version = record.versions.at(-1)?.number ?? 0;
  return `${String(version).padStart(4, '0')} ${record.updated ?? record.published ?? ''} ${contentHash}`;
}

/** arXiv's own complete records first, then what it lists and announces, then venues, then what people hand in. */
function trust(record: PaperRecord): number {
  if (record.source === 'file' || record.source === 'seed') return 4;
  if (record.source !== 'arxiv') return 3;
  return record.via.startsWith('feed') ? 2 : record.via === 'list' ? 1 : 0;
}

function byTrust(a: RankedRecord, b: RankedRecord): number {
  return trust(a.record) - trust(b.record) || compareText(b.freshness, a.freshness) || compareText(storedName(a.record), storedName(b.record));
}

function first<K extends keyof PaperRecord>(ranked: readonly PaperRecord[], field: K): PaperRecord[K] | undefined {
  return ranked.find((record) => record[field] !== undefined && record[field] !== '')?.[field];
}

/** Characters of each text that readers are shown; no real paper comes near, and a hostile one must not make a page of megabytes. */
const LONGEST = { title: 2_000, abstract: 20_000, name: 300, other: 5_000 };

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : excerpt(text, longest);
}

function short(ranked: readonly PaperRecord[], field: 'comment' | 'journalRef' | 'venue' | 'reportNumber' | 'licence' | 'submitter' | 'organisation'): string | undefined {
  const text = first(ranked, field);
  return text === undefined ? undefined : cut(text, LONGEST.other);
}

/** The earliest arXiv id, else the first public id of the most trusted kind of source. */
function choosePublicId(ranked: readonly PaperRecord[]): string {
  const arxivIds = ranked.flatMap((record) => arxivIdOf(record) ?? []);
  if (arxivIds.length > 0) return arxivIds.toSorted(compareArxivIds)[0]!;
  const best = ranked.filter((record) => trust(record) === trust(ranked[0]!));
  return best.map(publicIdOfRecord).toSorted(compareText)[0]!;
}

function composeIds(ranked: readonly PaperRecord[]): Paper['ids'] {
  const all = [...new Set(ranked.flatMap(idsOf))].sort(compareText);
  return all.map((id) => ({ scheme: id.slice(0, id.indexOf(':')), value: id.slice(id.indexOf(':') + 1) }));
}

function foldVersions(ranked: readonly PaperRecord[]): Version[] {
  const byNumber = new Map<number, Version>();
  for (const version of ranked.filter(({ source }) => source === 'arxiv').flatMap(({ versions }) => versions)) {
    if (!byNumber.has(version.number)) byNumber.set(version.number, version);
  }
  return [...byNumber.values()].sort((a, b) => a.number - b.number);
}

function foldLinks(ranked: readonly PaperRecord[]): Link[] {
  const links = ranked.flatMap((record) => [...record.links, ...findLinks(record.abstract, record.comment)]);
  return links.filter((link, index) => links.findIndex(({ url }) => url === link.url) === index);
}

/**
 * One list of announcements. What the source said beats what was computed: once it said when the paper was new,
 * computed first days move to the said one (a paper held back by moderation is announced later than computed).
 */
function foldAnnouncements(ranked: readonly PaperRecord[]): Announcement[] {
  const all = ranked.flatMap(({ announcements }) => announcements);
  const said = all.filter(({ kind, computed }) => kind === 'new' && !computed).map(({ day }) => day).sort()[0];
  const settled = said === undefined ? all : all.map((one) => (one.computed && one.kind !== 'replacement' ? { ...one, day: said } : one));
  const seen = new Map<string, Announcement>();
  for (const one of settled) {
    const key = one.kind === 'replacement' ? `${one.day} ${one.category} replacement` : `${one.category} first`;
    const known = seen.get(key);
    if (known === undefined || rankAnnouncement(one) < rankAnnouncement(known)) seen.set(key, one);
  }
  return [...seen.values()].sort((a, b) => compareText(announcementKey(a), announcementKey(b)));
}

function rankAnnouncement(one: Announcement): string {
  return `${one.computed ? 1 : 0} ${one.day} ${one.kind === 'new' ? 0 : 1}`;
}

function announcementKey({ day, kind, category }: Announcement): string {
  return `${day} ${kind === 'new' ? 0 : kind === 'cross-list' ? 1 : 2} ${category}`;
}
