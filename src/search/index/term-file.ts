import { existsSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { KeptFile } from './kept-file.js';
import { NumberedFile } from './numbered-file.js';
import { PaperTerms } from './paper-terms.js';

export interface TermEntry {
  paper: number;
  /** What `PaperTerms` writes of it; undefined takes away what is there. */
  terms: string | undefined;
}

/**
 * Two files: of each paper number where its record begins (u64, little end first; 0 for none), and the records, each with the paper (u32),
 * how long it may become (u32), how long it is (u32), a checksum (u32) and what is written of the paper.
 */
const PLACE_BYTES = 8;
const HEADER_BYTES = 16;
/** So that no record begins at 0. */
const FIRST_RECORD = 16;
/** More than most records have: one reading gives the whole. */
const READ_AT_ONCE = 2_048;
/** A record that has outgrown its room gets so much more than it needs: so what is left behind is never more than some times what is there. */
const ROOM = 1.25;

/**
 * The terms of papers by their numbers: of the thirty best in a fraction of a millisecond, where the table takes two to five. What
 * cannot be read out of it, because it is being written or was left half written, the table tells: nothing depends on these files.
 * One writes, many read.
 */
export class TermFile {
  private end: number;
  /** Where the records begin, in the memory of who reads: 8 MB for a million papers. */
  private readonly kept: KeptFile | undefined;

  private constructor(
    private readonly places: NumberedFile,
    private readonly records: NumberedFile,
    mode: 'read' | 'write' = 'write',
  ) {
    this.kept = mode === 'read' ? new KeptFile(places) : undefined;
    // Read beside, so that the first searches find it there.
    this.kept?.bytes();
    this.end = Math.max(FIRST_RECORD, records.stat().size);
  }

  /** Makes the files anew, empty. */
  static create(placesPath: string, recordsPath: string): TermFile {
    return openBoth(placesPath, recordsPath, 'create', (places, records) => new TermFile(places, records));
  }

  /** Undefined in an index that was made before there were such files. */
  static open(placesPath: string, recordsPath: string, mode: 'read' | 'write'): TermFile | undefined {
    return existsSync(placesPath) && existsSync(recordsPath) ? openBoth(placesPath, recordsPath, mode, (places, records) => new TermFile(places, records, mode)) : undefined;
  }

  /** The terms of papers, but of those of which they cannot be told. */
  async read(papers: readonly number[]): Promise<Map<number, PaperTerms>> {
    const found = new Map<number, PaperTerms>();
    await this.visit(papers, (paper, written) => {
      const terms = PaperTerms.read(written.toString('utf8'));
      if (terms !== undefined) found.set(paper, terms);
    });
    return found;
  }

  /**
   * Tells what `PaperTerms` wrote of each of these papers, in UTF-8, in no order, but of those of which it cannot be told. All are read at once: from a
   * disk, one behind the other takes twice as long, in which this process answers nobody.
   */
  async visit(papers: readonly number[], tell: (paper: number, written: Buffer) => void): Promise<void> {
    const places = this.kept?.bytes();
    await Promise.all(
      papers.map(async (paper) => {
        const place = places === undefined ? this.placeOf(paper) : placeIn(places, paper);
        const record = place === 0 ? undefined : await this.recordAt(place, paper);
        const text = record?.subarray(HEADER_BYTES);
        if (text !== undefined && crc32(text) === record!.readUInt32LE(12)) tell(paper, text);
      }),
    );
  }

  /** Writes these; writing them again changes nothing. A record that has room for it stays where it is. */
  write(entries: readonly TermEntry[]): void {
    const added: Buffer[] = [];
    const places: { paper: number; place: number }[] = [];
    let { end } = this;
    const known = this.places.stat().size / PLACE_BYTES;
    for (const { paper, terms } of entries) {
      const there = paper < known ? this.placeOf(paper) : 0;
      if (terms === undefined) {
        if (there !== 0) places.push({ paper, place: 0 });
        continue;
      }
      const text = Buffer.from(terms);
      const room = there === 0 ? -1 : this.roomAt(there, paper);
      if (text.length <= room) {
        this.records.write(encode(paper, text, room).subarray(0, HEADER_BYTES + text.length), there);
        continue;
      }
      const record = encode(paper, text, there === 0 ? text.length : Math.ceil(text.length * ROOM));
      added.push(record);
      places.push({ paper, place: end });
      end += record.length;
    }
    this.records.write(Buffer.concat(added), this.end);
    this.end = end;
    this.writePlaces(places);
  }

  /** Returns when what was written is on the disk. */
  flush(): void {
    this.records.flush();
    this.places.flush();
  }

  /** May be called again. */
  close(): void {
    this.kept?.close();
    this.places.close();
    this.records.close();
  }

  private writePlaces(entries: { paper: number; place: number }[]): void {
    entries.sort((a, b) => a.paper - b.paper);
    for (let start = 0; start < entries.length; ) {
      let stop = start + 1;
      while (stop < entries.length && entries[stop]!.paper === entries[stop - 1]!.paper + 1) stop += 1;
      const run = Buffer.alloc((stop - start) * PLACE_BYTES);
      for (let at = start; at < stop; at += 1) run.writeBigUInt64LE(BigInt(entries[at]!.place), (at - start) * PLACE_BYTES);
      this.places.write(run, entries[start]!.paper * PLACE_BYTES);
      start = stop;
    }
  }

  private placeOf(paper: number): number {
    if (!Number.isSafeInteger(paper) || paper < 0) return 0;
    const bytes = Buffer.alloc(PLACE_BYTES);
    return this.places.read(bytes, paper * PLACE_BYTES) < PLACE_BYTES ? 0 : placeIn(bytes, 0);
  }

  /** How much can be written at a place; -1 where there is no record of this paper. */
  private roomAt(place: number, paper: number): number {
    const header = Buffer.alloc(HEADER_BYTES);
    const isThere = this.records.read(header, place) === HEADER_BYTES && header.readUInt32LE(0) === paper;
    return isThere && place + HEADER_BYTES + header.readUInt32LE(4) <= this.end ? header.readUInt32LE(4) : -1;
  }

  private async recordAt(place: number, paper: number): Promise<Buffer | undefined> {
    const first = Buffer.allocUnsafe(READ_AT_ONCE);
    const read = await this.records.readBeside(first, place);
    if (read < HEADER_BYTES || first.readUInt32LE(0) !== paper || first.readUInt32LE(8) > first.readUInt32LE(4)) return undefined;
    const bytes = HEADER_BYTES + first.readUInt32LE(8);
    if (bytes <= read) return first.subarray(0, bytes);
    // What is no record may say any length.
    if (place + bytes > this.records.stat().size) return undefined;
    const whole = Buffer.allocUnsafe(bytes);
    return (await this.records.readBeside(whole, place)) < bytes ? undefined : whole;
  }
}

function placeIn(places: Buffer, paper: number): number {
  const at = paper * PLACE_BYTES;
  return Number.isSafeInteger(at) && at >= 0 && at + PLACE_BYTES <= places.length ? Number(places.readBigUInt64LE(at)) : 0;
}

function encode(paper: number, text: Buffer, room: number): Buffer {
  const record = Buffer.alloc(HEADER_BYTES + room);
  record.writeUInt32LE(paper, 0);
  record.writeUInt32LE(room, 4);
  record.writeUInt32LE(text.length, 8);
  record.writeUInt32LE(crc32(text), 12);
  text.copy(record, HEADER_BYTES);
  return record;
}

function openBoth(placesPath: string, recordsPath: string, mode: 'read' | 'write' | 'create', make: (places: NumberedFile, records: NumberedFile) => TermFile): TermFile {
  const places = NumberedFile.open(placesPath, 'terms', mode);
  try {
    return make(places, NumberedFile.open(recordsPath, 'terms', mode));
  } catch (error) {
    places.close();
    throw error;
  }
}
