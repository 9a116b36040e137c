import { mkdirSync } from 'node:fs';
import type { Connection, Table } from '@lancedb/lancedb';
import type { Schema } from 'apache-arrow';
import { BroadsheetError, systemClock } from '#lib';
import { addRows, connectTo, createTable, engine, makeIndexes, makeVectorIndex, removeRows, replaceRows } from './engine.js';
import { changedRows } from './changed-rows.js';
import { countedCategories } from './counted-categories.js';
import { damaged } from './errors.js';
import { FactFile, type FactEntry } from './fact-file.js';
import { explainMachine } from './machine.js';
import { NumberSet } from './number-set.js';
import { INDEX_FORMAT, type Cursor, type GenerationFacts, type GenerationPlace, type Place } from './place.js';
import { TABLE, type IndexRow } from './schema.js';
import { tableSchema } from './table-schema.js';
import { PaperTerms } from './paper-terms.js';
import { TermFile, type TermEntry } from './term-file.js';
import { VectorFile, type VectorEntry } from './vector-file.js';

/** What changed of some papers, each of them named once. */
export interface Batch {
  /** One without `vector` keeps the vector that its paper has. */
  rows: IndexRow[];
  /** Of papers among these, what `PaperTerms` writes of them; taken out of their rows where it is not given. */
  kept?: ReadonlyMap<number, string>;
  /** Papers that are no more. */
  gone: number[];
  /** By the embedder of the generation; not for papers whose vector stays as it is. */
  vectors: VectorEntry[];
}

/** How long a reader may still be at an old version of the table, in milliseconds. */
const KEEP_VERSIONS_MS = 120_000;
/**
 * Each writing leaves a small file and a version; so many of them are put together at once. That writes the indexes of words
 * anew, 10 s for 200,000 papers, so it is not done more often than it helps.
 */
const TIDY_AFTER_WRITES = 100;
/** Rows outside the indexes are searched one by one. */
const TIDY_AFTER_ROWS = 5_000;
const TIDY_AFTER_SHARE = 0.1;
const OVERDUE = 4;
const TIDY_AFTER_MS = 24 * 60 * 60_000;

/** One index of all papers, being written. At any time one process does that: the holder of the lease. */
export class GenerationWriter {
  private writes = 0;
  private writtenRows = 0;
  private tidiedAt = systemClock.now();
  /** Old versions are on the disk that nobody reads any more. */
  private leftOver = true;

  private constructor(
    readonly facts: GenerationFacts,
    private readonly place: GenerationPlace,
    private readonly parts: { connection: Connection; table: Table; schema: Schema; vectors: VectorFile | undefined; lists: FactFile; terms: TermFile | undefined; numbers: NumberSet },
    private followed: Cursor,
  ) {}

  /** Makes an empty generation on the disk. */
  static async create(place: Place, facts: GenerationFacts): Promise<GenerationWriter> {
    const own = place.generation(facts.name);
    mkdirSync(own.folder, { recursive: true });
    const connection = await connectTo(own.folder, 'writer');
    const table = await createTable(connection, facts.approximate ? facts.embedder?.dimensions : undefined);
    const vectors = facts.embedder === undefined ? undefined : VectorFile.create(own.vectorsFile, { embedder: facts.embedder.name, dimensions: facts.embedder.dimensions });
    const lists = FactFile.create(own.factsFile, own.labelsFile);
    const terms = TermFile.create(own.termPlacesFile, own.termsFile);
    const cursor: Cursor = { seq: 0, vectorSeq: 0 };
    own.writeCursor(cursor);
    // Last: a generation without facts was never finished being made.
    own.writeFacts(facts);
    return new GenerationWriter(facts, own, { connection, table, schema: await table.schema() as unknown as Schema, vectors, lists, terms, numbers: new NumberSet() }, cursor);
  }

