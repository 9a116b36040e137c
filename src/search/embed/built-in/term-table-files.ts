import { createHash } from 'node:crypto';
import { TermTableError } from './errors.js';
import type { Learned, TermTable } from './term-table.js';

/**
 * A term table as files. `header.json` says what it is and has the checksum of the others; `vocabulary.txt` has the terms with
 * vectors, one a line, and then the common ones; `vectors.bin` has the weights and the scales (32-bit numbers, little-endian)
 * and the steps (8 bits), each for all terms in order.
 */
export interface TermTableFiles {
  'header.json': Uint8Array;
  'vocabulary.txt': Uint8Array;
  'vectors.bin': Uint8Array;
}

/** Grows with every change of what the files, or the terms of a text, mean. */
const FORMAT = 1;

interface Header {
  format: number;
  terms: number;
  common: number;
  dimensions: number;
  learned: Learned;
  checksum: string;
}

export function encodeTermTable({ learned, vocabulary, dimensions, scales, steps }: TermTable): TermTableFiles {
  const { terms, common, weights } = vocabulary;
  const lines = Buffer.from([...terms, ...common].map((term) => `${term}\n`).join(''));
  const vectors = Buffer.alloc(8 * terms.length + steps.length);
  weights.forEach((weight, at) => vectors.writeFloatLE(weight, 4 * at));
  scales.forEach((scale, at) => vectors.writeFloatLE(scale, 4 * (terms.length + at)));
  vectors.set(new Uint8Array(steps.buffer, steps.byteOffset, steps.length), 8 * terms.length);
  const about = { format: FORMAT, terms: terms.length, common: common.length, dimensions, learned };
  const header: Header = { ...about, checksum: checksum(about, lines, vectors) };
  return { 'header.json': Buffer.from(`${JSON.stringify(header, null, 2)}\n`), 'vocabulary.txt': lines, 'vectors.bin': vectors };
}

/** @throws TermTableError when they are not what `encodeTermTable` made, whole */
export function decodeTermTable(files: TermTableFiles): TermTable {
  const header = readHeader(files['header.json']);
  const { checksum: expected, ...about } = header;
  const vectors = Buffer.from(files['vectors.bin'].buffer, files['vectors.bin'].byteOffset, files['vectors.bin'].length);
  if (checksum(about, files['vocabulary.txt'], vectors) !== expected) throw new TermTableError('its files are damaged, for they do not fit their checksum');
  const words = Buffer.from(files['vocabulary.txt']).toString().split('\n').slice(0, -1);
  const { terms: size, common, dimensions, learned } = header;
  if (words.length !== size + common || vectors.length !== size * (8 + dimensions)) throw new TermTableError('its files have other lengths than its header says');
  const numbers = (from: number) => Float32Array.from({ length: size }, (_, at) => vectors.readFloatLE(4 * (from + at)));
  return {
    learned,
    vocabulary: { terms: words.slice(0, size), weights: numbers(0), common: words.slice(size) },
    dimensions,
    scales: numbers(size),
    steps: new Int8Array(vectors.subarray(8 * size)),
  };
}

function readHeader(bytes: Uint8Array): Header {
  let header: Partial<Header> | null;
  try {
    header = JSON.parse(Buffer.from(bytes).toString()) as Partial<Header> | null;
  } catch (error) {
    throw new TermTableError('its header is no JSON', { cause: error });
  }
  if (typeof header !== 'object' || header === null || typeof header.format !== 'number') throw new TermTableError('its header is not that of a term table');
  if (header.format !== FORMAT) throw new TermTableError(`it has format ${header.format}, and this release reads format ${FORMAT}`);
  if (!isWhole(header)) throw new TermTableError('its header lacks what it must say');
  return header;
}

function isWhole(header: Partial<Header>): header is Header {
  const { terms, common, dimensions, learned, checksum } = header;
  const counts = [terms, common, dimensions, learned?.seed, learned?.papers, learned?.sampled];
  return counts.every((count) => Number.isSafeInteger(count) && count! >= 0) && Number.isFinite(learned?.unknownShare) && typeof checksum === 'string';
}

/** Over the header as well, so that a changed count or seed is noticed too. */
function checksum(about: Omit<Header, 'checksum'>, vocabulary: Uint8Array, vectors: Uint8Array): string {
  const hash = createHash('sha256').update(JSON.stringify(about));
  return hash.update(vocabulary).update(vectors).digest('hex');
}
