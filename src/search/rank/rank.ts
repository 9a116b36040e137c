import type { FullTextQuery, Occur as Occurrence } from '@lancedb/lancedb';
import { engine } from '../index/engine.js';
import type { OpenIndex } from '../index/search-index.js';
import { RANKED } from '../results.js';
import { isEmpty, type Filter } from './filter.js';
import { firstRows, type FoundRow } from './first-rows.js';
import { NEAREST, nearestPapers, type Thoroughness } from './nearest.js';
import { score, type Candidate, type ScoredPaper } from './score.js';
import { meaningWeight } from './weight.js';
import { mayRise, readWords } from './words-left.js';

/** What papers are ranked by. */
export interface Wanted {
  /** Terms in a column of the index; one given twice weighs twice. Of each list of `required` one must be there, of `denied` none. */
  terms?: { column: 'terms' | 'field_terms'; list: readonly string[]; required?: readonly string[][]; denied?: readonly string[] };
  /** Of papers found by vector, those that fit what `terms` demand. */
  check?(papers: readonly number[]): Promise<readonly number[]>;
  /** Of unit length, of the index's own embedder. */
  vector?: Float32Array;
  filter: Filter;
  /** Papers that are not to be found: the one that others are compared with. */
  without?: ReadonlySet<number>;
  limits?: CandidateLimits;
  /** How many of the best must stand in their exact order; all, when left out. What stands below may lack the words of papers found by vector. */
  exact?: number;
}

export interface CandidateLimits {
  /** How many are taken by words. */
  words: number;
  /** How many are taken by vector, beside those. */
  nearest: number;
}

export interface RankedPaper extends ScoredPaper {
  /** When it was published, `20260531`; 0 when unknown. */
  day: number;
}

export interface Ranking {
  /** The best first, at most `RANKED`. */
  papers: RankedPaper[];
  /** Whether more papers fit. */
  more: boolean;
}

const NOTHING: Ranking = { papers: [], more: false };

/** When words find fewer papers than this, what is near may be all that is shown, and is looked for thoroughly. */
const FEW = 200;

/** The papers that answer best: candidates by words (BM25) and by vector, fused. See docs/search.md. */
export async function rankPapers(index: OpenIndex, wanted: Wanted): Promise<Ranking> {
  const { vector, filter, without, exact = RANKED } = wanted;
  if (isEmpty(filter)) return NOTHING;
  const text = wanted.terms === undefined ? undefined : await termsQuery(wanted.terms);
  const { byWords, near } = await candidates(index, wanted, text);
  const rows = byWords.rows.filter(({ number }) => without?.has(number) !== true);
  const weight = meaningWeight(allTerms(wanted.terms));
  const known = new Set(rows.map(({ number }) => number));
  const added = near.filter((number) => !known.has(number) && without?.has(number) !== true);
  const cosines = cosinesTo(index, vector, [...known, ...added]);
  const risen = text === undefined || !byWords.more ? [] : await readWords(index, text, mayRise({ rows, near: added, cosines, exact, weight }));
  const found = new Map<number, FoundRow>([...added.map((number) => ({ number, bm25: 0 })), ...risen, ...rows].map((row) => [row.number, row]));
  const papers = scoreRows(index, [...found.values()].map((row) => ({ ...row, cosine: cosines.get(row.number) })), wanted.terms);
  return { papers: papers.slice(0, RANKED), more: byWords.more || papers.length > RANKED };
}

interface Candidates {
  byWords: { rows: FoundRow[]; more: boolean };
  near: readonly number[];
}

async function candidates(index: OpenIndex, wanted: Wanted, text: FullTextQuery | undefined): Promise<Candidates> {
  const { filter, limits = { words: RANKED, nearest: NEAREST } } = wanted;
  const nearest = async (how: Thoroughness) => await nearestThatFit(index, wanted, { limit: limits.nearest, how });
  if (text === undefined) return { byWords: { rows: [], more: false }, near: await nearest('thorough') };
  const [byWords, near] = await Promise.all([
    firstRows(index, () => index.table.query().fullTextSearch(text), filter, { limit: limits.words, byWords: true }),
    nearest('cursory'),
  ]);
  // A scan is thorough anyway.
  const again = byWords.rows.length < Math.min(FEW, limits.words) && index.approximate;
  return { byWords, near: again ? await nearest('thorough') : near };
}

/** Conditions alone: the newest first, without scores. */
export async function newestPapers(index: OpenIndex, filter: Filter): Promise<Ranking> {
  if (isEmpty(filter)) return NOTHING;
  const newest = () => index.table.query().orderBy([{ columnName: 'published', ascending: false }, { columnName: 'number', ascending: false }]);
  const { rows, more } = await firstRows(index, newest, filter, { limit: RANKED, byWords: false });
  return { papers: withDays(index, rows.map(({ number }) => ({ number, score: 0, why: { words: { matched: [], bm25: 0, share: 0 } } }))), more };
}

/** The terms as a query of the engine. */
export async function termsQuery({ column, list, required = [], denied = [] }: NonNullable<Wanted['terms']>): Promise<FullTextQuery> {
  const { BooleanQuery, MatchQuery, Occur } = await engine();
  const match = (terms: readonly string[]) => new MatchQuery(terms.join(' '), column);
  if (required.length === 0 && denied.length === 0) return match(list);
  return new BooleanQuery([
    ...required.map((terms): [Occurrence, FullTextQuery] => [Occur.Must, match(terms)]),
    ...(list.length > 0 ? [[Occur.Should, match(list)] as [Occurrence, FullTextQuery]] : []),
    ...(denied.length > 0 ? [[Occur.MustNot, match(denied)] as [Occurrence, FullTextQuery]] : []),
  ]);
}

async function nearestThatFit(index: OpenIndex, { vector, filter, check }: Wanted, options: { limit: number; how: Thoroughness }): Promise<readonly number[]> {
  if (vector === undefined) return [];
  const near = await nearestPapers(index, vector, filter, options);
  return check === undefined || near.length === 0 ? near : await check(near);
}

function cosinesTo({ vectors }: OpenIndex, vector: Float32Array | undefined, numbers: readonly number[]): Map<number, number | undefined> {
  const cosines = vector === undefined ? undefined : vectors?.cosines(vector, numbers);
  return new Map(cosines === undefined ? [] : numbers.map((number, at) => [number, cosines[at]]));
}

function allTerms(terms: Wanted['terms']): string[] {
  return terms === undefined ? [] : [...(terms.required ?? []).flat(), ...terms.list];
}

/** Candidates in the order of their scores, with their days. */
export function scoreRows(index: OpenIndex, candidates: readonly Candidate[], terms: Wanted['terms']): RankedPaper[] {
  return withDays(index, score(candidates, { meaning: index.vectors === undefined ? undefined : meaningWeight(allTerms(terms)) }));
}

/** A paper that has left the index meanwhile leaves the list. */
function withDays(index: OpenIndex, papers: readonly ScoredPaper[]): RankedPaper[] {
  const days = index.facts.daysOf(papers.map(({ number }) => number));
  const there: RankedPaper[] = [];
  for (const [at, { number, score, why }] of papers.entries()) {
    const day = days[at];
    if (day !== undefined) there.push({ number, score, why, day });
  }
  return there;
}