  /** @throws DamagedIndexError when it is not whole */
  static async open(place: Place, name: string): Promise<GenerationWriter> {
    const own = place.generation(name);
    const [facts, cursor] = [own.readFacts(), own.readCursor()];
    if (facts === undefined || facts.name !== name || cursor === undefined) throw damaged(`generation ${name}`, 'what it says about itself cannot be read');
    if (facts.format !== INDEX_FORMAT) throw damaged(`generation ${name}`, `it was made in format ${facts.format}, this version of Broadsheet needs ${INDEX_FORMAT}`);
    const vectors = openVectors(own, facts, 'write');
    let lists: FactFile | undefined;
    let terms: TermFile | undefined;
    try {
      lists = openFacts(own, 'write');
      terms = openTerms(own, 'write');
      const connection = await connectTo(own.folder, 'writer');
      const table = await connection.openTable(TABLE);
      const numbers = await readNumbers(table);
      await probe(table, numbers);
      if (numbers.size > 0 && lists.read([numbers.highest])[0] === undefined) throw damaged('facts', 'the file ends before the last paper');
      return new GenerationWriter(facts, own, { connection, table, schema: await table.schema() as unknown as Schema, vectors, lists, terms, numbers }, cursor);
    } catch (error) {
      vectors?.close();
      lists?.close();
      terms?.close();
      const explained = explainMachine(error, own.folder);
      throw explained instanceof BroadsheetError ? explained : damaged(`generation ${name}`, 'the table cannot be read', error);
    }
  }

  /** How far it follows the store. */
  get cursor(): Cursor {
    return this.followed;
  }

  get papers(): number {
    return this.parts.numbers.size;
  }

  has(paper: number): boolean {
    return this.parts.numbers.has(paper);
  }

  /**
   * Writes what changed, then how far that goes: killed in between, the same is written again. Vectors and facts come first, so
   * that whoever sees a row sees them, and so do terms. After an error close it and open it again: it is not known what was written.
   */
  async apply({ rows, gone, vectors, kept }: Batch, cursor: Cursor): Promise<void> {
    const { table, schema, numbers } = this.parts;
    const removed = gone.filter((number) => numbers.has(number));
    if (this.parts.vectors !== undefined) {
      this.parts.vectors.write([...vectors, ...removed.map((paper) => ({ paper, vector: undefined }))]);
      this.parts.vectors.flush();
    }
    const [known, fresh] = partitionRows(rows, numbers);
    const changed = await changedRows(table, known, schema.names as string[]);
    // Readers read the file anew whenever it is written. A row that is there had its facts written before it.
    const facts = [...[...changed, ...fresh].map(factEntry), ...removed.map((paper) => ({ paper, facts: undefined }))];
    if (facts.length > 0) {
      this.parts.lists.write(facts);
      this.parts.lists.flush();
    }
    const terms = [...[...changed, ...fresh].map((row) => termEntry(row, kept)), ...removed.map((paper) => ({ paper, terms: undefined }))];
    if (terms.length > 0) {
      this.parts.terms?.write(terms);
      // What is only new is there whole after a crash or not at all, and then the table tells it.
      if (changed.length + removed.length > 0) this.parts.terms?.flush();
    }
    await removeRows(table, removed);
    for (const number of removed) numbers.delete(number);
    await replaceRows(table, changed, schema);
    await addRows(table, fresh, schema);
    for (const { number } of fresh) numbers.add(number);
    this.place.writeCursor(cursor);
    this.followed = cursor;
    this.writes += [removed, changed, fresh].filter(({ length }) => length > 0).length;
    this.writtenRows += changed.length + fresh.length;
  }

  /** Makes the indexes of a table that was filled without them. Its rows are put together first: reading thirty that lie in many files takes twice as long. */
  async makeIndexes(onMade?: (made: number, total: number) => void): Promise<void> {
    // Nobody else reads or writes it yet, so that what is replaced can go at once.
    await this.parts.table.optimize({ cleanupOlderThan: new Date(systemClock.now()), deleteUnverified: true });
    await makeIndexes(this.parts.table, onMade);
    const { approximate, embedder } = this.facts;
    if (approximate && embedder !== undefined) await makeVectorIndex(this.parts.table, embedder.dimensions);
    this.forgetWrites();
  }

  /** Whether enough has been written in small pieces to put them together. */
  get untidy(): boolean {
    const since = systemClock.now() - this.tidiedAt;
    if (this.writes === 0) return this.leftOver && since > KEEP_VERSIONS_MS;
    return this.writes >= TIDY_AFTER_WRITES || this.writtenRows >= Math.max(TIDY_AFTER_ROWS, this.papers * TIDY_AFTER_SHARE) || since > TIDY_AFTER_MS;
  }

