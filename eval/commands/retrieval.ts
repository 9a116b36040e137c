import { collectionsIn, readCollection, type Collection } from '../collection.js';
import { engineOf } from '../engine-of.js';
import { judgeRetrieval } from '../judge-retrieval.js';
import { judgeSimilar } from '../judge-similar.js';
import { reportOf, type Report } from '../report.js';
import type { EvalContext } from './context.js';

/** Every collection of a folder, by questions or, with `similar`, by whole papers. */
export async function evaluateRetrieval(folder: string, { besides, similar }: { besides?: string; similar: boolean }, { say }: EvalContext): Promise<Report[]> {
  const reports: Report[] = [];
  for (const path of collectionsIn(folder)) {
    const collection = readCollection(path);
    say(`${collection.name}: learning from ${collection.documents.length.toLocaleString('en')} documents …`);
    const { engine } = await engineOf(collection.documents, besides);
    reports.push(...(similar ? await similarReports(collection, engine) : [await questionReport(collection, engine, besides)]));
    await engine.close();
  }
  return reports;
}

type Opened = Awaited<ReturnType<typeof engineOf>>['engine'];

async function questionReport(collection: Collection, engine: Opened, besides?: string): Promise<Report> {
  const about = `${collection.queries.length} judged queries, ${collection.documents.length.toLocaleString('en')} documents; gains are binary; vectors learned from the collection ${besides === undefined ? 'alone' : `and ${besides}`}`;
  return reportOf(collection.name, about, await judgeRetrieval(collection, engine));
}

/** One report for each facet, and one for all. */
async function similarReports(collection: Collection, engine: Opened): Promise<Report[]> {
  const byFacet = await judgeSimilar(collection, engine);
  return [...byFacet].map(([facet, { judgement, folds }]) =>
    reportOf(`${collection.name} ${facet}`, `${judgement.queries} papers, each with a judged pool; graded gains; ${folds > 1 ? `mean of ${folds} folds` : 'without folds'}`, judgement),
  );
}
