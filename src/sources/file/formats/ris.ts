import { cleanText } from '#lib/text';
import type { PaperRecord, PartialDate } from '#papers';
import { bestDate } from '../../record/dates.js';
import { inReadingOrder } from './names.js';
import { referenceRecord } from './reference.js';

const TAG = /^([A-Z][A-Z0-9])\s{1,2}-(?:\s(.*))?$/;

/**
 * One RIS entry, `TY  -` to `ER  -`; the last line may be missing. Lines without a tag go on with the line before.
 * Tags: RIS Format Specifications, Research Information Systems (2011). @throws FormatError
 */
export function parseRis(text: string): PaperRecord {
  const tags = tagsOf(text);
  const all = (...names: string[]) => names.flatMap((name) => tags.get(name) ?? []);
  const first = (...names: string[]) => all(...names)[0] ?? '';
  return referenceRecord({
    via: 'ris',
    title: first('TI', 'T1', 'CT'),
    abstract: first('AB', 'N2'),
    authors: all('AU', 'A1').map(nameOf).filter((name) => name !== ''),
    published: dateIn(first('DA'), first('PY', 'Y1')),
    venue: first('T2', 'JO', 'JF', 'JA', 'BT'),
    comment: first('N1'),
    categories: [],
    dois: all('DO'),
    places: all('AN', 'UR', 'L1', 'L2', 'LK', 'M1', 'T2', 'JO', 'JF', 'JA', 'N1'),
  });
}

function tagsOf(text: string): Map<string, string[]> {
  const tags = new Map<string, string[]>();
  let values: string[] = [];
  for (const line of text.split(/\r\n?|\n/)) {
    const [, tag, value = ''] = TAG.exec(line) ?? [];
    if (tag === undefined) {
      if (values.length > 0) values.push(`${values.pop()} ${line}`);
      continue;
    }
    values = tags.get(tag) ?? [];
    tags.set(tag, values);
    values.push(value);
  }
  for (const [tag, found] of tags) tags.set(tag, found.map(cleanText).filter((value) => value !== ''));
  return tags;
}

/** `King, Martin Luther, Jr.`: the suffix comes last. */
function nameOf(written: string): string {
  const [last = '', first = '', ...suffix] = written.split(',').map(cleanText);
  return inReadingOrder(first === '' ? [last, ...suffix] : [last, ...suffix, first]);
}

/** `2026/05/31/`, `2026///spring`, `2026-05-31`; the first that has a year, the longer where both have. */
function dateIn(...written: string[]): PartialDate | undefined {
  const dates = written.flatMap((text) => {
    const [, year, month, day] = /^(\d{4})(?:[/-](\d{1,2})?(?:[/-](\d{1,2}))?)?/.exec(text) ?? [];
    return (year && bestDate(Number(year), month && Number(month), day && Number(day))) || [];
  });
  return dates.sort((a, b) => b.length - a.length)[0];
}
