import { authorKey } from '#papers';
import type { OpenIndex } from './index/search-index.js';
import { allOf } from './query/conditions.js';
import { printQuery } from './query/print.js';
import type { Condition, ParsedQuery, QueryTree } from './query/tree.js';
import type { SearchResults } from './results.js';
import { authorsNamed } from './rank/authors.js';
import { both, everything, type Fits } from './rank/fits.js';
import { termsQuery } from './rank/rank.js';
import type { TermFrequencies } from './rank/term-weights.js';
import { wordTerms } from './text/analyse.js';

/** A query whose words are a name, read as one of that person's papers. */
export interface ReadAsPerson {
  /** As written. */
  name: string;
  query: ParsedQuery;
}

const LONGEST_NAME = 4;
const MOST_NAMES = 4;
const OF_A_NAME = /^[\p{L}\p{M}.,'’-]+$/u;
const YEAR = /^(?:19|20)\d\d$/;
/** What so many papers say in title or abstract is no name: "song", "sun", "Monte Carlo". */
const MANY = 20;
/** Of somebody's papers it need not be known how many they are beyond this. */
const MOST_PAPERS = 1_000;
/** A share of the papers, and never fewer. */
const USUAL = { share: 0.01, fewest: 2 };

/** Whether what was found shows that the words of a query are no name, so that nobody of that name need be looked for: a page of papers that say them all. */
export function areWords({ tree: { words } }: ParsedQuery, { hits, corrected }: Pick<SearchResults, 'hits' | 'corrected'>): boolean {
  const all = new Set(words).size;
  return corrected === undefined && hits.filter(({ why }) => why.words.matched.length >= all).length >= MANY;
}

/**
 * Whether a word of the query stands in so many papers that it is hardly a name: for who types, and has the last word half, nobody of such a name
 * is looked for, as that takes as long as the titles themselves.
 */
export function haveUsual({ tree: { words } }: ParsedQuery, { papers, papersWith }: TermFrequencies): boolean {
  return words.some((word) => wordTerms(word).some((term) => (papersWith.get(term) ?? 0) >= Math.max(USUAL.fewest, USUAL.share * papers)));
}

/**
 * Reads free words as the name of a person, or of several with "and" between them, with a year behind or without, where more papers are by
 * who is called so than say its words, and few say them: "Yann LeCun" is somebody, "Markov chain" is not, whoever may be called so.
 */
export async function readAsPerson(index: OpenIndex, query: ParsedQuery): Promise<ReadAsPerson | undefined> {
  const { words: written, year } = takeYear(query.tree.words);
  const words = withoutOthers(written);
  const names = namesIn(words);
  if (names.length === 0 || names.length > MOST_NAMES || !names.every(mayBeName)) return undefined;
  const isCited = words.length < written.length;
  // Of a word that many say there may be very many authors.
  if (!isCited && words.length === 1 && (await areSaidBy(index, words, MANY))) return undefined;
  const authors = await papersByAll(index, names);
  if (authors === 0 || (!isCited && (await areSaidBy(index, names.flat(), Math.min(authors, MANY))))) return undefined;
  const named = names.map((name): Condition => ({ kind: 'author', name: name.join(' ') }));
  const tree: QueryTree = { words: [], condition: allOf([...named, ...year, ...(query.tree.condition ? [query.tree.condition] : [])])! };
  return { name: words.join(' '), query: { ...query, text: printQuery(tree), tree } };
}

/** The words of each name: `Kipf and Welling` are two. */
function namesIn(words: readonly string[]): string[][] {
  const names: string[][] = [[]];
  for (const word of words) {
    if (/^and$/i.test(word)) names.push([]);
    else names.at(-1)!.push(word);
  }
  return names;
}

function mayBeName(words: readonly string[]): boolean {
  return words.length > 0 && words.length <= LONGEST_NAME && words.every((word) => OF_A_NAME.test(word)) && /\p{L}{2}/u.test(authorKey(words.join(' ')));
}

/** How many papers are by all of these. */
async function papersByAll({ table }: OpenIndex, names: readonly string[][]): Promise<number> {
  // Of several, what they wrote together may be anywhere among what each wrote.
  const most = names.length === 1 ? MOST_PAPERS : undefined;
  const found = await Promise.all(names.map(async (name) => await authorsNamed(table, name.join(' '), { most })));
  return found.reduce<Fits>((all, one) => both(all, one ?? everything), everything).numbers.size;
}

function takeYear(words: readonly string[]): { words: readonly string[]; year: Condition[] } {
  const last = words.at(-1);
  if (words.length < 2 || last === undefined || !YEAR.test(last)) return { words, year: [] };
  return { words: words.slice(0, -1), year: [{ kind: 'date', from: `${last}-01-01`, to: `${last}-12-31` }] };
}

/** `Gilmer et al.` as papers cite it is `Gilmer`, and nothing but a name. */
function withoutOthers(words: readonly string[]): readonly string[] {
  return /^et al\.?,?$/i.test(words.slice(-2).join(' ')) ? words.slice(0, -2) : words;
}

/** Whether at least so many papers say all of these words in title or abstract. What is left out of abstracts, such as "the", cannot be asked. */
async function areSaidBy({ table }: OpenIndex, words: readonly string[], papers: number): Promise<boolean> {
  const required = words.map((word) => wordTerms(word)).filter((terms) => terms.length > 0);
  if (required.length === 0) return true;
  const text = await termsQuery({ column: 'terms', list: [], required });
  const found = await table.query().fullTextSearch(text).select(['number', '_score']).limit(papers).toArrow();
  return found.numRows >= papers;
}
