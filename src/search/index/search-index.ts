import { statSync } from 'node:fs';
import type { Connection, Table } from '@lancedb/lancedb';
import { messageOf } from '#lib';
import { connectTo } from './engine.js';
import type { FactFile } from './fact-file.js';
import { openFacts, openTerms, openVectors } from './generation.js';
import { INDEX_FORMAT, Place, type GenerationFacts } from './place.js';
import { RowNumbers } from './row-numbers.js';
import { TABLE } from './schema.js';
import type { TermFile } from './term-file.js';
import type { VectorFile } from './vector-file.js';

/** The index as a reader has it at one moment: hold it for one query, and ask again for the next. */
export interface OpenIndex {
  generation: string;
  /** See `schema.ts` for its columns. */
  table: Table;
  /** What lists are ordered and counted by. */
  facts: FactFile;
  /** What words papers hold, where that is kept beside the table. */
  terms?: TermFile;
  /** The papers that rows of the table are of. */
  rows: RowNumbers;
  /** Undefined while words alone serve. */
  vectors?: VectorFile;
  /** Whose vectors these are; a query must be embedded by the same. */
  embedder?: { name: string; dimensions: number };
  /** Whether the table has a column `vector` with an index for approximate search. */
  approximate: boolean;
}

/** How often a reader looks whether another generation serves. */
const LOOK_MS = 500;
/** Queries in flight keep what they began with for so long. */
const CLOSE_AFTER_MS = 60_000;

interface Opened extends OpenIndex {
  connection: Connection;
  /** What `current.json` was when it was opened. */
  stamp: string;
}

/** The search index of an instance for those who read it; follows every switch to another generation by itself. */
export class SearchIndex {
  readonly place: Place;
  private opened: Opened | undefined;
  private opening: Promise<OpenIndex | undefined> | undefined;
  private lookedAt = -Infinity;
  private readonly closing = new Map<NodeJS.Timeout, () => void>();

  constructor(
    folder: string,
    /** Told why an index that should be there cannot be read. */
    private readonly onError: (error: unknown) => void = () => {},
  ) {
    this.place = new Place(folder);
  }

  /** The generation that serves; undefined while there is none that can be read, so that the store must answer. */
  async open(): Promise<OpenIndex | undefined> {
    if (performance.now() - this.lookedAt < LOOK_MS && this.opening === undefined) return this.opened;
    this.opening ??= this.look().finally(() => {
      this.opening = undefined;
      this.lookedAt = performance.now();
    });
    return await this.opening;
  }

  /** Closes what is open; queries in flight fail. */
  close(): void {
    for (const [timer, close] of this.closing) {
      clearTimeout(timer);
      close();
    }
    this.closing.clear();
    if (this.opened !== undefined) closeIndex(this.opened);
    this.opened = undefined;
  }

  private async look(): Promise<OpenIndex | undefined> {
    const stamp = stampOf(this.place.currentFile);
    if (stamp !== undefined && stamp === this.opened?.stamp) return this.opened;
    const next = stamp === undefined ? undefined : await this.openCurrent(stamp);
    // What is open goes on serving while its successor cannot be read.
    if (next === undefined && this.opened !== undefined && stamp !== undefined) return this.opened;
    if (this.opened !== undefined) this.closeLater(this.opened);
    this.opened = next;
    return next;
  }

  private async openCurrent(stamp: string): Promise<Opened | undefined> {
    try {
      const current = this.place.readCurrent();
      const facts = current === undefined ? undefined : this.place.generation(current.generation).readFacts();
      return facts?.format === INDEX_FORMAT ? await openGeneration(this.place, facts, stamp) : undefined;
    } catch (error) {
      this.onError(error);
      return undefined;
    }
  }

  private closeLater(index: Opened): void {
    const close = () => closeIndex(index);
    const timer = setTimeout(() => {
      this.closing.delete(timer);
      close();
    }, CLOSE_AFTER_MS).unref();
    this.closing.set(timer, close);
  }
}

async function openGeneration(place: Place, { embedder, approximate, name, ...rest }: GenerationFacts, stamp: string): Promise<Opened> {
  const own = place.generation(name);
  const facts = openFacts(own, 'read');
  let vectors: VectorFile | undefined;
  let terms: TermFile | undefined;
  try {
    terms = openTerms(own, 'read');
    vectors = openVectors(own, { embedder, approximate, name, ...rest }, 'read');
    const connection = await connectTo(own.folder, 'reader');
    const table = await connection.openTable(TABLE);
    const rows = new RowNumbers(table);
    // Beside the first queries, which look up what they need.
    void rows.readAll().catch(() => {});
    return { generation: name, table, facts, terms, rows, approximate, stamp, connection, ...(embedder === undefined ? {} : { embedder, vectors }) };
  } catch (error) {
    facts.close();
    vectors?.close();
    terms?.close();
    throw error;
  }
}

function closeIndex({ table, connection, vectors, facts, terms }: Opened): void {
  closeUnused(table);
  closeUnused(connection);
  vectors?.close();
  facts.close();
  terms?.close();
}

/** The engine refuses to close what is still being read, such as an index that it loads; that is freed with the last who reads it. */
function closeUnused(part: Pick<Table | Connection, 'close'>): void {
  try {
    part.close();
  } catch (error) {
    if (!/borrow/.test(messageOf(error))) throw error;
  }
}

/** Changes with every writing of the file; undefined when there is none. */
function stampOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false, bigint: true });
  return found === undefined ? undefined : `${found.ino} ${found.mtimeNs}`;
}
