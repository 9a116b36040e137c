import { baselinesOf } from './baselines/index.js';
import { type Collection } from './collection.js';
import { WAYS, type Engine } from './engine.js';
import { Judgement, type Figures } from './judge.js';
import { binary, ndcg, recall, reciprocalRank, type Judgements } from './metrics.js';

/** How deep an order is looked at. */
const DEEPEST = 1_000;

/** Every method on every judged query of a collection; gains are binary: a paper answers or it does not. */
export async function judgeRetrieval({ documents, queries, judgements }: Collection, engine: Engine): Promise<Judgement> {
  const judgement = new Judgement();
  const baselines = baselinesOf(documents);
  for (const query of queries) {
    const text = `${query.title} ${query.text}`.trim();
    const judged = binary(judgements.get(query.id)!);
    for (const { name, rank } of baselines) judgement.add(name, figuresOf(rank(text, DEEPEST), judged));
    for (const way of WAYS) judgement.add(way, figuresOf((await engine.search(text, way, DEEPEST)).map(({ id }) => id), judged));
  }
  return judgement;
}

function figuresOf(ranked: readonly string[], judged: Judgements): Figures {
  return { 'nDCG@10': ndcg(ranked, judged, 10), 'recall@100': recall(ranked, judged, 100), MRR: reciprocalRank(ranked, judged) };
}
