import type { FullTextQuery, Occur as Occurrence } from '@lancedb/lancedb';
import { engine } from '../index/engine.js';
import type { OpenIndex } from '../index/search-index.js';
import { RANKED } from '../results.js';
import { factsOf, FACT_COLUMNS, type Facts } from './facts.js';
import { isEmpty, type Filter } from './filter.js';
import { firstRows, type FoundRow } from './first-rows.js';
import { NEAREST, nearestPapers } from './nearest.js';
import { ALL, amongNumbers } from './read-table.js';
import { score, type ScoredPaper } from './score.js';

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
  /** How many are taken by words, and by vector. */
  limits?: { words: number; nearest: number };
}

export interface RankedPaper extends ScoredPaper {
  facts: Facts;
}

export interface Ranking {
  /** The best first, at most `RANKED`. */
  papers: RankedPaper[];
  /** Whether more papers fit. */
  more: boolean;
}

const NOTHING: Ranking = { papers: [], more: false };

/** The papers that answer best: candidates by words (BM25) and by vector, fused. See docs/search.md. */
export async function rankPapers(index: OpenIndex, wanted: Wanted): Promise<Ranking> {
  const { vector, filter, without, limits = { words: RANKED, nearest: NEAREST } } = wanted;
  if (isEmpty(filter)) return NOTHING;
  const text = wanted.terms === undefined ? undefined : await termsQuery(wanted.terms);
  const [byWords, near] = await Promise.all([
    text === undefined ? { rows: [], more: false } : firstRows(() => index.table.query().fullTextSearch(text), filter, { limit: limits.words, byWords: true }),
    vector === undefined ? [] : nearestThatFit(index, { ...wanted, vector }, limits.nearest),
  ]);
  const rows = new Map(byWords.rows.map((row) => [row.number, row]));
  await addNearest(index, rows, { near, text: byWords.more ? text : undefined });
  await addFacts(index, rows);
  for (const number of without ?? []) rows.delete(number);
  const papers = scoreRows(index, rows, vector);
  return { papers: papers.slice(0, RANKED), more: byWords.more || papers.length > RANKED };
}

/** Conditions alone: the newest first, without scores. */
export async function newestPapers(index: OpenIndex, filter: Filter): Promise<Ranking> {
  if (isEmpty(filter)) return NOTHING;
  const newest = () => index.table.query().orderBy([{ columnName: 'published', ascending: false }, { columnName: 'number', ascending: false }]);
  const { rows, more } = await firstRows(newest, filter, { limit: RANKED, byWords: false });
  const found = new Map(rows.map((row) => [row.number, row]));
  await addFacts(index, found);
  const papers = [...found.values()].map(({ number, facts }) => ({ number, score: 0, why: { words: { matched: [], bm25: 0, share: 0 } }, facts: facts! }));
  return { papers, more };
}

async function termsQuery({ column, list, required = [], denied = [] }: NonNullable<Wanted['terms']>): Promise<FullTextQuery> {
  const { BooleanQuery, MatchQuery, Occur } = await engine();
  const match = (terms: readonly string[]) => new MatchQuery(terms.join(' '), column);
  if (required.length === 0 && denied.length === 0) return match(list);
  return new BooleanQuery([
    ...required.map((terms): [Occurrence, FullTextQuery] => [Occur.Must, match(terms)]),
    ...(list.length > 0 ? [[Occur.Should, match(list)] as [Occurrence, FullTextQuery]] : []),
    ...(denied.length > 0 ? [[Occur.MustNot, match(denied)] as [Occurrence, FullTextQuery]] : []),
  ]);
}

async function nearestThatFit(index: OpenIndex, { vector, filter, check }: Wanted & { vector: Float32Array }, limit: number): Promise<readonly number[]> {
  const near = await nearestPapers(index, vector, filter, limit);
  return check === undefined || near.length === 0 ? near : await check(near);
}

/** Papers found by vector alone may hold words too, further down than was read. */
async function addNearest({ table }: OpenIndex, rows: Map<number, FoundRow>, { near, text }: { near: readonly number[]; text: FullTextQuery | undefined }): Promise<void> {
  const missing = near.filter((number) => !rows.has(number));
  if (missing.length === 0) return;
  const scores = new Map<number, number>();
  if (text !== undefined) {
    const found = await table.query().fullTextSearch(text).where(amongNumbers(missing)).select(['number', '_score']).limit(missing.length).toArrow();
    const [numbers, values] = [found.getChild('number'), found.getChild('_score')];
    for (let row = 0; row < found.numRows; row += 1) scores.set(Number(numbers?.get(row)), Number(values?.get(row)));
  }
  for (const number of missing) rows.set(number, { number, bm25: scores.get(number) ?? 0 });
}

/** Reads what is not known yet; a paper that has left the index meanwhile leaves the list. */
async function addFacts({ table }: OpenIndex, rows: Map<number, FoundRow>): Promise<void> {
  const missing = [...rows.values()].filter(({ facts }) => facts === undefined).map(({ number }) => number);
  if (missing.length === 0) return;
  const found = new Map(factsOf(await table.query().where(amongNumbers(missing)).select(['number', ...FACT_COLUMNS]).limit(ALL).toArrow()));
  for (const number of missing) {
    const facts = found.get(number);
    if (facts === undefined) rows.delete(number);
    else rows.get(number)!.facts = facts;
  }
}

function scoreRows({ vectors }: OpenIndex, rows: ReadonlyMap<number, FoundRow>, vector: Float32Array | undefined): RankedPaper[] {
  const list = [...rows.values()];
  const cosines = vector === undefined ? undefined : vectors?.cosines(vector, list.map(({ number }) => number));
  const scored = score(list.map(({ number, bm25 }, index) => ({ number, bm25, cosine: cosines?.[index] })), { vectors: vectors !== undefined });
  return scored.map((paper) => ({ ...paper, facts: rows.get(paper.number)!.facts! }));
}
