import { setImmediate } from 'node:timers/promises';
import { authorKey, papersByAuthor, papersByNumber, type Paper } from '#papers';
import type { SearchContext } from '../context.js';
import { tellingTerms } from '../rank/term-weights.js';
import { termsOf } from '../rank/matched.js';
import { COMPARED_TERMS } from './limits.js';
import { meanVector } from './mean-vector.js';
import { ownVector, type Surroundings } from './papers.js';
import { rankAlike } from './rank-alike.js';

/** Somebody who writes about the same things. */
export interface SimilarAuthor {
  name: string;
  /** How many of their papers are like those of the author that was asked about. */
  papers: number;
  /** The scores of those papers, added; each shared by its authors. */
  score: number;
  /** Whether they have written a paper together. */
  coauthor: boolean;
}

/** The newest so many papers say what somebody works on. */
const OWN_PAPERS = 50;
const NEAR_PAPERS = 200;
/** Papers read and composed in a few milliseconds; then others get their turn. */
const AT_ONCE = 20;

/** The authors of the papers nearest to what an author wrote: many near papers count for more than one, few authors for more than many. */
export async function similarAuthors({ context, index, frequencies }: Surroundings, name: string, limit: number): Promise<SimilarAuthor[]> {
  const own = (await papersByAuthor(context.db, name, { limit: OWN_PAPERS })).papers;
  const numbers = own.map(({ number }) => number);
  const terms = new Set(tellingTerms([...(await termsOf(index, numbers)).values()].flatMap(({ all }) => all), frequencies, COMPARED_TERMS));
  if (terms.size === 0) return [];
  const vector = meanVector(numbers.map((number) => ownVector(index, number)));
  const papers = await rankAlike(index, { terms: [...terms], frequencies, vector, filter: {}, without: new Set(numbers), exact: NEAR_PAPERS });
  const scores = new Map(papers.slice(0, NEAR_PAPERS).map(({ number, score }) => [number, score]));
  return rankAuthors(await inPortions(context.db, [...scores.keys()]), { scores, self: authorKey(name), own }).slice(0, limit);
}

async function inPortions(db: SearchContext['db'], numbers: readonly number[]): Promise<Paper[]> {
  const papers: Paper[] = [];
  for (let start = 0; start < numbers.length; start += AT_ONCE) {
    papers.push(...(await papersByNumber(db, numbers.slice(start, start + AT_ONCE))));
    await setImmediate();
  }
  return papers;
}

/** Adds up what each author's papers score. A paper of many authors says little about each of them. */
export function rankAuthors(papers: readonly Paper[], { scores, self, own }: { scores: ReadonlyMap<number, number>; self: string; own: readonly Paper[] }): SimilarAuthor[] {
  const coauthors = new Set(own.flatMap(({ authors }) => authors.map(({ name }) => authorKey(name))));
  const found = new Map<string, SimilarAuthor>();
  for (const { number, authors } of papers) {
    for (const { name } of authors) {
      const key = authorKey(name);
      if (key === '' || key === self) continue;
      const author = found.getOrInsertComputed(key, () => ({ name, papers: 0, score: 0, coauthor: coauthors.has(key) }));
      author.papers += 1;
      author.score += (scores.get(number) ?? 0) / Math.sqrt(authors.length);
    }
  }
  return [...found.values()].sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
}
