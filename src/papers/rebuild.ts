import { takeNumbers, type Database, type Row, type Writer } from '#db';
import { BroadsheetError, EnvironmentError } from '#lib';
import { compose } from './compose.js';
import type { SaveContext } from './context.js';
import { dropEmptyDays, touchDays } from './days.js';
import { foldBatch, prepareRecord, type Incoming } from './incoming.js';
import { reconcile } from './reconcile.js';
import type { PaperRecord } from './record.js';
import { rowsOf } from './rows.js';

export interface RebuildProgress {
  /** Papers looked at, of `total`. */
  done: number;
  total: number;
  /** Papers that were not as their records say and are so now. */
  healed: number;
}

/** Small enough that others who write wait only some ten milliseconds. */
const AT_ONCE = 50;
const LISTS = ['paper_authors', 'paper_categories', 'announcements'] as const;

/**
 * Makes every paper anew from its records and from what people decided: rows, authors, categories, announcements, days.
 * What is as it should be is not written and gets no new `seq`. Others may read and write meanwhile; run again, it changes nothing.
 * @throws EnvironmentError when a record itself is damaged
 */
export async function rebuildPapers(context: SaveContext, onProgress?: (progress: RebuildProgress) => void): Promise<RebuildProgress> {
  const progress: RebuildProgress = { done: 0, total: await lastNumber(context.db), healed: 0 };
  for (let last: number | undefined = 0; last !== undefined; ) {
    const batch: Batch = await context.db.transaction((writer) => rebuildBatch(context, writer, last ?? 0));
    progress.done += batch.papers;
    progress.healed += batch.healed;
    onProgress?.(progress);
    last = batch.last;
  }
  await context.db.transaction((writer) => rebuildDays(writer));
  return progress;
}

async function lastNumber(db: Database): Promise<number> {
  const { last } = await db.kysely.selectFrom('papers').select(({ fn }) => fn.max('number').as('last')).executeTakeFirstOrThrow();
  return last ?? 0;
}

interface Batch {
  papers: number;
  healed: number;
  /** Undefined when there are no more. */
  last: number | undefined;
}

async function rebuildBatch(context: SaveContext, writer: Writer, after: number): Promise<Batch> {
  const before = await takeNumbers(writer, 'seq', 0);
  const papers = await writer.selectFrom('papers').selectAll().where('number', '>', after).orderBy('number').limit(AT_ONCE).execute();
  const numbers = papers.map(({ number }) => number);
  const records = await readRecords(context.db, writer, numbers);
  const lists = await readLists(context.db, writer, numbers);
  const wrong = papers.filter((row) => !isAsComposed(row, records.get(row.number) ?? [], lists.get(row.number) ?? []));
  const cleared = await forget(context.db, writer, wrong);
  const incoming = [...records.values()].flat();
  if (incoming.length > 0) await reconcile(context, writer, { incoming: foldBatch(incoming), by: 'identity' });
  return { papers: papers.length, healed: cleared + (await takeNumbers(writer, 'seq', 0)) - before, last: numbers.at(-1) };
}

async function readRecords(db: Database, writer: Writer, papers: readonly number[]): Promise<Map<number, Incoming[]>> {
  const rows = await writer.selectFrom('records').select(['name', 'paper', 'body']).where(db.anyOf('paper', papers)).execute();
  const byPaper = Map.groupBy(rows, ({ paper }) => paper);
  return new Map([...byPaper].map(([paper, own]) => [paper, own.map(incomingOf)]));
}

function incomingOf({ name, body }: { name: string; body: string }): Incoming {
  try {
    return prepareRecord(JSON.parse(body) as PaperRecord);
  } catch (error) {
    if (error instanceof BroadsheetError) throw error;
    throw new EnvironmentError(`The record ${name} cannot be read. Records are what all else is made from: restore a backup with "broadsheet restore FILE".`, { cause: error });
  }
}

/** The rows that each paper has in the tables of which it has many, as text to compare. */
async function readLists(db: Database, writer: Writer, papers: readonly number[]): Promise<Map<number, string[]>> {
  const lists = new Map<number, string[]>();
  for (const table of LISTS) {
    for (const row of await writer.selectFrom(table).selectAll().where(db.anyOf('paper', papers)).execute()) {
      lists.set(row.paper, [...(lists.get(row.paper) ?? []), textOf(table, row)]);
    }
  }
  return lists;
}

function textOf(table: string, row: Row): string {
  return `${table} ${JSON.stringify(Object.entries(row).sort())}`;
}

/** Whether the facts of a paper's row and its lists follow from its records. Which records those are, `reconcile` checks. */
function isAsComposed(row: Row & { merged_into: number | null }, records: readonly Incoming[], lists: readonly string[]): boolean {
  if (row.merged_into !== null) return lists.length === 0;
  if (records.length === 0) return true;
  const { papers: facts, ...expected } = rowsOf(compose(records), { number: Number(row.number), seq: Number(row.seq), firstSeen: String(row.first_seen) });
  const texts = LISTS.flatMap((table) => expected[table].map((one) => textOf(table, one)));
  const same = ({ public_id: _id, digest: _digest, ...rest }: Row) => textOf('papers', rest);
  return same(facts) === same(row) && texts.length === lists.length && new Set(texts).isSubsetOf(new Set(lists));
}

/** A row without digest is written anew with all that belongs to it. A paper merged away has no lists: returns how many had. */
async function forget(db: Database, writer: Writer, wrong: readonly { number: number; merged_into: number | null }[]): Promise<number> {
  const gone = wrong.filter(({ merged_into }) => merged_into !== null);
  const living = wrong.filter(({ merged_into }) => merged_into === null);
  const numbersOf = (rows: readonly { number: number }[]) => rows.map(({ number }) => number);
  for (const table of gone.length > 0 ? LISTS : []) await writer.deleteFrom(table).where(db.anyOf('paper', numbersOf(gone))).execute();
  if (living.length > 0) await writer.updateTable('papers').set({ digest: '' }).where(db.anyOf('number', numbersOf(living))).execute();
  return gone.length;
}

async function rebuildDays(writer: Writer): Promise<void> {
  const next = await takeNumbers(writer, 'seq', 0);
  const announced = new Set((await writer.selectFrom('announcements').select('day').distinct().execute()).map(({ day }) => day));
  const known = new Set((await writer.selectFrom('days').select('day').execute()).map(({ day }) => day));
  await touchDays(writer, [...announced.difference(known)], next - 1);
  await dropEmptyDays(writer, [...known.difference(announced)]);
}
