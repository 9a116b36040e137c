import { baselinesOf } from './baselines/index.js';
import type { Collection, Document, Query } from './collection.js';
import { WAYS, type Engine, type Scored } from './engine.js';
import { Judgement } from './judge.js';
import { ndcgOfPool, type Judgements } from './metrics.js';

const PART = 0.2;
const METRIC = 'NDCG%20';

/**
 * Papers like a paper: each query is a whole paper with a pool of judged candidates, which every method puts in order.
 * A paper in its own pool is taken out.
 */
export async function judgeSimilar(collection: Collection, engine: Engine): Promise<{ judgement: Judgement; groups: Group[] }> {
  const judgement = new Judgement();
  const groups = new Map<string, Group>();
  const baselines = baselinesOf(collection.documents);
  for (const query of collection.queries) {
    const paper = paperOf(query, collection.documents);
    const pool = poolOf(collection.judgements.get(query.id)!, paper, collection.documents);
    const all = collection.documents.length;
    const add = (method: string, ranked: readonly string[]) => {
      const value = ndcgOfPool(wholePool(ranked, pool), pool, PART);
      judgement.add(method, { [METRIC]: value });
      addTo(groups, { method, query, value });
    };
    for (const { name, rank } of baselines) add(name, rank(`${paper.title} ${paper.abstract}`, all));
    for (const way of WAYS) add(way, idsOf(await engine.similar(paper, way, all)));
  }
  return { judgement, groups: [...groups.values()] };
}

/** What a method reached with the queries of one facet, or with all. */
export interface Group {
  facet: string;
  method: string;
  /** Values by fold; a fold's mean counts as much as another's. */
  folds: Map<string, number[]>;
}

function addTo(groups: Map<string, Group>, { method, query, value }: { method: string; query: Query; value: number }): void {
  for (const facet of ['all', ...(query.facet === undefined ? [] : [query.facet])]) {
    const group = groups.getOrInsertComputed(`${facet} ${method}`, () => ({ facet, method, folds: new Map<string, number[]>() }));
    group.folds.getOrInsertComputed(query.fold ?? '', () => []).push(value);
  }
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

/** The pool in the order of a method; what it does not name comes last. */
function wholePool(ranked: readonly string[], pool: Judgements): string[] {
  return [...new Set([...ranked.filter((id) => pool.has(id)), ...pool.keys()])];
}

function idsOf(scored: readonly Scored[]): string[] {
  return scored.map(({ id }) => id);
}
