import type { Author, PaperRecord, Version } from '#papers';
import { computedAnnouncements } from '../../record/announcements.js';
import { mailDate, partialDate } from '../../record/dates.js';
import type { Element } from '../../xml/element.js';
import { authorOf, parseAuthorLine } from '../authors.js';
import { cleaned, saidRecord } from '../record.js';

/** A source type with this letter says that arXiv has no files of that version: it was withdrawn. */
const WITHDRAWN = 'I';

/**
 * A record of the format `arXivRaw`: everything arXiv keeps, with the times of all versions.
 * Schema: https://oaipmh.arxiv.org/OAI/arXivRaw.xsd
 * @throws EntryError
 */
export function rawRecord(raw: Element, identifier: string | undefined): PaperRecord {
  const record = recordOf(raw, identifier);
  record.authors = parseAuthorLine(raw.textOf('authors') ?? '');
  record.submitter = cleaned(raw.textOf('submitter'));
  const versions = raw.children('version').flatMap(versionOf).sort((a, b) => a.version.number - b.version.number);
  record.withdrawn ||= versions.at(-1)?.sourceType.includes(WITHDRAWN) ?? false;
  return withVersions(record, versions.map(({ version }) => version));
}

/** A version whose date cannot be read is left out: the paper is there all the same. */
function versionOf(element: Element): { version: Version; sourceType: string }[] {
  const number = /^v([1-9]\d{0,3})$/.exec(element.attribute('version')?.trim() ?? '')?.[1];
  const submitted = mailDate(element.textOf('date')?.trim() ?? '');
  if (number === undefined || submitted === undefined) return [];
  const version = { number: Number(number), submitted, size: cleaned(element.textOf('size')) };
  return [{ version, sourceType: element.textOf('source_type') ?? '' }];
}

/**
 * A record of the format `arXiv`: authors in parts, days of the first and the last version.
 * Schema: https://oaipmh.arxiv.org/OAI/arXiv.xsd
 * @throws EntryError
 */
export function briefRecord(brief: Element, identifier: string | undefined): PaperRecord {
  const record = recordOf(brief, identifier);
  record.authors = brief.child('authors')?.children('author').flatMap(authorIn) ?? [];
  const created = partialDate(brief.textOf('created')?.trim() ?? '');
  withVersions(record, created === undefined ? [] : [{ number: 1, submitted: created }]);
  record.updated = partialDate(brief.textOf('updated')?.trim() ?? '') ?? record.updated;
  return record;
}

function authorIn(author: Element): Author[] {
  const name = ['forenames', 'keyname', 'suffix'].map((part) => author.textOf(part) ?? '').join(' ');
  return authorOf(name, author.children('affiliation').map(({ text }) => text));
}

function recordOf(metadata: Element, identifier: string | undefined): PaperRecord {
  const record = saidRecord({
    id: metadata.textOf('id') ?? identifier,
    via: 'oai',
    title: metadata.textOf('title'),
    abstract: metadata.textOf('abstract'),
    comment: metadata.textOf('comments'),
    journalRef: metadata.textOf('journal-ref'),
    doi: metadata.textOf('doi'),
    licence: metadata.textOf('license'),
  });
  record.reportNumber = cleaned(metadata.textOf('report-no'));
  record.categories = [...new Set(cleaned(metadata.textOf('categories'))?.split(' '))];
  return record;
}

function withVersions(record: PaperRecord, versions: Version[]): PaperRecord {
  record.versions = versions;
  record.published = versions.find(({ number }) => number === 1)?.submitted;
  record.updated = versions.at(-1)?.submitted;
  record.announcements = computedAnnouncements(versions, record.categories);
  return record;
}
