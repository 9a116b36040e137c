import { publicIdOf, type PaperRecord } from '#papers';
import { BuiltInEmbedder, learn, type LearningPaper } from '#search';
import type { Document } from './collection.js';
import { EngineInMemory } from './engine-in-memory.js';
import { EngineOfProduct } from './engine-of-product.js';
import type { Engine } from './engine.js';
import { instanceOf } from './instance.js';
import { recordsOfFile } from './papers.js';

const SOURCE = 'eval';
/** A term table is numbered; this one is kept nowhere. */
const VERSION = 1;

/**
 * Learns vectors from texts, and from a file of papers besides where one is given. The texts come first, so that none of
 * them is left out of what is learned from.
 */
export async function learnFrom(texts: readonly LearningPaper[], besides?: string): Promise<BuiltInEmbedder> {
  const more = besides === undefined ? {} : { besides: (await recordsOfFile(besides)).map(learningPaper) };
  return new BuiltInEmbedder(await learn(texts, more), VERSION);
}

/** The product over a collection: its documents are the papers of an instance. */
export async function productOf(documents: readonly Document[], embedder: BuiltInEmbedder): Promise<Engine> {
  const ids = new Map(documents.map(({ id }) => [publicIdOf(SOURCE, id), id]));
  return await EngineOfProduct.open(await instanceOf(documents.map(recordOf)), embedder, (publicId) => ids.get(publicId) ?? publicId);
}

/** The same ranking without an index between, which can put any number of papers in order. */
export async function inMemory(documents: readonly Document[], embedder: BuiltInEmbedder): Promise<Engine> {
  return await EngineInMemory.open(documents, embedder);
}

export function learningPaper({ title, abstract, categories: [category] }: { title: string; abstract: string; categories: readonly string[] }): LearningPaper {
  return { title, abstract, ...(category === undefined ? {} : { category }) };
}

/** The author is made up and differs from all others, so that two documents never become one paper. */
function recordOf({ id, title, abstract }: Document): PaperRecord {
  const author = { name: `Document ${id.replace(/\d/g, (digit) => String.fromCharCode(97 + Number(digit)))}` };
  return { source: SOURCE, id, via: 'list', ids: [], title: title === '' ? '—' : title, abstract, authors: [author], categories: [], versions: [], announcements: [], withdrawn: false, links: [] };
}