  /** Whether that has waited so long that searching becomes slow. */
  get overdue(): boolean {
    return this.writes >= OVERDUE * TIDY_AFTER_WRITES || this.writtenRows >= OVERDUE * Math.max(TIDY_AFTER_ROWS, this.papers * TIDY_AFTER_SHARE);
  }

  /** Puts small pieces together, brings the indexes up to date and removes what no reader can still be at. */
  async tidy({ keepMs = KEEP_VERSIONS_MS }: { keepMs?: number } = {}): Promise<void> {
    const { writes, writtenRows } = this;
    this.forgetWrites();
    try {
      await this.parts.table.optimize({ cleanupOlderThan: new Date(systemClock.now() - keepMs) });
      // What was just replaced may still be read; once that is over, there is nothing to do but to remove it.
      this.leftOver = writes > 0;
    } catch (error) {
      this.writes += writes;
      this.writtenRows += writtenRows;
      throw error;
    }
  }

  close(): void {
    this.parts.table.close();
    this.parts.connection.close();
    this.parts.vectors?.close();
    this.parts.lists.close();
    this.parts.terms?.close();
  }

  private forgetWrites(): void {
    this.writes = 0;
    this.writtenRows = 0;
    this.tidiedAt = systemClock.now();
  }
}

/** The vectors of a generation; undefined when it has none. @throws DamagedIndexError when they are not its own */
export function openVectors(place: GenerationPlace, { embedder }: GenerationFacts, mode: 'read' | 'write'): VectorFile | undefined {
  if (embedder === undefined) return undefined;
  const vectors = VectorFile.open(place.vectorsFile, mode);
  if (vectors.header.embedder === embedder.name && vectors.header.dimensions === embedder.dimensions) return vectors;
  vectors.close();
  throw damaged('vectors', `they are of ${vectors.header.embedder}, not of ${embedder.name}`);
}

/** What lists are ordered and counted by. @throws DamagedIndexError when it cannot be read */
export function openFacts(place: GenerationPlace, mode: 'read' | 'write'): FactFile {
  return FactFile.open(place.factsFile, place.labelsFile, mode);
}

function factEntry({ number, published, categories, sources }: IndexRow): FactEntry {
  return { paper: number, facts: { published: published ?? 0, categories: countedCategories(categories), sources } };
}

/** The terms of papers; undefined in a generation that was made before they were kept. */
export function openTerms(place: GenerationPlace, mode: 'read' | 'write'): TermFile | undefined {
  return TermFile.open(place.termPlacesFile, place.termsFile, mode);
}

function termEntry(row: IndexRow, kept: Batch['kept']): TermEntry {
  return { paper: row.number, terms: kept?.get(row.number) ?? PaperTerms.ofRow(row).written };
}

/** Looks whether the table answers: what is found in the index of words must be there. */
async function probe(table: Table, numbers: NumberSet): Promise<void> {
  const { fields } = await table.schema();
  const missing = (await tableSchema()).fields.find(({ name }) => !fields.some((field) => field.name === name));
  if (missing !== undefined) throw damaged('the table', `it has no column ${missing.name}`);
  const [row] = await table.query().select(['number', 'terms']).limit(1).toArray();
  const indexed = (await table.listIndices()).some(({ columns }) => columns.includes('terms'));
  if (row === undefined || !indexed) return;
  const { MatchQuery } = await engine();
  const [term = ''] = String(row.terms).split(' ');
  const found = await table.query().fullTextSearch(new MatchQuery(term, 'terms')).select(['number', '_score']).limit(1).toArray();
  if (term !== '' && !found.every(({ number }: { number: number }) => numbers.has(number))) throw damaged('the table', 'the index of words finds papers that are not in it');
  if (term !== '' && found.length === 0) throw damaged('the table', 'the index of words does not find what is in it');
}

async function readNumbers(table: Table): Promise<NumberSet> {
  const numbers = new NumberSet();
  for await (const batch of table.query().select(['number'])) {
    for (const number of batch.getChild('number') ?? []) numbers.add(Number(number));
  }
  return numbers;
}

function partitionRows(rows: readonly IndexRow[], numbers: NumberSet): [known: IndexRow[], fresh: IndexRow[]] {
  const { known = [], fresh = [] } = Object.groupBy(rows, ({ number }) => (numbers.has(number) ? 'known' : 'fresh'));
  return [known, fresh];
}
