import { setImmediate } from 'node:timers/promises';
import { authorKey, papersByAuthor, papersByNumber, type Paper } from '#papers';
import type { SearchContext } from '../context.js';
import { tellingTerms } from '../rank/term-weights.js';
import { termsOf } from '../rank/matched.js';
import { COMPARED_TERMS } from './limits.js';
import { ownVector, type Surroundings } from './papers.js';
import { rankAlike } from './rank-alike.js';

/** Somebody who writes about the same things. */
export interface SimilarAuthor {
  name: string;
  /** How many of their papers are like those of the author that was asked about. */
  papers: number;
  /** The scores of those papers, the best for each of the other's papers, added; each shared by its authors. */
  score: number;
  /** Whether they have written a paper together. */
  coauthor: boolean;
}

/** The newest so many papers say whom somebody has written with. */
const OWN_PAPERS = 50;
/** And so many of these, what they work on. */
const COMPARED_PAPERS = 20;
/** The papers most like each. */
const NEAR_PAPERS = 20;
/** Papers read and composed in a few milliseconds; then others get their turn. */
const AT_ONCE = 20;
/** A paper of sixteen authors says half as much about each of them as one that was written alone. */
const SHARED = 0.25;

/** Papers like one paper, with their scores. */
type Near = ReadonlyMap<number, number>;

/** Who wrote papers like the papers of an author: near to many of them counts for more than near to one. See decision 0027 for why not near to their mean. */
export async function similarAuthors({ context, index, frequencies }: Surroundings, name: string, limit: number): Promise<SimilarAuthor[]> {
  const own = (await papersByAuthor(context.db, name, { limit: OWN_PAPERS })).papers;
  const without = new Set(own.map(({ number }) => number));
  const near: Near[] = [];
  for (const { number } of own.slice(0, COMPARED_PAPERS)) near.push(await nearTo({ context, index, frequencies }, number, without));
  const papers = await inPortions(context.db, [...new Set(near.flatMap((list) => [...list.keys()]))]);
  return rankAuthors(papers, { near, self: authorKey(name), own }).slice(0, limit);
}

async function nearTo({ index, frequencies }: Surroundings, paper: number, without: ReadonlySet<number>): Promise<Near> {
  const terms = tellingTerms((await termsOf(index, [paper])).get(paper)?.all ?? [], frequencies, COMPARED_TERMS);
  if (terms.length === 0) return new Map();
  const found = await rankAlike(index, { terms, frequencies, vector: ownVector(index, paper), without, exact: NEAR_PAPERS });
  return new Map(found.slice(0, NEAR_PAPERS).map(({ number, score }) => [number, score]));
}

async function inPortions(db: SearchContext['db'], numbers: readonly number[]): Promise<Paper[]> {
  const papers: Paper[] = [];
  for (let start = 0; start < numbers.length; start += AT_ONCE) {
    papers.push(...(await papersByNumber(db, numbers.slice(start, start + AT_ONCE))));
    await setImmediate();
  }
  return papers;
}

/** The authors of papers that are near to others, those to the most of them first. A paper of many authors says little about each of them. */
export function rankAuthors(papers: readonly Paper[], { near, self, own }: { near: readonly Near[]; self: string; own: readonly Paper[] }): SimilarAuthor[] {
  const coauthors = new Set(own.flatMap(({ authors }) => authors.map(({ name }) => authorKey(name))));
  const found = new Map<string, { author: SimilarAuthor; best: Float64Array }>();
  for (const { number, authors } of papers) {
    for (const { name } of authors) {
      const key = authorKey(name);
      if (key === '' || key === self) continue;
      const { author, best } = found.getOrInsertComputed(key, () => ({ author: { name, papers: 0, score: 0, coauthor: coauthors.has(key) }, best: new Float64Array(near.length) }));
      author.papers += 1;
      for (const [at, scores] of near.entries()) best[at] = Math.max(best[at]!, (scores.get(number) ?? 0) / authors.length ** SHARED);
    }
  }
  const authors = [...found.values()].map(({ author, best }) => ({ ...author, score: best.reduce((sum, score) => sum + score, 0) }));
  return authors.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
}
