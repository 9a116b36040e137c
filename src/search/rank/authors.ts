import type { FullTextQuery, Table } from '@lancedb/lancedb';
import { authorKey, sameAuthor } from '#papers';
import { engine } from '../index/engine.js';
import { AUTHOR_GAP } from '../index/schema.js';
import type { Fits } from './fits.js';
import { ALL, numbersFound } from './read-table.js';

/**
 * The papers of who may be meant by a name: accents, order and initials do not matter, as in `sameAuthor`, and a part of a name is
 * enough ("Hernández-Lobato", "van der Maaten"). Undefined for a name without a letter.
 * @param most papers looked through, those that say the name best: for who need not know them all
 */
export async function authorsNamed(table: Table, name: string, { where, most = ALL }: { where?: string; most?: number } = {}): Promise<Fits | undefined> {
  const words = [...new Set(authorKey(name).split(' ').filter(Boolean))];
  if (words.length === 0) return undefined;
  if (words.length === 1) return { numbers: new Set(await numbersFound(table, { text: await oneOf(words), where, most })), denied: false };
  const lists = await Promise.all(familyNames(words).map(async (family) => await named(table, { name, words, family, where, most })));
  return { numbers: new Set(lists.flat()), denied: false };
}

/** The words that may be the family name: the last as spoken, or the first ("Lecun Y"). */
function familyNames(words: readonly string[]): string[] {
  return [...new Set([words[0]!, words[1]!])].filter((word) => word.length > 1);
}

async function named(table: Table, { name, words, family, where, most }: { name: string; words: string[]; family: string; where: string | undefined; most: number }): Promise<number[]> {
  let query = table.query().fullTextSearch(await mayBe(family, words.filter((word) => word !== family)));
  if (where !== undefined) query = query.where(where);
  const found = await query.select(['number', 'author_terms', '_score']).limit(most).toArrow();
  const [numbers, authors] = [found.getChild('number'), found.getChild('author_terms')];
  return Array.from({ length: found.numRows }, (_, row) => row)
    .filter((row) => String(authors?.get(row)).split(` ${AUTHOR_GAP} `).map((author) => author.split(' ')).some((author) => author.includes(family) && mayBeNamed(author, name)))
    .map((row) => Number(numbers?.get(row)));
}

/** Papers on which somebody has the family name and somebody has each given name or its initial; an initial may stand for any. */
async function mayBe(family: string, others: readonly string[]): Promise<FullTextQuery> {
  const { BooleanQuery, Occur } = await engine();
  const given = others.filter((word) => word.length > 1).map((word) => oneOf([word, word[0]!]));
  return new BooleanQuery((await Promise.all([oneOf([family]), ...given])).map((query) => [Occur.Must, query]));
}

async function oneOf(words: readonly string[]): Promise<FullTextQuery> {
  const { MatchQuery } = await engine();
  return new MatchQuery(words.join(' '), 'author_terms');
}

/**
 * Whether an author may be meant by a name, of which a part is enough.
 * @param author the words of the author's key, the family name first
 */
export function mayBeNamed(author: readonly string[], name: string): boolean {
  const words = authorKey(name).split(' ').filter(Boolean);
  if (words.length === 0) return false;
  const spoken = [...author.slice(1), ...author.slice(0, 1)].join(' ');
  // Both turned round and shortened, "Robert M. Gower" would be a Robert Müller.
  return words.every((word) => author.includes(word)) || (words.length > 1 && words.includes(author[0]!) && sameAuthor(name, spoken));
}
