import { rankByFacet, wordTerms, type Embedder, type Facet } from '#search';
import { bm25 } from './baselines/bm25.js';
import { best, countsOf, invert, type Inverted } from './baselines/inverted.js';
import type { Document } from './collection.js';
import type { Engine, Scored, Way } from './engine.js';
import { meaningWeight } from '../src/search/rank/weight.js';

const BM25 = { k1: 1.2, b: 0.75 };
const BY_WORDS = 1_000;
const BY_VECTORS = 200;
/** Terms of a paper that look for others like it. */
const TERMS_OF_PAPER = 40;

/** What words and meaning say of every document, and what meaning weighs. */
interface Signals {
  words: Float64Array;
  cosines: Float64Array;
  weight: number;
}

/** The ranking of the product, computed in memory from its own analysis and embedder without an index between. */
export class EngineInMemory implements Engine {
  readonly name = 'in memory';
  readonly #documents: readonly Document[];
  readonly #inverted: Inverted;
  readonly #embedder: Embedder;
  #last: { paper: Document; signals: Signals } | undefined;
  readonly #vectors: readonly (Float32Array | undefined)[];

  private constructor(documents: readonly Document[], embedder: Embedder, vectors: readonly (Float32Array | undefined)[]) {
    this.#documents = documents;
    this.#embedder = embedder;
    this.#vectors = vectors;
    this.#inverted = invert(documents.map(termsOf));
  }

  static async open(documents: readonly Document[], embedder: Embedder): Promise<EngineInMemory> {
    return new EngineInMemory(documents, embedder, await embedder.embedPapers(documents));
  }

  async search(query: string, way: Way, limit: number): Promise<Scored[]> {
    const words = bm25(this.#inverted, wordTerms(query), BM25);
    return this.#ranked({ words, cosines: this.#cosines(await this.#embedder.embedQuery(query)), weight: meaningWeight(wordTerms(query)) }, way, limit);
  }

  async similar(paper: Document, way: Way, limit: number): Promise<Scored[]> {
    return this.#ranked(await this.#likeness(paper), way, limit);
  }

  async byFacet(paper: Document, facet: Facet, candidates: ReadonlySet<string>): Promise<Scored[] | undefined> {
    const { words, cosines } = await this.#likeness(paper);
    const found = this.#documents.flatMap(({ id, title, abstract }, place) => (candidates.has(id) ? [{ paper: place, title, abstract, bm25: words[place]!, cosine: cosines[place]! }] : []));
    const ranked = await rankByFacet(paper, facet, found, this.#embedder);
    return ranked?.map(({ paper: place, score }) => ({ id: this.#documents[place]!.id, score }));
  }

  async close(): Promise<void> {}

  /** How like a paper every document is, itself left out; kept, as it is asked for in every way of ranking. */
  async #likeness(paper: Document): Promise<Signals> {
    if (this.#last?.paper !== paper) this.#last = { paper, signals: await this.#compare(paper) };
    return this.#last.signals;
  }

  async #compare(paper: Document): Promise<Signals> {
    const [vector] = await this.#embedder.embedPapers([paper]);
    const terms = this.#tellingTerms(paper);
    const words = bm25(this.#inverted, terms, BM25);
    const own = this.#documents.findIndex((document) => document.id === paper.id || (document.title === paper.title && document.abstract === paper.abstract));
    const cosines = this.#cosines(vector);
    if (own !== -1) words[own] = cosines[own] = 0;
    return { words, cosines, weight: meaningWeight(terms) };
  }

  /** The terms that say most of a paper, each as often as it stands there. */
  #tellingTerms(paper: Document): string[] {
    const total = this.#documents.length;
    const telling = [...countsOf(termsOf(paper))].map(([term, count]) => {
      const holding = this.#inverted.postings.get(term)?.places.length ?? 0;
      return { term, count, weight: holding === 0 ? 0 : count * Math.log(1 + (total - holding + 0.5) / (holding + 0.5)) };
    });
    return telling.sort((a, b) => b.weight - a.weight).slice(0, TERMS_OF_PAPER).flatMap(({ term, count }) => Array<string>(count).fill(term));
  }

  #ranked({ words, cosines, weight }: Signals, way: Way, limit: number): Scored[] {
    const scores = way === 'words' ? words : way === 'vectors' ? cosines : fused({ words, cosines, weight });
    return best(scores, limit).map((place) => ({ id: this.#documents[place]!.id, score: scores[place]! }));
  }

  #cosines(query: Float32Array | undefined): Float64Array {
    return Float64Array.from(this.#vectors, (vector) => (query === undefined || vector === undefined ? 0 : product(query, vector)));
  }
}

function termsOf({ title, abstract }: Document): string[] {
  const terms = wordTerms(title);
  return [...terms, ...terms, ...wordTerms(abstract)];
}

function fused({ words, cosines, weight }: Signals): Float64Array {
  const highest = words.reduce((most, score) => Math.max(most, score), 0);
  const scores = new Float64Array(words.length);
  for (const place of [...best(words, BY_WORDS), ...best(cosines, BY_VECTORS)]) {
    scores[place] = (highest === 0 ? 0 : ((1 - weight) * words[place]!) / highest) + weight * cosines[place]!;
  }
  return scores;
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let dimension = 0; dimension < a.length; dimension++) sum += a[dimension]! * b[dimension]!;
  return sum;
}
