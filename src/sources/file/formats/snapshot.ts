import { cleanText } from '#lib/text';
import { parseArxivId, parseDois, type Author, type PaperRecord, type Version } from '#papers';
import { FormatError } from '../errors.js';
import { computedAnnouncements } from '../../record/announcements.js';
import { mailDate, partialDate } from '../../record/dates.js';
import { bareRecord } from '../../record/bare.js';
import { isFields, optionalList, optionalText, parseObject, requiredText, type Fields } from './values.js';
import { saysWithdrawn } from '../../record/withdrawn.js';

/**
 * One line of arXiv's bulk metadata snapshot, one paper with all its versions.
 * Keys: https://www.kaggle.com/datasets/Cornell-University/arxiv
 * @throws FormatError
 */
export function parseSnapshot(text: string): PaperRecord {
  const fields = parseObject(text);
  const written = requiredText(fields, 'id');
  const id = parseArxivId(written)?.id;
  if (id === undefined) throw new FormatError(`"${written.slice(0, 80)}" is no arXiv id.`);
  const record = bareRecord({ source: 'arxiv', id, via: 'snapshot', title: requiredText(fields, 'title') });
  record.ids = parseDois(optionalText(fields, 'doi') ?? '').map((value) => ({ scheme: 'doi', value }));
  record.abstract = optionalText(fields, 'abstract') ?? '';
  record.authors = authorsOf(fields);
  record.categories = [...new Set(optionalText(fields, 'categories')?.split(' '))];
  record.comment = optionalText(fields, 'comments');
  record.journalRef = optionalText(fields, 'journal-ref');
  record.reportNumber = optionalText(fields, 'report-no');
  record.licence = optionalText(fields, 'license');
  record.submitter = optionalText(fields, 'submitter');
  addHistory(record, fields);
  record.withdrawn = saysWithdrawn(record.comment, record.abstract);
  return record;
}

function addHistory(record: PaperRecord, fields: Fields): void {
  record.versions = optionalList(fields, 'versions').map(versionOf).sort((a, b) => a.number - b.number);
  record.published = record.versions.find(({ number }) => number === 1)?.submitted;
  record.updated = record.versions.at(-1)?.submitted ?? partialDate(optionalText(fields, 'update_date') ?? '');
  record.announcements = computedAnnouncements(record.versions, record.categories);
}

function versionOf(value: unknown): Version {
  const fields = isFields(value) ? value : {};
  const number = /^v(\d{1,4})$/.exec(String(fields['version']))?.[1];
  const submitted = typeof fields['created'] === 'string' ? mailDate(fields['created'].trim()) : undefined;
  if (number === undefined || submitted === undefined) {
    throw new FormatError(`"versions" should hold {"version":"v1","created":"Mon, 2 Apr 2007 19:18:42 GMT"}, but has ${JSON.stringify(value)?.slice(0, 80)}.`);
  }
  return { number: Number(number), submitted };
}

function authorsOf(fields: Fields): Author[] {
  const parsed = optionalList(fields, 'authors_parsed');
  return parsed.length > 0 ? parsed.flatMap(authorOf) : namesIn(optionalText(fields, 'authors') ?? '').map((name) => ({ name }));
}

/** `[last, first, suffix, ...affiliations]` */
function authorOf(value: unknown): Author[] {
  if (!Array.isArray(value) || !value.every((part) => typeof part === 'string')) {
    throw new FormatError('"authors_parsed" should hold lists such as ["Curie","Marie",""].');
  }
  const [last = '', first = '', suffix = '', ...affiliations] = value;
  const name = cleanText(`${first} ${last} ${suffix}`.trim());
  const affiliation = affiliations.length === 0 ? '' : cleanText(affiliations.filter((part) => part.trim() !== '').join('; '));
  return name === '' ? [] : [affiliation === '' ? { name } : { name, affiliation }];
}

/** arXiv's one-line form: `A. Author (Some University), B. Author and C. Author`. */
function namesIn(line: string): string[] {
  const withoutRemarks = line.replace(/\([^()]*\)/g, ' ');
  return withoutRemarks.split(/,|;|\sand\s/).map((name) => cleanText(name)).filter((name) => /\p{L}/u.test(name));
}
