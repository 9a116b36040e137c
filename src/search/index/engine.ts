import type { Connection, Index, Table } from '@lancedb/lancedb';
import type { Schema } from 'apache-arrow';
import { INDEXES, TABLE, type IndexKind, type IndexRow } from './schema.js';
import { tableSchema } from './table-schema.js';

/** How soon a reader sees what another process wrote, in seconds. */
const CONSISTENT_WITHIN_S = 0.5;
const MIB = 1_048_576n;
/** What is kept in memory of indexes and of what files say about themselves; the engine's own limits are 6 GB and 1 GB. */
const CACHE_BYTES = { reader: [1_024n * MIB, 128n * MIB], writer: [64n * MIB, 64n * MIB] } as const;

/** Loaded when first needed: it is large, and many commands need no search. */
export const engine = () => import('@lancedb/lancedb');

/** Opens the folder of a generation. A reader looks for what others wrote; the one writer knows. */
export async function connectTo(folder: string, as: 'reader' | 'writer'): Promise<Connection> {
  const { connect, Session } = await engine();
  const session = new Session(...CACHE_BYTES[as]);
  return await connect(folder, as === 'reader' ? { readConsistencyInterval: CONSISTENT_WITHIN_S } : {}, session);
}

export async function createTable(connection: Connection, dimensions: number | undefined): Promise<Table> {
  return await connection.createEmptyTable(TABLE, await tableSchema(dimensions));
}

/** Adds rows of papers that are not there. */
export async function addRows(table: Table, rows: readonly IndexRow[], schema: Schema): Promise<void> {
  if (rows.length > 0) await table.add(await toArrow(rows, schema));
}

/** Puts rows in the place of those with the same number; adds what is not there. */
export async function replaceRows(table: Table, rows: readonly IndexRow[], schema: Schema): Promise<void> {
  if (rows.length === 0) return;
  await table.mergeInsert('number').whenMatchedUpdateAll().whenNotMatchedInsertAll().execute(await toArrow(rows, schema));
}

export async function removeRows(table: Table, numbers: readonly number[]): Promise<void> {
  if (numbers.length > 0) await table.delete(`number IN (${numbers.join(', ')})`);
}

async function toArrow(rows: readonly IndexRow[], schema: Schema) {
  const { makeArrowTable } = await engine();
  return makeArrowTable(rows as unknown as Record<string, unknown>[], { schema });
}

/** Makes every index that is not there yet. */
export async function makeIndexes(table: Table, onMade?: (made: number, total: number) => void): Promise<void> {
  const there = new Set((await table.listIndices()).flatMap(({ columns }) => columns));
  for (const [made, { column, kind }] of INDEXES.entries()) {
    onMade?.(made, INDEXES.length);
    if (!there.has(column)) await table.createIndex(column, { config: await indexOf(kind) });
  }
}

async function indexOf(kind: IndexKind): Promise<Index> {
  const { Index } = await engine();
  if (kind === 'number') return Index.btree();
  if (kind === 'value') return Index.bitmap();
  if (kind === 'labels') return Index.labelList();
  // Terms are analysed already: cut at spaces, nothing else.
  return Index.fts({ baseTokenizer: 'whitespace', withPosition: kind === 'phrases', stem: false, removeStopWords: false, lowercase: false, asciiFolding: false, maxTokenLength: 1_000 });
}

/** Has the engine read the whole index of vectors: a search that meets parts of it for the first time takes as long again for each two or three of them. */
export async function loadVectorIndex(table: Table): Promise<void> {
  const index = (await table.listIndices()).find(({ columns }) => columns.includes('vector'));
  if (index !== undefined) await table.prewarmIndex(index.name);
}

/** How finely the vectors are divided; a search looks at a few of the parts. */
export const PARTITION_ROWS = 4_000;
/** With one bit the nearest must be looked for among twenty times as many, and are still missed. */
const BITS = 4;

/**
 * For approximate search; made when there are enough vectors that looking at all of them takes too long. Four bits for each
 * dimension: made in seconds where IVF-PQ takes minutes, kept up to date at no cost; who ranks compares the vectors themselves.
 */
export async function makeVectorIndex(table: Table, dimensions: number): Promise<void> {
  const { Index } = await engine();
  const numPartitions = Math.max(1, Math.round((await table.countRows()) / PARTITION_ROWS));
  const options = { distanceType: 'dot', numPartitions, maxIterations: 10 } as const;
  // Bits fill whole bytes.
  await table.createIndex('vector', { config: dimensions % 8 === 0 ? Index.ivfRq({ ...options, numBits: BITS }) : Index.ivfFlat(options) });
}
