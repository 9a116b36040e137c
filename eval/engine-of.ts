import { BuiltInEmbedder, learn, type LearningPaper } from '#search';
import type { Document } from './collection.js';
import { EngineInMemory } from './engine-in-memory.js';
import { papersOfFile, type KnownPaper } from './papers.js';

/** A term table is numbered; this one is kept nowhere. */
const VERSION = 1;

/** An engine over these documents, and the embedder learned for it. */
export interface Learned {
  engine: EngineInMemory;
  embedder: BuiltInEmbedder;
}

/**
 * Learns vectors from the documents, and from a file of papers besides where one is given, and makes an engine of both.
 * The documents come first, so that none of them is left out of what is learned from.
 */
export async function engineOf(documents: readonly (Document | KnownPaper)[], besides?: string): Promise<Learned> {
  const more = besides === undefined ? {} : { besides: (await papersOfFile(besides)).map(learningPaper) };
  const embedder = new BuiltInEmbedder(await learn(documents.map(learningPaper), more), VERSION);
  return { engine: await EngineInMemory.open(documents, embedder), embedder };
}

function learningPaper(paper: Document | KnownPaper): LearningPaper {
  const { title, abstract } = paper;
  const category = 'categories' in paper ? paper.categories[0] : undefined;
  return { title, abstract, ...(category === undefined ? {} : { category }) };
}
