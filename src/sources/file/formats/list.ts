import { parseArxivId, parseDois, type PaperId, type PaperRecord, type PartialDate } from '#papers';
import { FormatError } from '../errors.js';
import { announcedOn, computedAnnouncements } from '../../record/announcements.js';
import { partialDate } from '../../record/dates.js';
import { authorsNamed, bareRecord } from '../../record/bare.js';
import { optionalText, optionalTexts, parseObject, requiredText, type Fields } from './values.js';
import { anthologyIds, venueOf } from './venues.js';
import { saysWithdrawn } from '../../record/withdrawn.js';

/** What `published` is good for, by what the list says of it: how many characters of the date are known. */
const KNOWN: Record<string, number> = { exact: 20, exact_day: 10, announced: 10, month: 7, id_month: 7, year: 4 };
const DAY_LENGTH = 10;
const PREFIXED = /^([a-z0-9][a-z0-9._-]*):(\S.*)$/;

/**
 * One line of a gathered list: id, title, abstract, authors, categories, published, updated, date_kind, comment, doi, arxiv_id.
 * A bare arXiv id is arXiv's; `iclr2018:B14TlG-RW` names its source; any other id is the file's own.
 * @throws FormatError
 */
export function parseListed(text: string): PaperRecord {
  const fields = parseObject(text);
  const { source, id } = splitName(requiredText(fields, 'id'));
  const record = bareRecord({ source, id, via: 'list', title: requiredText(fields, 'title') });
  record.abstract = optionalText(fields, 'abstract') ?? '';
  record.authors = authorsNamed(withoutRepetition(optionalTexts(fields, 'authors').map(withoutComma)));
  record.categories = [...new Set(optionalTexts(fields, 'categories'))].filter((category) => !category.startsWith('venue:'));
  record.comment = optionalText(fields, 'comment');
  record.ids = [...idsOf(fields), ...anthologyIds(source, id)];
  addVenue(record);
  addDates(record, fields);
  // A conference's `Withdraw` is said of the submission to it, not of the paper.
  record.withdrawn = saysWithdrawn(record.venue === undefined ? record.comment : undefined, record.abstract);
  return record;
}

/** The Anthology's lists give the volume's title as comment. */
function addVenue(record: PaperRecord): void {
  if (record.source !== 'acl') record.venue = venueOf(record.source, record.comment);
  else [record.venue, record.comment] = [record.comment, undefined];
}

/** The source and the id in it: `acl:P18-2005` is `P18-2005` of `acl`. */
export function splitName(name: string): { source: string; id: string } {
  const arxiv = parseArxivId(name)?.id;
  if (arxiv !== undefined) return { source: 'arxiv', id: arxiv };
  const [, source, id] = PREFIXED.exec(name) ?? [];
  return source !== undefined && id !== undefined ? { source, id } : { source: 'file', id: name };
}

function idsOf(fields: Fields): PaperId[] {
  const written = optionalText(fields, 'arxiv_id');
  const arxiv = written === undefined ? undefined : parseArxivId(written)?.id;
  if (written !== undefined && arxiv === undefined) throw new FormatError(`"${written.slice(0, 80)}" is no arXiv id.`);
  const dois = parseDois(optionalText(fields, 'doi') ?? '').map((value) => ({ scheme: 'doi', value }));
  return arxiv === undefined ? dois : [{ scheme: 'arxiv', value: arxiv }, ...dois];
}

function addDates(record: PaperRecord, fields: Fields): void {
  const published = dateIn(fields, 'published');
  if (published === undefined) return;
  const kind = optionalText(fields, 'date_kind') ?? (published.length > 10 ? 'exact' : 'exact_day');
  const known = Object.hasOwn(KNOWN, kind) ? KNOWN[kind] : undefined;
  if (known === undefined) throw new FormatError(`"date_kind" is "${kind.slice(0, 40)}"; it should be one of ${Object.keys(KNOWN).join(', ')}.`);
  record.published = published.slice(0, known);
  record.updated = dateIn(fields, 'updated')?.slice(0, known);
  if (record.source !== 'arxiv' || record.published.length < DAY_LENGTH) return;
  if (kind === 'announced') record.announcements = announcedOn(record.published, record.categories, false);
  if (kind === 'exact' || kind === 'exact_day') {
    record.versions = [{ number: 1, submitted: record.published }];
    record.announcements = computedAnnouncements(record.versions, record.categories);
  }
}

function dateIn(fields: Fields, key: string): PartialDate | undefined {
  const written = optionalText(fields, key);
  const date = written === undefined ? undefined : partialDate(written);
  if (written !== undefined && date === undefined) throw new FormatError(`"${key}" is "${written.slice(0, 40)}", which is no date such as 2026-05-31.`);
  return date;
}

/** Left over from the line the names were cut from. */
function withoutComma(name: string): string {
  return name.replace(/\s*[,;]$/, '');
}

/** Some lists give all authors twice over; two people of one name stay. */
function withoutRepetition(names: string[]): string[] {
  const half = names.length / 2;
  const repeated = half >= 2 && Number.isInteger(half) && names.slice(0, half).every((name, index) => name === names[half + index]);
  return repeated ? names.slice(0, half) : names;
}
