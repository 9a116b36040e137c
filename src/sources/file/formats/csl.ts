import { cleanText } from '#lib/text';
import type { PaperRecord, PartialDate } from '#papers';
import { bestDate, partialDate } from '../../record/dates.js';
import { referenceRecord } from './reference.js';
import { isFields, parseObject, type Fields } from './values.js';

/** The markup that CSL allows in texts, and what Crossref leaves in abstracts. */
const MARKUP = /<\/?(?:i|b|sub|sup|sc|span|p|em|strong|jats:[a-z-]+)(?:\s[^<>]*)?\/?>/gi;

/**
 * One CSL-JSON item. What has an unexpected type counts as missing, as programs write null, numbers and lists of one
 * where others write text. Fields: https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
 * @throws FormatError
 */
export function parseCsl(text: string): PaperRecord {
  const item = parseObject(text);
  const field = (key: string) => plain(item[key]);
  return referenceRecord({
    via: 'csl',
    title: field('title'),
    abstract: field('abstract'),
    authors: listOf(item['author']).map(nameOf).filter((name) => name !== ''),
    published: dateIn(item['issued']) ?? dateIn(item['published']),
    venue: field('container-title') || field('event-title'),
    comment: field('note'),
    categories: [],
    dois: [field('DOI')],
    places: [field('URL'), field('number'), field('archive_location'), field('container-title'), field('note')],
  });
}

/** Clean text of a text, a number or the first of a list. */
function plain(value: unknown): string {
  if (Array.isArray(value)) return typeof value[0] === 'string' ? plain(value[0]) : '';
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? cleanText(value.replace(MARKUP, '')) : '';
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function nameOf(value: unknown): string {
  if (!isFields(value)) return plain(value);
  const parts = ['given', 'dropping-particle', 'non-dropping-particle', 'family', 'suffix'].map((key) => plain(value[key]));
  return cleanText(parts.join(' ')) || plain(value['literal']) || plain(value['name']);
}

/** `{"date-parts": [[2026, 5, 31]]}`, or the date as text under `raw` or `literal`. */
function dateIn(value: unknown): PartialDate | undefined {
  if (!isFields(value)) return typeof value === 'string' ? partialDate(value) : undefined;
  const [year, month, day] = listOf(listOf(value['date-parts'])[0]).map(numberIn);
  return bestDate(year ?? Number.NaN, month, day) ?? writtenDate(value);
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value)) ? Number(value) : undefined;
}

function writtenDate(value: Fields): PartialDate | undefined {
  const written = plain(value['raw']) || plain(value['literal']);
  return partialDate(written) ?? bestDate(Number(/\d{4}/.exec(written)?.[0]));
}
