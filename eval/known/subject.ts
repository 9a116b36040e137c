import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, type Config } from '#config';
import { DATABASE_FILE } from '#db';
import type { PaperRecord } from '#papers';
import { openBuiltInEmbedder, type BuiltInEmbedder } from '#search';
import { createInstance } from '../../src/app/create.js';
import { embeddersOf, searchFolder } from '../../src/app/search.js';
import type { EvalContext } from '../commands/context.js';
import { EngineOfProduct, fail } from '../engine-of-product.js';
import { learnFrom, learningPaper } from '../engine-of.js';
import type { Engine } from '../engine.js';
import { EvalError } from '../errors.js';
import { instanceOf, papersIn } from '../instance.js';
import { knownPaper, type KnownPaper } from '../papers.js';
import { synonymsOf } from './synonyms.js';

/** The papers that tasks are made of, and what is to find them. */
export interface Subject {
  papers: readonly KnownPaper[];
  engine: Engine;
  /** Another word of the corpus that means nearly the same; absent where no vectors were learned from it. */
  synonym?: (word: string) => string | undefined;
  close(): Promise<void>;
}

/** A temporary instance of these records, with vectors learned from them alone. */
export async function subjectOfRecords(records: readonly PaperRecord[], { say }: EvalContext): Promise<Subject> {
  const instance = await instanceOf(records);
  const papers = instance.papers.map(knownPaper);
  say(`learning from ${papers.length.toLocaleString('en')} papers …`);
  const embedder = await learnFrom(papers.map(learningPaper));
  say('indexing …');
  const engine = await EngineOfProduct.open(instance, embedder);
  return { papers, engine, synonym: synonymsOf(papers, embedder), close: () => engine.close() };
}

/** An instance as it is, by its data folder and what the environment says of its database. Nothing of it is changed. @throws EvalError */
export async function subjectOfInstance(folder: string): Promise<Subject> {
  const config = readConfig({ ...process.env, BROADSHEET_DATA: folder, BROADSHEET_LOG: 'warn' });
  if (config.databaseUrl === undefined && !existsSync(join(folder, DATABASE_FILE))) throw new EvalError(`There is no instance in "${folder}": it has no ${DATABASE_FILE}. Give the data folder of one, or set its DATABASE_URL.`);
  const instance = await createInstance(config, { process: 'eval' });
  const embedders = embeddersOf(instance);
  const close = async () => {
    await embedders.close();
    await instance.close();
  };
  const index = await instance.search.index.open();
  if (index === undefined) {
    await close();
    throw new EvalError(`The instance in "${folder}" has no search index that can be read. Run it until it has one, or type: BROADSHEET_DATA=${folder} npx broadsheet rebuild search`);
  }
  const kept = await papersIn(instance.papers, { map: (paper) => ({ number: paper.number, known: knownPaper(paper) }) });
  const papers = kept.map(({ known }) => known);
  const builtIn = await ownTable(config, index.embedder?.name);
  const context = { db: instance.db, index: instance.search.index, embedder: (name: string, dimensions: number) => embedders.load(name, dimensions), onError: fail };
  const engine = new EngineOfProduct({ context, ids: new Map(kept.map(({ number, known }) => [number, known.id])), close });
  return { papers, engine, ...(builtIn === undefined ? {} : { synonym: synonymsOf(papers, builtIn) }), close: () => engine.close() };
}

async function ownTable(config: Config, embedder: string | undefined): Promise<BuiltInEmbedder | undefined> {
  const version = /^built-in:(\d+)$/.exec(embedder ?? '')?.[1];
  return version === undefined ? undefined : await openBuiltInEmbedder(join(searchFolder(config), 'embedder'), Number(version));
}
