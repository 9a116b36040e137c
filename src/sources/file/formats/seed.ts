import type { PaperRecord } from '#papers';
import { FormatError } from '../errors.js';
import { partialDate } from '../../record/dates.js';
import { splitName } from './list.js';
import { bareRecord } from '../../record/bare.js';
import { optionalCount, optionalText, parseObject, requiredText } from './values.js';

/**
 * One line of a seed list: id, title, abstract, published, author_count, organization; all but id and title may be null.
 * @throws FormatError
 */
export function parseSeed(text: string): PaperRecord {
  const fields = parseObject(text);
  const record = bareRecord({ ...splitName(requiredText(fields, 'id')), via: 'list', title: requiredText(fields, 'title') });
  record.abstract = optionalText(fields, 'abstract') ?? '';
  record.authorCount = optionalCount(fields, 'author_count');
  record.organisation = optionalText(fields, 'organization');
  const published = optionalText(fields, 'published');
  record.published = published === undefined ? undefined : partialDate(published);
  if (published !== undefined && record.published === undefined) throw new FormatError(`"published" is "${published.slice(0, 40)}", which is no date such as 2026-05-31.`);
  return record;
}
