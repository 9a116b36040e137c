import { parseArxivId } from './arxiv-id.js';
import { parseDoi } from './doi.js';
import type { PaperId } from './record.js';

export { compareArxivIds, parseArxivId, type ArxivId } from './arxiv-id.js';
export { parseDoi, parseDois } from './doi.js';

const LONGEST = 500;

/** The schemes whose values have a form of their own; values of all others are kept as written. */
const NORMALISERS: Record<string, (value: string) => string | undefined> = {
  arxiv: (value) => parseArxivId(value)?.id,
  doi: parseDoi,
  pmid: (value) => /^(?:pmid:\s*)?0*([1-9]\d{0,8})$/i.exec(value)?.[1],
  pmcid: (value) => /^(?:pmcid:\s*)?pmc(\d{1,9})$/i.exec(value)?.[1]?.replace(/^/, 'PMC'),
};

/**
 * The one way to write an identifier, so that equal ones are equal texts; nothing when the value cannot be one.
 * Of a scheme without rules: trimmed, Unicode composed, white space folded.
 */
export function normaliseId(scheme: string, value: string): string | undefined {
  const folded = value.normalize('NFC').replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (folded === '' || folded.length > LONGEST) return undefined;
  const normaliser = Object.hasOwn(NORMALISERS, scheme.toLowerCase()) ? NORMALISERS[scheme.toLowerCase()] : undefined;
  return normaliser ? normaliser(folded) : folded;
}

/** `normaliseId` for a pair; arXiv's own DOIs (`10.48550/arXiv.2401.01234`) become arXiv ids, which they stand for. */
export function normalisePaperId({ scheme, value }: PaperId): PaperId | undefined {
  const name = scheme.trim().toLowerCase();
  const arxiv = name === 'doi' ? normaliseId('arxiv', parseDoi(value) ?? '') : undefined;
  if (arxiv) return { scheme: 'arxiv', value: arxiv };
  const normalised = normaliseId(name, value);
  return normalised === undefined ? undefined : { scheme: name, value: normalised };
}

/**
 * The id of a paper in addresses: the version-less arXiv id, else `<source>:<id>`.
 *
 * It can stand in a URL's path as it is and comes back from it unchanged. What could not is written like percent
 * encoding with `~` for `%`: each UTF-8 byte as `~XX` (a `%` itself would be decoded on the way). That is every
 * character but letters, digits and `-._!$'()*+,;=:@/`; also `:` in a source, a slash that begins or ends the id or
 * follows another, the dots of a path segment `.` or `..`, and the dot of a last `.md`, `.bib`, `.ris` or `.json`,
 * which would read as a format of the page.
 */
export function publicIdOf(source: string, id: string): string {
  const arxiv = source === 'arxiv' ? parseArxivId(id)?.id : undefined;
  return arxiv ?? `${escaped(source, /[^A-Za-z0-9._-]/gu)}:${escaped(id, UNSAFE)}`;
}

// Letters are named in both cases: the flag for either would let through what folds to one of them, such as the Kelvin sign.
const UNSAFE = /[^A-Za-z0-9\-._!$'()*+,;=:@/]|^\/|\/$|(?<=\/)\/|(?<=^|\/)\.{1,2}(?=\/|$)|\.(?=(?i:md|bib|ris|json)$)/gu;

function escaped(text: string, unsafe: RegExp): string {
  return text.toWellFormed().replace(unsafe, (character) =>
    [...Buffer.from(character, 'utf8')].map((byte) => `~${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}
