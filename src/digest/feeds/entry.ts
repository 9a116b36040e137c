import { announcementInstant, categoryName, type Paper, type PartialDate } from '#papers';
import { escapeHtml, excerpt, plainText, safeUrl } from '#lib/text';
import { urnOf } from './ids.js';
import type { FeedEntry, FeedOptions, ListedPaper } from './types.js';

const SUMMARY = 300;
/** A collaboration of thousands would make one entry longer than all others together. */
const MOST_AUTHORS = 40;

export interface EntryContext {
  options: FeedOptions;
  /** The absolute address of a paper's page here. */
  urlOf(paper: Paper): string;
  /** When the store first had the paper, by its number. */
  firstSeen: ReadonlyMap<number, string>;
}

/** A paper of a list as an entry of a feed. */
export function entryOf(listed: ListedPaper, context: EntryContext): FeedEntry {
  const { paper, replacement } = listed;
  const seen = context.firstSeen.get(paper.number) ?? new Date(0).toISOString();
  const published = publishedAt(listed, seen);
  const url = context.urlOf(paper);
  const abstract = plainText(paper.abstract);
  return {
    // A paper's row keeps its number and its first day through new versions, new ids and merges.
    id: urnOf(`paper ${paper.number} ${seen}${replacement === undefined ? '' : ` version ${replacement.version}`}`),
    url,
    title: `${plainText(paper.title) || paper.id}${replacement === undefined ? '' : ` (version ${replacement.version})`}`,
    summary: context.options.abstract === 'none' ? '' : excerpt(abstract, SUMMARY),
    html: htmlOf(paper, { url, abstract: abstractOf(abstract, context.options) }),
    published,
    updated: latest(published, replacement === undefined ? instantOf(paper.updated) : undefined),
    authors: paper.authors.slice(0, MOST_AUTHORS).map(({ name }) => plainText(name)),
    categories: paper.categories.map((code) => ({ code, name: categoryName(code) })),
    pdf: pdfOf(paper),
  };
}

function abstractOf(abstract: string, { abstract: wanted }: FeedOptions): string {
  if (wanted === 'none') return '';
  return wanted === 'summary' ? excerpt(abstract, SUMMARY) : abstract;
}

/**
 * When it came into the list: the announcement, or when the store had it, if that was before; what was never announced has the
 * date of its first version.
 */
function publishedAt({ paper, day, replacement }: ListedPaper, seen: string): string {
  const announced = replacement?.day ?? day ?? paper.announcements.find(({ kind }) => kind !== 'replacement')?.day;
  if (announced === undefined) return instantOf(paper.published) ?? seen;
  const instant = new Date(announcementInstant(announced)).toISOString();
  return replacement === undefined && seen < instant && seen !== '' ? seen : instant;
}

/** A date as exact as it is known, as an instant: a day is its beginning. */
export function instantOf(date: PartialDate | undefined): string | undefined {
  const time = date === undefined || !/^\d{4}(-\d\d){0,2}(T|$)/.test(date) ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function latest(one: string, other: string | undefined): string {
  return other !== undefined && other > one ? other : one;
}

function htmlOf(paper: Paper, { url, abstract }: { url: string; abstract: string }): string {
  const authors = authorsInWords(paper);
  const comment = paper.comment === undefined ? '' : plainText(paper.comment);
  const links = [[url, 'Read here'], ...linksOf(paper)].map(([href = '', words = '']) => `<a href="${escapeHtml(href)}">${words}</a>`);
  const blocks = [
    authors === '' ? '' : `<em>${escapeHtml(authors)}</em>`,
    paper.withdrawn ? '<strong>This paper was withdrawn.</strong>' : '',
    escapeHtml(abstract),
    comment === '' ? '' : `<small>${escapeHtml(comment)}</small>`,
    links.join(' · '),
  ];
  return blocks.filter((block) => block !== '').map((block) => `<p>${block}</p>`).join('');
}

function authorsInWords({ authors, authorCount }: Paper): string {
  const named = authors.slice(0, MOST_AUTHORS).map(({ name }) => plainText(name)).join(', ');
  const rest = authorCount - Math.min(authors.length, MOST_AUTHORS);
  if (rest <= 0) return named;
  return named === '' ? `${rest} authors` : `${named} and ${rest} more`;
}

function linksOf(paper: Paper): string[][] {
  const arxiv = arxivOf(paper);
  const doi = paper.ids.find(({ scheme }) => scheme === 'doi')?.value;
  const code = paper.links.flatMap(({ kind, url }) => (kind === 'code' ? (safeUrl(url) ?? []) : []))[0];
  return [
    ...(arxiv === undefined ? [] : [[`https://arxiv.org/abs/${encodeURI(arxiv)}`, 'arXiv'], [pdfOf(paper)!, 'PDF']]),
    ...(arxiv === undefined && doi !== undefined ? [[`https://doi.org/${encodeURI(doi)}`, 'publisher']] : []),
    ...(code === undefined ? [] : [[code, 'code']]),
  ];
}

function pdfOf(paper: Paper): string | undefined {
  const arxiv = arxivOf(paper);
  return arxiv === undefined ? undefined : `https://arxiv.org/pdf/${encodeURI(arxiv)}`;
}

function arxivOf({ ids }: Paper): string | undefined {
  return ids.find(({ scheme }) => scheme === 'arxiv')?.value;
}
