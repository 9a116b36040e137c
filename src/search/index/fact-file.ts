import { systemClock } from '#lib';
import { damaged } from './errors.js';
import { isObject, readJson, writeJson } from './json-file.js';
import { NumberedFile } from './numbered-file.js';

/** What lists are ordered and counted by. */
export interface Facts {
  /** `20260531`; 0 when unknown. */
  published: number;
  /** Each category once, whatever names it has; see `countedCategories`. */
  categories: string[];
  sources: string[];
}

export interface FactEntry {
  paper: number;
  /** Undefined takes away what is there. */
  facts: Facts | undefined;
}

/**
 * A file of one record of 32 bytes for each paper number: 1 where there is a paper (u8), how many categories (u8) and sources (u8),
 * a byte of nothing, the day (u32), then numbers of labels (u16, little end first), the categories' before the sources'. What the
 * labels say is in a small file beside it, a list in which places never change.
 */
const RECORD_BYTES = 32;
const LABELS_AT = 8;
/** Categories and sources of one paper; of more, which no archive allows, the first are counted. */
const MOST_LABELS = (RECORD_BYTES - LABELS_AT) / 2;
const MOST_SOURCES = 4;
/** Different ones in one index. */
const MOST_KINDS = 65_536;
/** A file may change twice at one time of the system's clock. */
const SETTLED_MS = 100;

/**
 * Facts of papers by their numbers: a thousand are read in a fraction of a millisecond, where the table takes ten. One writes, many
 * read; who reads has the file in memory, 32 MB for a million papers, and reads it again when it has changed.
 */
export class FactFile {
  private records: Buffer = Buffer.alloc(0);
  /** When what is in memory was written; undefined when that may change unseen. */
  private readAt: string | undefined;
  private labels: string[] = [];
  private readonly places = new Map<string, number>();

  private constructor(
    private readonly file: NumberedFile,
    private readonly labelsPath: string,
  ) {}

  /** Makes the files anew, empty. */
  static create(path: string, labelsPath: string): FactFile {
    writeJson(labelsPath, { labels: [] });
    return new FactFile(NumberedFile.open(path, 'facts', 'create'), labelsPath);
  }

  /** @throws DamagedIndexError when it cannot be read */
  static open(path: string, labelsPath: string, mode: 'read' | 'write'): FactFile {
    const opened = new FactFile(NumberedFile.open(path, 'facts', mode), labelsPath);
    try {
      opened.readLabels();
      return opened;
    } catch (error) {
      opened.close();
      throw error;
    }
  }

  /** The facts of these papers, in order; undefined for one that is not there. */
  read(papers: readonly number[]): (Facts | undefined)[] {
    this.look();
    return papers.map((paper) => this.load(paper));
  }

  /** Writes these, labels first; writing them again changes nothing. */
  write(entries: readonly FactEntry[]): void {
    this.keepLabels(entries);
    const sorted = entries.toSorted((a, b) => a.paper - b.paper);
    for (let start = 0; start < sorted.length; ) {
      let stop = start + 1;
      while (stop < sorted.length && sorted[stop]!.paper === sorted[stop - 1]!.paper + 1) stop += 1;
      const run = sorted.slice(start, stop);
      this.file.write(Buffer.concat(run.map(({ facts }) => this.encode(facts))), run[0]!.paper * RECORD_BYTES);
      start = stop;
    }
  }

  /** Returns when what was written is on the disk. */
  flush(): void {
    this.file.flush();
  }

  /** May be called again. */
  close(): void {
    this.file.close();
  }

  /** Reads the file if it is another than before. */
  private look(): void {
    const { mtimeMs, mtimeNs, size } = this.file.stat();
    const stamp = `${mtimeNs} ${size}`;
    if (stamp === this.readAt) return;
    if (this.records.length !== size) this.records = Buffer.allocUnsafeSlow(size);
    const read = this.file.read(this.records, 0);
    this.records.fill(0, read);
    this.readAt = systemClock.now() - mtimeMs > SETTLED_MS ? stamp : undefined;
  }

  private load(paper: number): Facts | undefined {
    const { records } = this;
    const start = paper * RECORD_BYTES;
    if (!Number.isSafeInteger(paper) || paper < 0 || start + RECORD_BYTES > records.length || records[start] !== 1) return undefined;
    const categories = records[start + 1]!;
    const labels = Math.min(categories + records[start + 2]!, MOST_LABELS);
    const facts: Facts = { published: records.readUInt32LE(start + 4), categories: [], sources: [] };
    for (let at = 0; at < labels; at += 1) {
      const label = this.labelAt(records.readUInt16LE(start + LABELS_AT + at * 2));
      if (label !== undefined) (at < categories ? facts.categories : facts.sources).push(label);
    }
    return facts;
  }

  /** A label that another process has added since is looked for once more. */
  private labelAt(place: number): string | undefined {
    if (place >= this.labels.length) this.readLabels();
    return this.labels[place];
  }

  private readLabels(): void {
    const kept = readJson(this.labelsPath, isLabels);
    if (kept === undefined) throw damaged('facts', 'their labels cannot be read');
    this.labels = kept.labels;
    for (const [place, label] of this.labels.entries()) this.places.set(label, place);
  }

  private keepLabels(entries: readonly FactEntry[]): void {
    const before = this.labels.length;
    for (const { facts } of entries) {
      for (const label of facts === undefined ? [] : labelsOf(facts)) {
        if (this.places.has(label) || this.labels.length >= MOST_KINDS) continue;
        this.places.set(label, this.labels.length);
        this.labels.push(label);
      }
    }
    if (this.labels.length > before) writeJson(this.labelsPath, { labels: this.labels });
  }

  private encode(facts: Facts | undefined): Buffer {
    const record = Buffer.alloc(RECORD_BYTES);
    if (facts === undefined) return record;
    const [categories, sources] = [cut(facts).categories, cut(facts).sources].map((labels) => labels.map((label) => this.places.get(label)).filter((place) => place !== undefined));
    record.set([1, categories!.length, sources!.length]);
    record.writeUInt32LE(facts.published, 4);
    for (const [at, place] of [...categories!, ...sources!].entries()) record.writeUInt16LE(place, LABELS_AT + at * 2);
    return record;
  }
}

function labelsOf(facts: Facts): string[] {
  const { categories, sources } = cut(facts);
  return [...categories, ...sources];
}

function cut({ categories, sources }: Facts): Pick<Facts, 'categories' | 'sources'> {
  const kept = sources.slice(0, MOST_SOURCES);
  return { categories: categories.slice(0, MOST_LABELS - kept.length), sources: kept };
}

function isLabels(value: unknown): value is { labels: string[] } {
  return isObject(value) && Array.isArray(value.labels) && value.labels.every((label) => typeof label === 'string');
}
