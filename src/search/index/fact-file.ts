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

/** How many papers of a list have each of them. */
export interface FactCounts {
  categories: ReadonlyMap<string, number>;
  sources: ReadonlyMap<string, number>;
  days: ReadonlyMap<number, number>;
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
const DAY_AT = 4;
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
  /** Of each label, while it is counted; zero otherwise. */
  private readonly tallies = [new Uint32Array(MOST_KINDS), new Uint32Array(MOST_KINDS)] as const;

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

  /** The day of each of these papers, in order, 0 when unknown; undefined for one that is not there. */
  daysOf(papers: readonly number[]): (number | undefined)[] {
    this.look();
    return papers.map((paper) => (this.has(paper) ? this.records.readUInt32LE(paper * RECORD_BYTES + DAY_AT) : undefined));
  }

  /** How many of these papers have each label, and each day; read straight from the records, as a thousand papers are counted for every list. */
  count(papers: readonly number[]): FactCounts {
    this.look();
    const { records } = this;
    const [categories, sources] = this.tallies;
    const days = new Map<number, number>();
    let labels = 0;
    for (const paper of papers) {
      if (!this.has(paper)) continue;
      const start = paper * RECORD_BYTES;
      const day = records.readUInt32LE(start + DAY_AT);
      days.set(day, (days.get(day) ?? 0) + 1);
      const [ofCategories, all] = labelsAt(records, start);
      for (let at = 0; at < all; at += 1) {
        const place = start + LABELS_AT + at * 2;
        const label = records[place]! | (records[place + 1]! << 8);
        (at < ofCategories ? categories : sources)[label]! += 1;
        if (label >= labels) labels = label + 1;
      }
    }
    const counts = { categories: this.named(categories.subarray(0, labels)), sources: this.named(sources.subarray(0, labels)), days };
    for (const tally of this.tallies) tally.fill(0, 0, labels);
    return counts;
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

  private has(paper: number): boolean {
    const start = paper * RECORD_BYTES;
    return Number.isSafeInteger(paper) && paper >= 0 && start + RECORD_BYTES <= this.records.length && this.records[start] === 1;
  }

  private named(counts: Uint32Array): Map<string, number> {
    const named = new Map<string, number>();
    for (let place = 0; place < counts.length; place += 1) {
      const label = counts[place] === 0 ? undefined : this.labelAt(place);
      if (label !== undefined) named.set(label, counts[place]!);
    }
    return named;
  }

  private load(paper: number): Facts | undefined {
    if (!this.has(paper)) return undefined;
    const { records } = this;
    const start = paper * RECORD_BYTES;
    const [categories, labels] = labelsAt(records, start);
    const facts: Facts = { published: records.readUInt32LE(start + DAY_AT), categories: [], sources: [] };
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
    record.writeUInt32LE(facts.published, DAY_AT);
    for (const [at, place] of [...categories!, ...sources!].entries()) record.writeUInt16LE(place, LABELS_AT + at * 2);
    return record;
  }
}

/** Of a record, how many labels name categories, and how many there are. */
function labelsAt(records: Buffer, start: number): [categories: number, all: number] {
  const categories = records[start + 1]!;
  return [categories, Math.min(categories + records[start + 2]!, MOST_LABELS)];
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
