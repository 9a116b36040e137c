import { damagePage } from '../faults/damage.js';
import type { RequestFaults } from '../faults/box.js';
import { attributes, element, type Piece } from '../xml.js';
import type { Feed, FeedItem } from './announcements.js';

const NAMESPACES = {
  'xmlns:arxiv': 'http://arxiv.org/schemas/atom',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  xmlns: 'http://www.w3.org/2005/Atom',
  'xml:lang': 'en-us',
};

/** A feed as Atom 1.0. */
export function atomFeed({ topics, midnight, built, items }: Feed, faults: RequestFaults): Piece[] {
  const [link, names, published] = [`http://rss.arxiv.org/atom/${topics.names.join('+')}`, topics.names.join(', '), midnight.toString({ timeZoneName: 'never' })];
  const updated = `${new Date(built).toISOString().slice(0, 23)}000+00:00`;
  return [
    `<?xml version='1.0' encoding='UTF-8'?>\n<feed${attributes(NAMESPACES)}>\n`,
    line('id', link),
    line('title', `${names} updates on arXiv.org`),
    line('updated', updated),
    `  <link${attributes({ href: link, rel: 'self', type: 'application/atom+xml' })}/>\n`,
    line('subtitle', `${names} updates on the arXiv.org e-print archive.`),
    ...damagePage(items.map((item) => entry(item, published, updated)), faults.use('malformed')),
    '</feed>\n',
  ];
}

/** A feed that says what is wrong with what was asked for. */
export function atomError(query: string, message: string): Piece[] {
  const link = `http://rss.arxiv.org/atom/${query}`;
  return [`<?xml version='1.0' encoding='UTF-8'?>\n<feed${attributes(NAMESPACES)}>\n`, line('id', link), line('title', `Feed error for query: ${link}`), line('subtitle', message), '</feed>\n'];
}

function entry({ type, paper }: FeedItem, published: string, updated: string): string {
  const full = `${paper.id}v${paper.versions.at(-1)!.number}`;
  return [
    '  <entry>\n',
    inner('id', `oai:arXiv.org:${full}`),
    inner('title', paper.title),
    inner('updated', updated),
    `    <link${attributes({ href: `https://arxiv.org/abs/${paper.id}`, rel: 'alternate', type: 'text/html' })}/>\n`,
    inner('summary', `arXiv:${full} Announce Type: ${type} \nAbstract: ${paper.abstract}`),
    ...paper.categories.map((category) => `    <category${attributes({ term: category })}/>\n`),
    inner('published', published),
    inner('arxiv:announce_type', type),
    inner('dc:rights', paper.licence),
    inner('arxiv:journal_reference', paper.journalRef),
    inner('arxiv:DOI', paper.doi),
    inner('dc:creator', paper.authors.join(', ')),
    '  </entry>\n',
  ].join('');
}

function line(name: string, text: string): string {
  return `  ${element(name, text)}\n`;
}

function inner(name: string, text: string | undefined): string {
  return text === undefined ? '' : `    ${element(name, text)}\n`;
}
