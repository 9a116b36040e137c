import { damaged } from './errors.js';
import { cosine, product, quantise, type Int8Vector } from './int8.js';
import { KeptFile } from './kept-file.js';
import { NumberedFile } from './numbered-file.js';

/**
 * A file of one record for each paper number: four bytes of scale (float, little end first), one byte for each dimension.
 * The header of 256 bytes: `BSVECTOR`, format (u32), dimensions (u32), length of the embedder's name (u32), the name.
 * A scale of zero, which is what a hole in a file reads as, is no vector.
 */
const HEADER_BYTES = 256;
const MAGIC = 'BSVECTOR';
const FORMAT = 1;
const NAME_AT = 20;
const SCALE_BYTES = 4;
const MOST_DIMENSIONS = 16_384;
/** Neighbours of one block are written in one piece. */
const WRITE_BYTES = 1_048_576;

export interface VectorFileHeader {
  embedder: string;
  dimensions: number;
}

export interface VectorEntry {
  paper: number;
  /** Undefined takes away what is there. */
  vector: Float32Array | undefined;
}

/** Vectors of papers by their numbers, on disk; who reads has them in memory while they do not change. One writes, many read. */
export class VectorFile {
  readonly recordBytes: number;
  private readonly record: Buffer;
  private readonly kept: KeptFile | undefined;

  private constructor(
    private readonly file: NumberedFile,
    private readonly path: string,
    readonly header: VectorFileHeader,
    mode: 'read' | 'write' = 'write',
  ) {
    this.kept = mode === 'read' ? new KeptFile(file) : undefined;
    this.recordBytes = SCALE_BYTES + header.dimensions;
    this.record = Buffer.alloc(this.recordBytes);
  }

  /** Makes the file anew, empty. @throws RangeError when no header can hold this */
  static create(path: string, header: VectorFileHeader): VectorFile {
    const bytes = headerBytes(header);
    const file = NumberedFile.open(path, 'vectors', 'create');
    file.write(bytes, 0);
    return new VectorFile(file, path, header);
  }

  /** @throws DamagedIndexError when it is none of ours */
  static open(path: string, mode: 'read' | 'write'): VectorFile {
    const file = NumberedFile.open(path, 'vectors', mode);
    try {
      return new VectorFile(file, path, readHeader(file), mode);
    } catch (error) {
      file.close();
      throw error;
    }
  }

  /** The vector of a paper; undefined when it has none. */
  read(paper: number): Int8Vector | undefined {
    const vector = vectorIn(this.load(paper));
    // What is read next takes the place of this record.
    return vector && { ...vector, values: vector.values.slice() };
  }

  /** The cosine of a query of unit length to each of these papers, in order; undefined where there is no vector. */
  cosines(query: Float32Array, papers: readonly number[]): (number | undefined)[] {
    if (query.length !== this.header.dimensions) throw new RangeError(`A vector of ${query.length} dimensions cannot be compared with those of ${this.path}, which have ${this.header.dimensions}.`);
    const whole = this.kept?.bytes();
    if (whole !== undefined) return this.cosinesIn(whole, query, papers);
    return papers.map((paper) => {
      const vector = vectorIn(this.load(paper));
      return vector && cosine(query, vector);
    });
  }

  /** Records of papers `first` to `first + count - 1` as they lie in the file, `recordBytes` each; shorter at its end. For scans. */
  readBlock(first: number, count: number): Buffer {
    const block = Buffer.allocUnsafe(count * this.recordBytes);
    const read = this.file.read(block, this.positionOf(first));
    return block.subarray(0, read - (read % this.recordBytes));
  }

  /** One more than the highest number the file reaches to. */
  end(): number {
    return Math.max(0, Math.floor((this.file.stat().size - HEADER_BYTES) / this.recordBytes));
  }

  /** Writes these in the order of their numbers; writing them again changes nothing. */
  write(entries: readonly VectorEntry[]): void {
    const sorted = entries.toSorted((a, b) => a.paper - b.paper);
    for (let start = 0; start < sorted.length; ) {
      let stop = start + 1;
      while (stop < sorted.length && sorted[stop]!.paper === sorted[stop - 1]!.paper + 1 && (stop - start) * this.recordBytes < WRITE_BYTES) stop += 1;
      this.writeRun(sorted.slice(start, stop));
      start = stop;
    }
  }

