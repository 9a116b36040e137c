import type { FeedDocument, FeedEntry } from './types.js';
import { element } from './xml.js';

/** arXiv's own feeds name this scheme of category codes. */
const SCHEME = 'http://arxiv.org/schemas/atom';

/** A feed as Atom 1.0 (RFC 4287). */
export function writeAtom(feed: FeedDocument): string {
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    element('id', {}, feed.id),
    element('title', {}, feed.title),
    element('subtitle', {}, feed.about),
    element('updated', {}, feed.updated),
    // Entries may come without authors, and then this one counts (4.1.1).
    `<author>${element('name', {}, feed.publisher)}</author>`,
    element('link', { rel: 'self', type: 'application/atom+xml', href: feed.self }),
    element('link', { rel: 'alternate', type: 'text/html', href: feed.page }),
    ...(feed.hub === undefined ? [] : [element('link', { rel: 'hub', href: feed.hub })]),
    element('generator', {}, 'Broadsheet'),
    ...feed.entries.map(writeEntry),
    '</feed>',
  ];
  return `${lines.join('\n')}\n`;
}

function writeEntry(entry: FeedEntry): string {
  const lines = [
    '<entry>',
    element('id', {}, entry.id),
    element('title', {}, entry.title),
    element('link', { rel: 'alternate', type: 'text/html', href: entry.url }),
    ...(entry.pdf === undefined ? [] : [element('link', { rel: 'enclosure', type: 'application/pdf', href: entry.pdf })]),
    element('published', {}, entry.published),
    element('updated', {}, entry.updated),
    ...entry.authors.map((name) => `<author>${element('name', {}, name)}</author>`),
    ...entry.categories.map(({ code, name }) => element('category', { term: code, scheme: SCHEME, label: name })),
    ...(entry.summary === '' ? [] : [element('summary', {}, entry.summary)]),
    element('content', { type: 'html' }, entry.html),
    '</entry>',
  ];
  return lines.join('\n');
}
