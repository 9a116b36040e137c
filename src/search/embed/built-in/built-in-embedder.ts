import { setImmediate } from 'node:timers/promises';
import { vectorTerms } from '../../text/analyse.js';
import type { Embedder, PaperText } from '../embedder.js';
import type { TermTable } from './term-table.js';
import { weightOf } from './vocabulary.js';
import { TITLE_COUNTS } from './weigh.js';

/** Papers embedded before others get their turn: some ten milliseconds. */
const AT_ONCE = 64;

/** A term and how like another it is: the cosine of their vectors. */
export interface NearTerm {
  term: string;
  cosine: number;
}

/** Embeds by a term table: the vector of a text is the unit sum of its terms' vectors, weighted. */
export class BuiltInEmbedder implements Embedder {
  readonly name: string;
  readonly dimensions: number;
  readonly #table: TermTable;
  readonly #numbers: Map<string, number>;
  readonly #common: ReadonlySet<string>;
  /** How often each term stands in the text in hand; all 0 between texts. */
  readonly #often: Float32Array;

  /** @param version the number that the table is kept under */
  constructor(table: TermTable, version: number) {
    this.name = `built-in:${version}`;
    this.dimensions = table.dimensions;
    this.#table = table;
    this.#numbers = new Map(table.vocabulary.terms.map((term, number) => [term, number]));
    this.#common = new Set(table.vocabulary.common);
    this.#often = new Float32Array(table.vocabulary.terms.length);
  }

  /** What the table was learned from. */
  get learned(): TermTable['learned'] {
    return this.#table.learned;
  }

  async embedPapers(papers: readonly PaperText[], signal?: AbortSignal): Promise<(Float32Array | undefined)[]> {
    const vectors: (Float32Array | undefined)[] = [];
    for (const { title, abstract } of papers) {
      signal?.throwIfAborted();
      const met: number[] = [];
      this.#count(title, TITLE_COUNTS, met);
      this.#count(abstract, 1, met);
      vectors.push(this.#embed(met));
      if (vectors.length % AT_ONCE === 0) await setImmediate();
    }
    return vectors;
  }

  async embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array | undefined> {
    signal?.throwIfAborted();
    const met: number[] = [];
    this.#count(text, 1, met);
    return this.#embed(met);
  }

  /** The share of the words of papers that the table does not know, 0 to 1; 0 where there are no words. */
  unknownShare(papers: readonly PaperText[]): number {
    const terms = papers.flatMap(({ title, abstract }) => [...vectorTerms(title), ...vectorTerms(abstract)]);
    const unknown = terms.filter((term) => !this.#numbers.has(term) && !this.#common.has(term));
    return terms.length === 0 ? 0 : unknown.length / terms.length;
  }

  /** The terms most like a word, the most alike first, without itself; none for a word that is not known. */
  nearestTerms(word: string, limit: number): NearTerm[] {
    const number = this.#numbers.get(vectorTerms(word)[0] ?? '');
    if (number === undefined) return [];
    const { terms } = this.#table.vocabulary;
    return terms
      .map((term, other) => ({ term, cosine: other === number ? -1 : this.#cosine(number, other) }))
      .sort((a, b) => b.cosine - a.cosine)
      .slice(0, Math.min(limit, terms.length - 1));
  }

  async close(): Promise<void> {}

  #count(text: string, times: number, met: number[]): void {
    for (const term of vectorTerms(text)) {
      const number = this.#numbers.get(term);
      if (number === undefined) continue;
      if (this.#often[number] === 0) met.push(number);
      this.#often[number]! += times;
    }
  }

  /** The unit sum of the terms counted, whose counts are forgotten. */
  #embed(met: number[]): Float32Array | undefined {
    const { dimensions, scales, vocabulary } = this.#table;
    const sum = new Float32Array(dimensions);
    const weights = met.map((number) => weightOf(this.#often[number]!, vocabulary.weights[number]!) * scales[number]!);
    for (const number of met) this.#often[number] = 0;
    let at = 0;
    for (; at + 3 < met.length; at += 4) this.#addFour(sum, met, weights, at);
    for (; at < met.length; at++) {
      const start = met[at]! * dimensions;
      for (let k = 0; k < dimensions; k++) sum[k]! += weights[at]! * this.#table.steps[start + k]!;
    }
    return unit(sum);
  }

  /** Four at once, so that the sum is read and written a quarter as often. */
  #addFour(sum: Float32Array, met: number[], weights: number[], at: number): void {
    const { dimensions, steps } = this.#table;
    const p = met[at]! * dimensions, q = met[at + 1]! * dimensions, r = met[at + 2]! * dimensions, s = met[at + 3]! * dimensions;
    const a = weights[at]!, b = weights[at + 1]!, c = weights[at + 2]!, d = weights[at + 3]!;
    for (let k = 0; k < dimensions; k++) sum[k] = sum[k]! + a * steps[p + k]! + b * steps[q + k]! + c * steps[r + k]! + d * steps[s + k]!;
  }

  #cosine(a: number, b: number): number {
    const { dimensions, steps } = this.#table;
    let [product, first, second] = [0, 0, 0];
    for (let k = 0; k < dimensions; k++) {
      const x = steps[a * dimensions + k]!;
      const y = steps[b * dimensions + k]!;
      product += x * y;
      first += x * x;
      second += y * y;
    }
    return first === 0 || second === 0 ? 0 : product / Math.sqrt(first * second);
  }
}

function unit(vector: Float32Array): Float32Array | undefined {
  let square = 0;
  for (const value of vector) square += value * value;
  const length = Math.sqrt(square);
  if (!(length > 0) || !Number.isFinite(length)) return undefined;
  for (let k = 0; k < vector.length; k++) vector[k]! /= length;
  return vector;
}