  /** Returns when what was written is on the disk. */
  flush(): void {
    this.file.flush();
  }

  /** May be called again. */
  close(): void {
    this.kept?.close();
    this.file.close();
  }

  private writeRun(run: readonly VectorEntry[]): void {
    const bytes = Buffer.alloc(run.length * this.recordBytes);
    for (const [index, { vector }] of run.entries()) this.encode(vector, bytes.subarray(index * this.recordBytes));
    this.file.write(bytes, this.positionOf(run[0]!.paper));
  }

  private encode(vector: Float32Array | undefined, into: Buffer): void {
    if (vector === undefined) return;
    if (vector.length !== this.header.dimensions) throw new RangeError(`${this.header.embedder} gave a vector of ${vector.length} dimensions instead of ${this.header.dimensions}.`);
    const small = quantise(vector);
    if (small === undefined) return;
    into.writeFloatLE(small.scale, 0);
    into.set(new Uint8Array(small.values.buffer), SCALE_BYTES);
  }

  /** Reads a record into `this.record`; undefined when there is none. */
  private load(paper: number): Buffer | undefined {
    if (!isNumber(paper)) return undefined;
    return this.file.read(this.record, this.positionOf(paper)) < this.recordBytes ? undefined : this.record;
  }

  /** As `cosines`, without an object for each record: a thousand are compared for every search. */
  private cosinesIn(whole: Buffer, query: Float32Array, papers: readonly number[]): (number | undefined)[] {
    const values = new Int8Array(whole.buffer, whole.byteOffset, whole.length);
    const scales = new DataView(whole.buffer, whole.byteOffset, whole.length);
    return papers.map((paper) => {
      const start = this.positionOf(paper);
      if (!isNumber(paper) || start + this.recordBytes > whole.length) return undefined;
      const scale = scales.getFloat32(start, true);
      return isScale(scale) ? scale * product(query, values, start + SCALE_BYTES) : undefined;
    });
  }

  private positionOf(paper: number): number {
    return HEADER_BYTES + paper * this.recordBytes;
  }
}

const isScale = (scale: number) => scale > 0 && Number.isFinite(scale);
const isNumber = (paper: number) => Number.isSafeInteger(paper) && paper >= 0;

/** The vector in a record, not copied; undefined for none, and for what cannot be one. */
function vectorIn(record: Buffer | undefined): Int8Vector | undefined {
  const scale = record?.readFloatLE(0) ?? 0;
  if (record === undefined || !isScale(scale)) return undefined;
  return { scale, values: new Int8Array(record.buffer, record.byteOffset + SCALE_BYTES, record.length - SCALE_BYTES) };
}

function headerBytes({ embedder, dimensions }: VectorFileHeader): Buffer {
  const name = Buffer.from(embedder);
  if (name.length > HEADER_BYTES - NAME_AT) throw new RangeError(`The name of the embedder ${embedder.slice(0, 40)}… is longer than ${HEADER_BYTES - NAME_AT} bytes.`);
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > MOST_DIMENSIONS) throw new RangeError(`${embedder} has ${dimensions} dimensions; 1 to ${MOST_DIMENSIONS} can be kept.`);
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.write(MAGIC, 0, 'latin1');
  bytes.writeUInt32LE(FORMAT, 8);
  bytes.writeUInt32LE(dimensions, 12);
  bytes.writeUInt32LE(name.length, 16);
  name.copy(bytes, NAME_AT);
  return bytes;
}

function readHeader(file: NumberedFile): VectorFileHeader {
  const bytes = Buffer.alloc(HEADER_BYTES);
  if (file.read(bytes, 0) < HEADER_BYTES) throw damaged('vectors', 'the file ends in its header');
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC || bytes.readUInt32LE(8) !== FORMAT) throw damaged('vectors', 'the file does not begin as it should');
  const dimensions = bytes.readUInt32LE(12);
  const nameBytes = bytes.readUInt32LE(16);
  if (dimensions < 1 || dimensions > MOST_DIMENSIONS || nameBytes > HEADER_BYTES - NAME_AT) throw damaged('vectors', 'its header makes no sense');
  return { dimensions, embedder: bytes.toString('utf8', NAME_AT, NAME_AT + nameBytes) };
}
