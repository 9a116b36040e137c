import { parseArxivId } from '#papers';
import { openInput, readLines } from '#sources';
import { Lines } from './lines.js';

/** What a file of records says of a paper: one line of the list format (`id, title, …, published, date_kind`). */
export interface ListedPaper {
  id: string;
  title: string;
  abstract?: string;
  authors?: string[];
  /** The primary first. */
  categories?: string[];
  /** A day, or an instant where `date_kind` is `exact`. */
  published?: string;
  /** What `published` is: `exact`, `exact_day`, `announced`, `id_month`, `month`, `year`. */
  date_kind?: string;
  comment?: string;
  doi?: string;
  /** The arXiv id of a paper listed under another name. */
  arxiv_id?: string;
}

/** What is known of a paper without reading its text again. */
export interface Entry {
  /** Version-less: `2606.01234`, `math/0306266`. */
  id: string;
  categories: readonly string[];
  published?: string;
  dateKind: string;
  line: number;
}

/**
 * The papers of a file or a list that arXiv could serve: those with an arXiv id and a category, each once, by id. Their
 * texts are decoded again whenever they are asked for, so that 200,000 papers fit into a few hundred megabytes.
 */
export class Records {
  readonly entries: readonly Entry[];
  /** How many of the given records are not arXiv's, or a second record of the same paper. */
  readonly leftOut: number;
  private readonly byId: ReadonlyMap<string, number>;

  private constructor(
    found: Map<string, Entry>,
    private readonly lines: Lines,
    seen: number,
  ) {
    this.entries = [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    this.byId = new Map(this.entries.map(({ id }, number) => [id, number]));
    this.leftOut = seen - this.entries.length;
  }

  /** Reads a file of the list format, plain, gzip or zstd; lines that are no JSON are left out. @throws InputError */
  static async read(file: string): Promise<Records> {
    const collection = new Collection();
    for await (const { entries } of readLines(await openInput(file))) for (const { text } of entries) collection.add(text);
    return new Records(collection.found, collection.lines, collection.seen);
  }

  static of(papers: Iterable<ListedPaper>): Records {
    const collection = new Collection();
    for (const paper of papers) collection.add(JSON.stringify(paper));
    return new Records(collection.found, collection.lines, collection.seen);
  }

  /** The paper of a number, 0 to `entries.length` - 1, as it was given. */
  paper(number: number): ListedPaper {
    return JSON.parse(this.lines.at(this.entries[number]!.line)) as ListedPaper;
  }

  /** The number of the paper with an arXiv id. */
  find(id: string): number | undefined {
    return this.byId.get(id);
  }
}

class Collection {
  readonly found = new Map<string, Entry>();
  readonly lines = new Lines();
  seen = 0;
  private kept = 0;
  private readonly shared = new Map<string, readonly string[]>();

  add(text: string): void {
    this.seen += 1;
    const paper = paperIn(text);
    const id = parseArxivId(paper?.arxiv_id ?? paper?.id ?? '')?.id;
    const categories = (paper?.categories ?? []).filter((category) => !category.includes(':'));
    if (paper === undefined || id === undefined || categories.length === 0) return;
    // A paper under its own id is told better than under a conference's.
    if (this.found.has(id) && paper.arxiv_id !== undefined) return;
    this.found.set(id, { id, categories: this.share(categories), published: paper.published, dateKind: paper.date_kind ?? '', line: this.kept });
    this.lines.add(text);
    this.kept += 1;
  }

  /** Most papers share their list of categories with many others. */
  private share(categories: string[]): readonly string[] {
    const key = categories.join(' ');
    if (!this.shared.has(key)) this.shared.set(key, categories);
    return this.shared.get(key)!;
  }
}

function paperIn(text: string): ListedPaper | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'id' in value && 'title' in value ? (value as ListedPaper) : undefined;
  } catch {
    return undefined;
  }
}
