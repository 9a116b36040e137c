import { baselinesOf } from './baselines/index.js';
import type { Collection, Document, Query } from './collection.js';
import { WAYS, type Engine } from './engine.js';
import type { Facet } from '#search';
import { Judgement, type Figures } from './judge.js';
import { averagePrecision, ndcg, ndcgOfPool, type Judgements } from './metrics.js';

const PART = 0.2;
const ALL = 'all';

/** What was found of the queries of one facet, or of all. */
export interface Similar {
  judgement: Judgement;
  folds: number;
}

/**
 * Papers like a paper: each query is a whole paper with a pool of judged candidates, which every method puts in order.
 * A paper in its own pool is taken out. The mean of a fold counts as much as that of another, whatever their sizes.
 * @returns by facet, `all` first
 */
export async function judgeSimilar(collection: Collection, engine: Engine): Promise<ReadonlyMap<string, Similar>> {
  const { documents, queries } = collection;
  const facets = [ALL, ...new Set(queries.flatMap(({ facet }) => facet ?? []))];
  const asked = new Map(facets.map((facet) => [facet, queries.filter((query) => facet === ALL || query.facet === facet)]));
  const judged = new Map(facets.map((facet) => [facet, { judgement: new Judgement(), folds: new Set(asked.get(facet)!.map(({ fold }) => fold)).size }]));
  const baselines = baselinesOf(documents);
  for (const query of queries) {
    const paper = paperOf(query, documents);
    const pool = poolOf(collection.judgements.get(query.id)!, paper, documents);
    const add = (method: string, ranked: readonly string[]) => {
      for (const facet of [ALL, ...(query.facet === undefined ? [] : [query.facet])]) {
        judged.get(facet)!.judgement.add(method, figuresOf(wholePool(ranked, pool), pool), weightOf(query, asked.get(facet)!));
      }
    };
    for (const { name, rank } of baselines) add(name, rank(`${paper.title} ${paper.abstract}`, documents.length));
    for (const way of WAYS) add(way, (await engine.similar(paper, way, documents.length)).map(({ id }) => id));
    if (facets.length > 1 && engine.byFacet !== undefined) add('by facet', await byFacet(engine, { query, paper, pool }));
  }
  return judged;
}

/** CSFCube's measure first, then SciDocs' two. */
function figuresOf(ranked: readonly string[], pool: Judgements): Figures {
  return { 'NDCG%20': ndcgOfPool(ranked, pool, PART), nDCG: ndcg(ranked, pool, pool.size), MAP: averagePrecision(ranked, pool) };
}

/** The pool in the order of the facet that a query names; as the whole papers have it where it names none, or says nothing of it. */
async function byFacet(engine: Engine, { query, paper, pool }: { query: Query; paper: Document; pool: Judgements }): Promise<string[]> {
  const facet = facetNamed(query.facet);
  const ranked = facet && (await engine.byFacet?.(paper, facet, new Set(pool.keys())));
  return (ranked ?? (await engine.similar(paper, 'fusion', Infinity))).map(({ id }) => id);
}

/** What collections call the parts of an abstract. */
function facetNamed(name: string | undefined): Facet | undefined {
  const word = name?.toLowerCase().replace(/s$/, '') ?? '';
  if (/^(background|objective|problem|motivation)$/.test(word)) return 'background';
  if (/^(method|approach)$/.test(word)) return 'method';
  return /^(result|finding|conclusion)$/.test(word) ? 'result' : undefined;
}

/** One for queries of folds of equal size, more for those of a smaller fold. */
function weightOf({ fold }: Query, queries: readonly Query[]): number {
  const folds = new Set(queries.map((query) => query.fold)).size;
  return queries.length / folds / queries.filter((query) => query.fold === fold).length;
}

/** A query that is given by its id alone, or with a facet behind it (`8781666_background`), is a paper of the collection. */
function paperOf(query: Query, documents: readonly Document[]): Document {
  const id = query.id.replace(/_[a-z]+$/, '');
  const own = documents.find((document) => document.id === id || document.id === query.id);
  return query.title !== '' || own === undefined ? { id, title: query.title, abstract: query.text } : own;
}

function poolOf(judgements: Judgements, paper: Document, documents: readonly Document[]): Judgements {
  const same = new Set([paper.id, ...documents.filter(({ title }) => title !== '' && title === paper.title).map(({ id }) => id)]);
  return new Map([...judgements].filter(([id]) => !same.has(id)));
}

/** The pool in the order of a method; what it does not name comes last, by its id, which says nothing. */
function wholePool(ranked: readonly string[], pool: Judgements): string[] {
  return [...new Set([...ranked.filter((id) => pool.has(id)), ...[...pool.keys()].sort()])];
}
