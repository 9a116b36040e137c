import { cleanText } from '#lib/text';
import { decodeTex, type Author } from '#papers';

/** A name, its remarks in brackets, and a separator, as they stand in the line. */
type Part = { name: string } | { remark: string };

interface Listed {
  name: string;
  affiliations: string[];
  /** A collaboration has no affiliation of its own. */
  isGroup: boolean;
}

const NUMBERS = /^\d{1,3}(?:\s*(?:,|;|&|and)\s*\d{1,3})*$/i;
const SUFFIX = /^(?:(?:Jr|Sr)\.?|[IV]{2,4})$/;
const GROUP = /\b(?:collaborations?|group|team|consortium)$/i;

/**
 * The authors of arXiv's one-line form: names separated by commas or `and`, affiliations in brackets after them, spelled
 * out or as numbers that a last bracket explains: `A. Author (1), B. Author (1,2) ((1) Here, (2) There)`. An affiliation
 * also holds for the names before it that have none, but for collaborations. TeX's letters are decoded.
 * Form: https://info.arxiv.org/help/prep.html#author
 */
export function parseAuthorLine(line: string): Author[] {
  const parts = partsOf(cleanText(decodeTex(cleanText(line))));
  const explained = explanationsIn(parts);
  const listed: Listed[] = [];
  for (const part of parts) {
    if ('name' in part) addName(listed, part.name);
    else listed.at(-1)?.affiliations.push(...affiliationsOf(part.remark, explained));
  }
  return propagated(listed).map(({ name, affiliations }) => (affiliations.length === 0 ? { name } : { name, affiliation: [...new Set(affiliations)].join('; ') }));
}

/** A name of its parts, as the structured formats give it. */
export function authorOf(name: string, affiliations: readonly string[]): Author[] {
  const whole = cleanText(decodeTex(cleanText(name)));
  const affiliation = affiliations.map((one) => cleanText(decodeTex(cleanText(one)))).filter((one) => one !== '').join('; ');
  return /\p{L}/u.test(whole) ? [affiliation === '' ? { name: whole } : { name: whole, affiliation }] : [];
}

/** Cuts at brackets of the outermost level, and the rest into names. A bracket that is never closed ends with the line. */
function partsOf(line: string): Part[] {
  const parts: Part[] = [];
  let depth = 0;
  let start = 0;
  const take = (end: number): void => {
    const text = line.slice(start, end).trim();
    if (depth > 0 && text !== '') parts.push({ remark: text });
    if (depth === 0) parts.push(...namesIn(text).map((name) => ({ name })));
  };
  for (const { 0: bracket, index } of line.matchAll(/[()]/g)) {
    if (bracket === '(' ? depth === 0 : depth <= 1) {
      take(index);
      start = index + 1;
    }
    depth = Math.max(0, depth + (bracket === '(' ? 1 : -1));
  }
  take(line.length);
  return parts;
}

function namesIn(text: string): string[] {
  return text.split(/[,;:]|(?:^|\s)(?:and|&)(?=\s|$)/i).map((name) => name.trim()).filter((name) => /\p{L}/u.test(name));
}

function addName(listed: Listed[], written: string): void {
  const before = listed.at(-1);
  if (SUFFIX.test(written) && before !== undefined) before.name += ` ${written}`;
  else {
    const name = written.replace(/^(?:for|on behalf of)\s+(?:the\s+)?/i, '').replace(/\s*\bet\.?\s+al\.?$/i, '').trim();
    if (/\p{L}/u.test(name)) listed.push({ name, affiliations: [], isGroup: GROUP.test(name) });
  }
}

/** What the last bracket says of numbers: `(1) Here, (2) There`. */
function explanationsIn(parts: readonly Part[]): ReadonlyMap<string, string> {
  const explained = new Map<string, string>();
  for (const part of parts) {
    if (!('remark' in part) || !part.remark.startsWith('(')) continue;
    for (const [, number = '', text = ''] of part.remark.matchAll(/\((\d{1,3})\)([^()]*(?:\([^()\d][^()]*\)[^()]*)*)/g)) explained.set(number, text.replace(/[\s,;.]+$/, '').trim());
  }
  return explained;
}

function affiliationsOf(remark: string, explained: ReadonlyMap<string, string>): string[] {
  if (remark.startsWith('(') || /^\d+ authors$/i.test(remark)) return [];
  if (!NUMBERS.test(remark)) return [remark];
  return (remark.match(/\d+/g) ?? []).flatMap((number) => explained.get(number) ?? []).filter((text) => text !== '');
}

function propagated(listed: readonly Listed[]): Listed[] {
  let last: string[] = [];
  return listed.toReversed().map((one) => {
    if (one.affiliations.length > 0) last = one.affiliations;
    return one.isGroup ? one : { ...one, affiliations: last };
  }).reverse();
}
