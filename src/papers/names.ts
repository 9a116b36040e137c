import { plainText } from '#lib/text';
import { foldLetters } from './fold.js';

/** What goes on longer is no name, and its end adds nothing to a key. */
const LONGEST = 300;
const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv', 'phd']);
const PARTICLES = new Set(
  'af al av bin da dal de degli dei del dela della den der des di dos du el ibn la le ten ter van vom von zu zum zur'.split(' '),
);

/** One way to read a name, its words folded: `{ given: ['yann'], family: 'lecun' }`. */
interface Reading {
  given: string[];
  family: string;
  /** The family name taken to come first. */
  turned: boolean;
}

/**
 * The key under which an author's papers are found: the last word of the family name, then the rest as spoken, all
 * without accents, case, punctuation, and suffixes such as Jr. `LeCun, Yann` and `Yann LeCun` are `lecun yann`;
 * `van der Maaten, Laurens` and `Laurens van der Maaten` are `maaten laurens van der`.
 * Initials are not expanded: `Y. LeCun` has a key of its own. Empty when the name has no letter.
 */
export function authorKey(name: string): string {
  const words = spokenWords(name);
  return [...words.slice(-1), ...words.slice(0, -1)].join(' ');
}

/**
 * Whether two names may be one person's: equal family names, and given names that are equal or initials of each other
 * as far as both have them. Tolerates `LeCun Yann` for `Yann LeCun`, `Poeschel` for `Pöschel`, a missing middle name,
 * and particles joined or left out. Symmetric; not transitive (`J. Smith` may be Jane or John).
 */
export function sameAuthor(a: string, b: string): boolean {
  return sameReadings(readings(a), readings(b));
}

/**
 * Whether two author lists may be one paper's: at least half of the shorter list, and at least one author, have a
 * partner in the longer one. Symmetric: of lists of equal length the one with fewer partners counts.
 */
export function agreeingAuthors(a: readonly string[], b: readonly string[]): boolean {
  if (a.length > b.length) return agreeingAuthors(b, a);
  const [left, right] = [a.map(readings), b.map(readings)];
  const partners = countPartners(left, right);
  const fewest = a.length === b.length ? Math.min(partners, countPartners(right, left)) : partners;
  return fewest > 0 && fewest * 2 >= a.length;
}

function countPartners(authors: Reading[][], others: Reading[][]): number {
  const byFamily = new Map<string, Reading[][]>();
  for (const other of others) {
    for (const { family } of other) byFamily.getOrInsert(family, []).push(other);
  }
  const hasPartner = (author: Reading[]) =>
    author.some(({ family }) => byFamily.get(family)?.some((other) => sameReadings(author, other)));
  return authors.filter(hasPartner).length;
}

/** All ways to read a name, the usual one first: `Yann Le Cun` may also be `Yann LeCun`, `LeCun Yann` be turned round. */
function readings(name: string): Reading[] {
  const words = spokenWords(name).map(looseSpelling);
  if (words.length === 0) return [];
  const read = (start: number): Reading => ({ given: words.slice(0, start), family: words.slice(start).join(''), turned: false });
  const particles = particlesStart(words);
  const usual = words.length - 1;
  const turned = { given: words.slice(1), family: words[0]!, turned: true };
  return [read(usual), ...(particles < usual ? [read(particles)] : []), ...(name.includes(',') ? [] : [turned])];
}

/** Where the particles before the family name begin; the first word is never one, as in `Di Wu`. */
function particlesStart(words: string[]): number {
  let start = words.length - 1;
  while (start > 1 && PARTICLES.has(words[start - 1]!)) start -= 1;
  return start;
}

function sameReadings(a: Reading[], b: Reading[]): boolean {
  return a.some((left) => b.some((right) => compatible(left, right)));
}

/** Two turned readings prove nothing: `John S.` and `John Smith` would share the family name John. */
function compatible(a: Reading, b: Reading): boolean {
  if (a.family !== b.family || (a.turned && b.turned)) return false;
  return a.given.join('') === b.given.join('') || compatibleGiven(withoutParticles(a.given), withoutParticles(b.given));
}

function compatibleGiven(a: string[], b: string[]): boolean {
  const shared = Math.min(a.length, b.length);
  return shared > 0 && a.slice(0, shared).every((word, index) => sameOrInitial(word, b[index]!));
}

function withoutParticles(given: string[]): string[] {
  return given.filter((word, index) => index === 0 || !PARTICLES.has(word));
}

function sameOrInitial(a: string, b: string): boolean {
  return a === b || (a.length === 1 && b.startsWith(a)) || (b.length === 1 && a.startsWith(b));
}

/** `ö` is also written `oe`, `å` also `aa`; folding has made `o` and `a` of the letters themselves. */
function looseSpelling(word: string): string {
  return word.length < 4 ? word : word.replace(/aa/g, 'a').replace(/(?<=[aou])e/g, '');
}

/** The words of a name in the order they are spoken, folded, without suffixes and remarks in brackets. */
function spokenWords(name: string): string[] {
  const parts = foldLetters(withoutTex(name)).replace(/[([{][^)\]}]*[)\]}]/g, ' ').split(',').map(wordsOf).filter((words) => words.length > 0);
  const named = parts.filter((words, index) => index === 0 || !words.every((word) => SUFFIXES.has(word)));
  const [first = [], ...rest] = named;
  const words = [...rest.flat(), ...first];
  const kept = words.filter((word, index) => index === 0 || !SUFFIXES.has(word));
  return kept.length > 0 ? kept : words;
}

function withoutTex(name: string): string {
  const start = name.slice(0, LONGEST);
  return /[\\{}$~]/.test(start) ? plainText(start) : start;
}

function wordsOf(text: string): string[] {
  return text.replace(/['’‘ʼ`´]/g, '').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}
