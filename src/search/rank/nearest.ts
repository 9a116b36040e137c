import { setImmediate } from 'node:timers/promises';
import type { Table } from '@lancedb/lancedb';
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
/** Parts of the approximate index that are looked at: of a million papers in 250 parts, a sixteenth. */
const PROBES = 16;
/** The engine takes a longer list of numbers too slowly; then what is near is looked through afterwards. */
const LONGEST_LIST = 2_000;
const SCALE_BYTES = 4;

/** The papers nearest to a vector among those that fit: by an exact scan, or approximately where the index has grown too large for one. */
export async function nearestPapers(index: OpenIndex, query: Float32Array, filter: Filter, limit = NEAREST): Promise<number[]> {
  if (index.vectors === undefined || query.length !== index.vectors.header.dimensions) return [];
  if (index.approximate) return await approximately(index.table, query, filter, limit);
  const among = filter.where === undefined ? undefined : new Set(await numbersFound(index.table, { where: filter.where }));
  return await scan(index.vectors, query, { limit, accepts: (number) => (among?.has(number) ?? true) && (filter.fits === undefined || holds(filter.fits, number)) });
}

async function approximately(table: Table, query: Float32Array, { where, fits }: Filter, limit: number): Promise<number[]> {
  const short = fits !== undefined && !fits.denied && fits.numbers.size <= LONGEST_LIST ? amongNumbers(fits.numbers) : undefined;
  const among = allFilters([where, short]);
  const nearest = table.query().nearestTo(query).column('vector').distanceType('dot').nprobes(PROBES);
  const found = await (among === undefined ? nearest : nearest.where(among)).select(['number', '_distance']).limit(limit).toArrow();
  const numbers = [...((found.getChild('number')?.toArray() as Int32Array | undefined) ?? [])];
  return fits === undefined ? numbers : numbers.filter((number) => holds(fits, number));
}

/** Both sides in bytes: measured to make no difference to ranking, and the cosines that are shown are taken anew. */
async function scan(vectors: VectorFile, query: Float32Array, { limit, accepts }: { limit: number; accepts: (number: number) => boolean }): Promise<number[]> {
  const bytes = quantise(query)?.values;
  if (bytes === undefined) return [];
  const best = new Best(limit);
  for (let first = 0, end = vectors.end(); first < end; first += BLOCK) {
    const block = vectors.readBlock(first, Math.min(BLOCK, end - first));
    compareBlock(block, { query: bytes, recordBytes: vectors.recordBytes }, (position, cosine) => {
      if (cosine > best.least && accepts(first + position)) best.add(first + position, cosine);
    });
    await setImmediate();
  }
  return best.numbers();
}

function compareBlock(block: Buffer, { query, recordBytes }: { query: Int8Array; recordBytes: number }, found: (position: number, cosine: number) => void): void {
  const values = new Int8Array(block.buffer, block.byteOffset, block.length);
  for (let position = 0, start = 0; start < block.length; position += 1, start += recordBytes) {
    const scale = block.readFloatLE(start);
    if (!(scale > 0)) continue;
    let sum = 0;
    for (let k = 0, at = start + SCALE_BYTES; k < query.length; k += 1, at += 1) sum = (sum + Math.imul(query[k]!, values[at]!)) | 0;
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
