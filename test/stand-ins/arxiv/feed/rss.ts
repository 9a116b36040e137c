import { damagePage } from '../faults/damage.js';
import type { RequestFaults } from '../faults/box.js';
import { attributes, element, escapeXml, type Piece } from '../xml.js';
import type { Feed, FeedItem } from './announcements.js';

const NAMESPACES = {
  'xmlns:arxiv': 'http://arxiv.org/schemas/atom',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  version: '2.0',
};

/** A feed as RSS 2.0. */
export function rssFeed({ topics, midnight, built, items }: Feed, faults: RequestFaults): Piece[] {
  const [link, names, day] = [`http://rss.arxiv.org/rss/${topics.names.join('+')}`, topics.names.join(', '), rssDate(midnight)];
  return [
    `<?xml version='1.0' encoding='UTF-8'?>\n<rss${attributes(NAMESPACES)}>\n  <channel>\n`,
    line('title', `${names} updates on arXiv.org`),
    line('link', link),
    line('description', `${names} updates on the arXiv.org e-print archive.`),
    `    <atom:link${attributes({ href: link, rel: 'self', type: 'application/rss+xml' })}/>\n`,
    line('docs', 'http://www.rssboard.org/rss-specification'),
    line('language', 'en-us'),
    line('lastBuildDate', new Date(built).toUTCString().replace('GMT', '+0000')),
    line('managingEditor', 'rss-help@arxiv.org'),
    line('pubDate', day),
    '    <skipDays>\n      <day>Saturday</day>\n      <day>Sunday</day>\n    </skipDays>\n',
    ...damagePage(items.map((item) => entry(item, day)), faults.use('malformed')),
    '  </channel>\n</rss>\n',
  ];
}

/** A feed that says what is wrong with what was asked for. */
export function rssError(query: string, message: string): Piece[] {
  const link = `http://rss.arxiv.org/rss/${query}`;
  return [`<?xml version='1.0' encoding='UTF-8'?>\n<rss${attributes(NAMESPACES)}>\n  <channel>\n`, line('title', `Feed error for query: ${link}`), line('link', link), line('description', message), '  </channel>\n</rss>\n'];
}

function entry({ type, paper }: FeedItem, day: string): string {
  const full = `${paper.id}v${paper.versions.at(-1)!.number}`;
  return [
    '    <item>\n',
    inner('title', paper.title),
    inner('link', `https://arxiv.org/abs/${paper.id}`),
    inner('description', `arXiv:${full} Announce Type: ${type} \nAbstract: ${paper.abstract}`),
    `      <guid isPermaLink="false">${escapeXml(`oai:arXiv.org:${full}`)}</guid>\n`,
    ...paper.categories.map((category) => inner('category', category)),
    inner('pubDate', day),
    inner('arxiv:announce_type', type),
    inner('dc:rights', paper.licence),
    inner('arxiv:DOI', paper.doi),
    inner('arxiv:journal_reference', paper.journalRef),
    inner('dc:creator', paper.authors.join(', ')),
    '    </item>\n',
  ].join('');
}

function line(name: string, text: string): string {
  return `    ${element(name, text)}\n`;
}

function inner(name: string, text: string | undefined): string {
  return text === undefined ? '' : `      ${element(name, text)}\n`;
}

/** `Wed, 20 Aug 2025 00:00:00 -0400`. */
function rssDate(time: Temporal.ZonedDateTime): string {
  const date = new Date(time.toPlainDate().toString()).toUTCString();
  return date.replace('GMT', time.offset.replace(':', ''));
}
