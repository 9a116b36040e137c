import { collectionsIn, readCollection, type Collection } from '../collection.js';
import { inMemory, learnFrom, productOf } from '../engine-of.js';
import type { Engine } from '../engine.js';
import { judgeRetrieval } from '../judge-retrieval.js';
import { judgeSimilar } from '../judge-similar.js';
import { reportOf, type Report } from '../report.js';
import type { EvalContext } from './context.js';

export interface RetrievalOptions {
  /** A file of papers to learn from beside the collection. */
  besides?: string;
  /** The queries are whole papers with a pool of judged candidates. */
  similar: boolean;
  /** Without an index between. */
  inMemory: boolean;
}

/** Every collection of a folder, by questions or, with `similar`, by whole papers. */
export async function evaluateRetrieval(folder: string, { besides, similar, inMemory: direct }: RetrievalOptions, { say }: EvalContext): Promise<Report[]> {
  const reports: Report[] = [];
  for (const path of collectionsIn(folder)) {
    const collection = readCollection(path);
    say(`${collection.name}: learning from ${collection.documents.length.toLocaleString('en')} documents …`);
    const embedder = await learnFrom(collection.documents, besides);
    // A pool is ranked whole, of which the product would show the best candidates only.
    const engine = await (direct || similar ? inMemory : productOf)(collection.documents, embedder);
    reports.push(...(similar ? await similarReports(collection, engine) : [await questionReport(collection, engine, besides)]));
    await engine.close();
  }
  return reports;
}

async function questionReport(collection: Collection, engine: Engine, besides?: string): Promise<Report> {
  const about = `${collection.queries.length} judged queries, ${collection.documents.length.toLocaleString('en')} documents; gains are binary; ranked by ${engine.name}; vectors learned from the collection ${besides === undefined ? 'alone' : `and ${besides}`}`;
  return reportOf(collection.name, about, await judgeRetrieval(collection, engine));
}

/** One report for each facet, and one for all. */
async function similarReports(collection: Collection, engine: Engine): Promise<Report[]> {
  const byFacet = await judgeSimilar(collection, engine);
  return [...byFacet].map(([facet, { judgement, folds }]) =>
    reportOf(`${collection.name} ${facet}`, `${judgement.queries} papers, each with a judged pool; graded gains; ${folds > 1 ? `mean of ${folds} folds` : 'without folds'}`, judgement),
  );
}
