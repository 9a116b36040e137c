import type { FeedDocument, FeedEntry } from './types.js';
import { element } from './xml.js';

/** Minutes for which a copy is good: editions come once a day, corrections through the day. */
const MINUTES = '60';

/** A feed as RSS 2.0 (https://www.rssboard.org/rss-specification), with its own address and hub as Atom's elements. */
export function writeRss(feed: FeedDocument): string {
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    '<channel>',
    element('title', {}, feed.title),
    element('link', {}, feed.page),
    element('description', {}, feed.about),
    element('language', {}, 'en'),
    element('lastBuildDate', {}, rfc822(feed.updated)),
    element('generator', {}, 'Broadsheet'),
    element('docs', {}, 'https://www.rssboard.org/rss-specification'),
    element('ttl', {}, MINUTES),
    element('atom:link', { rel: 'self', type: 'application/rss+xml', href: feed.self }),
    ...(feed.hub === undefined ? [] : [element('atom:link', { rel: 'hub', href: feed.hub })]),
    ...feed.entries.map(writeItem),
    '</channel>',
    '</rss>',
  ];
  return `${lines.join('\n')}\n`;
}

function writeItem(entry: FeedEntry): string {
  const lines = [
    '<item>',
    element('title', {}, entry.title),
    element('link', {}, entry.url),
    element('guid', { isPermaLink: 'false' }, entry.id),
    element('pubDate', {}, rfc822(entry.published)),
    // An author of RSS is an e-mail address, which nobody's paper should give away; Dublin Core's is a name.
    ...entry.authors.map((name) => element('dc:creator', {}, name)),
    ...entry.categories.map(({ code }) => element('category', {}, code)),
    element('description', {}, entry.html),
    // A length must stand there; 0 is what is written for one that is not known.
    ...(entry.pdf === undefined ? [] : [element('enclosure', { url: entry.pdf, length: '0', type: 'application/pdf' })]),
    '</item>',
  ];
  return lines.join('\n');
}

/** `Wed, 03 Jun 2026 00:00:00 GMT`, as RFC 822 has it with the year in full. */
function rfc822(instant: string): string {
  return new Date(instant).toUTCString();
}
