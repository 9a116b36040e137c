import { setImmediate } from 'node:timers/promises';
import { loadVectorIndex, PARTITION_ROWS } from '../index/engine.js';
import { quantise } from '../index/int8.js';
import type { OpenIndex } from '../index/search-index.js';
import type { VectorFile } from '../index/vector-file.js';
import type { Filter } from './filter.js';
import { holds } from './fits.js';
import { amongNumbers, numbersFound } from './read-table.js';
import { allFilters } from './scalar.js';

/** How many papers meaning adds to those found by words. */
export const NEAREST = 200;

/** A block is read in about a millisecond; then others get their turn. */
const BLOCK = 8_192;
/**
 * How thoroughly the approximate index is searched: the share of its parts that is looked at, and of how many times what is wanted the
 * nearest are taken, as it compares with less than whole vectors. `thorough` misses one in twenty. `cursory` misses half among a
 * million papers, in a third of the time: enough beside a full list of papers found by words, of which the best stay the best.
 */
const SEARCHED = { thorough: { share: 0.5, roughly: 2 }, cursory: { share: 0, roughly: 1 } } as const;
export type Thoroughness = keyof typeof SEARCHED;
const FEWEST_PROBES = 16;
/** The engine takes a longer list of numbers too slowly; then what is near is looked through afterwards. */
const LONGEST_LIST = 2_000;
const SCALE_BYTES = 4;
/** For each paper wanted, so many are compared in all dimensions. */
const COMPARED_WHOLLY = 5;
const FEWEST_PARTS = 64;

type Searched = Pick<OpenIndex, 'table' | 'rows' | 'vectors' | 'approximate'>;

/** The papers nearest to a vector among those that fit: by an exact scan, or approximately where the index has grown too large for one. */
export async function nearestPapers(index: Searched, query: Float32Array, filter: Filter, { limit = NEAREST, how = 'thorough' }: { limit?: number; how?: Thoroughness } = {}): Promise<number[]> {
  if (index.vectors === undefined || query.length !== index.vectors.header.dimensions) return [];
  if (index.approximate) return await approximately(index, query, filter, { limit, how });
  const among = filter.where === undefined ? undefined : new Set(await numbersFound(index.table, { where: filter.where }));
  return await scan(index.vectors, query, { limit, accepts: (number) => (among?.has(number) ?? true) && (filter.fits === undefined || holds(filter.fits, number)) });
}

/** What is found roughly is compared anew with the vectors themselves. See decision 0024 for how many it misses. */
async function approximately({ table, rows, vectors }: Searched, query: Float32Array, { where, fits }: Filter, { limit, how }: { limit: number; how: Thoroughness }): Promise<number[]> {
  loadOnce(table);
  const short = fits !== undefined && !fits.denied && fits.numbers.size <= LONGEST_LIST ? amongNumbers(fits.numbers) : undefined;
  const among = allFilters([where, short]);
  const nearest = () => table.query().nearestTo(query).column('vector').distanceType('dot').nprobes(probes(rows.size, how));
  const { numbers } = await rows.read(() => (among === undefined ? nearest() : nearest().where(among)), ['_distance'], limit * SEARCHED[how].roughly);
  return nearestOf(vectors!, query, fits === undefined ? [...numbers] : [...numbers].filter((number) => holds(fits, number)), limit);
}

/** Whose index of vectors has been asked for. */
const loaded = new WeakSet<Searched['table']>();

/** Beside the first search that needs it: 150 MB for a million papers, which a server that nobody searches does without. What fails here fails the search too. */
function loadOnce(table: Searched['table']): void {
  if (loaded.has(table)) return;
  loaded.add(table);
  void loadVectorIndex(table).catch(() => {});
}

function probes(papers: number, how: Thoroughness): number {
  return Math.max(FEWEST_PROBES, Math.ceil((papers / PARTITION_ROWS) * SEARCHED[how].share));
}

function nearestOf(vectors: VectorFile, query: Float32Array, numbers: readonly number[], limit: number): number[] {
  const cosines = vectors.cosines(query, numbers);
  const nearest = new Best(limit);
  for (const [at, number] of numbers.entries()) if (cosines[at] !== undefined) nearest.add(number, cosines[at]);
  return nearest.numbers();
}

/**
 * All vectors are compared in the quarter of the dimensions in which the query is largest, the best of them in all. Over the built-in
 * vectors of 200,000 papers this gave the very papers of a whole comparison (recall 1.000 of 200, ten queries), in a quarter of the time.
 */
async function scan(vectors: VectorFile, query: Float32Array, { limit, accepts }: { limit: number; accepts: (number: number) => boolean }): Promise<number[]> {
  const bytes = quantise(query)?.values;
  if (bytes === undefined) return [];
  const largest = largestParts(bytes);
  const best = new Best(limit * COMPARED_WHOLLY);
  for (let first = 0, end = vectors.end(); first < end; first += BLOCK) {
    const block = vectors.readBlock(first, Math.min(BLOCK, end - first));
    compareBlock(block, { ...largest, recordBytes: vectors.recordBytes }, (position, product) => {
      if (product > best.least && accepts(first + position)) best.add(first + position, product);
    });
    await setImmediate();
  }
  return nearestOf(vectors, query, best.numbers(), limit);
}

interface Parts {
  /** Where in a record they stand. */
  places: Int32Array;
  values: Int32Array;
}

function largestParts(query: Int8Array): Parts {
  const count = Math.max(Math.min(query.length, FEWEST_PARTS), Math.ceil(query.length / 4));
  const dimensions = [...query.keys()].sort((a, b) => Math.abs(query[b]!) - Math.abs(query[a]!)).slice(0, count).sort((a, b) => a - b);
  return { places: Int32Array.from(dimensions, (dimension) => dimension + SCALE_BYTES), values: Int32Array.from(dimensions, (dimension) => query[dimension]!) };
}

function compareBlock(block: Buffer, { places, values, recordBytes }: Parts & { recordBytes: number }, found: (position: number, product: number) => void): void {
  const bytes = new Int8Array(block.buffer, block.byteOffset, block.length);
  for (let position = 0, start = 0; start < block.length; position += 1, start += recordBytes) {
    const scale = block.readFloatLE(start);
    if (!(scale > 0)) continue;
    let sum = 0;
    for (let k = 0; k < places.length; k += 1) sum = (sum + Math.imul(values[k]!, bytes[start + places[k]!]!)) | 0;
    found(position, sum * scale);
  }
}

/** The best so many of a stream; kept up to twice as many before they are cut. */
class Best {
  least = -Infinity;
  private kept: { number: number; value: number }[] = [];

  constructor(private readonly limit: number) {}

  add(number: number, value: number): void {
    this.kept.push({ number, value });
    if (this.kept.length >= this.limit * 2) this.cut();
  }

  numbers(): number[] {
    this.cut();
    return this.kept.map(({ number }) => number);
  }

  private cut(): void {
    this.kept.sort((a, b) => b.value - a.value || b.number - a.number);
    this.kept.length = Math.min(this.kept.length, this.limit);
    if (this.kept.length === this.limit) this.least = this.kept.at(-1)?.value ?? -Infinity;
  }
}
