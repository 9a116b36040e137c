import { takeNumbers, type Database, type Reader, type Writer } from '#db';
import { sql } from 'kysely';

/** The name under which it is kept what the votes for a paper come to: as value how many readers, beside it what these weigh. */
export const VOTES_SIGNAL = 'votes';

/** What a signal says of one paper. */
export interface Signal {
  paper: number;
  /** As it is shown: a count. */
  value: number;
  /** How much of it comes from whom the instance knows, and from others; weights, not counts. */
  known: number;
  unknown: number;
}

/** A signal as it is stored; `seq` grows with every change, whichever paper it is of. */
export interface StoredSignal extends Signal {
  seq: number;
}

/**
 * Holds back every other writer of signals until the transaction ends, and returns the `seq` of what it writes: whoever
 * reads what they follow from after this call reads what the one before has left.
 */
export async function takeSignalTurn(writer: Writer): Promise<number> {
  return await takeNumbers(writer, 'signal', 1);
}

/** Writes what a signal says of papers, under a `seq` from `takeSignalTurn`. A paper stands once in the list. */
export async function writeSignals(writer: Writer, signal: string, { seq, papers }: { seq: number; papers: readonly Signal[] }): Promise<void> {
  if (papers.length === 0) return;
  await writer
    .insertInto('paper_signals')
    .values(papers.map(({ paper, value, known, unknown }) => ({ signal, paper, value, known, unknown, seq })))
    .onConflict((conflict) => conflict.columns(['signal', 'paper']).doUpdateSet((row) => ({ value: row.ref('excluded.value'), known: row.ref('excluded.known'), unknown: row.ref('excluded.unknown'), seq: row.ref('excluded.seq') })))
    .execute();
}

/** What changed after `seq`, oldest change first. */
export async function signalsSince(reader: Reader, signal: string, { seq, limit }: { seq: number; limit: number }): Promise<StoredSignal[]> {
  return await reader.selectFrom('paper_signals').select(['paper', 'value', 'known', 'unknown', 'seq']).where('signal', '=', signal).where('seq', '>', seq).orderBy('seq').orderBy('paper').limit(limit).execute();
}

/** What a signal says of these papers; of those that it never spoke of, nothing. */
export async function signalsOf(db: Database, signal: string, papers: readonly number[]): Promise<Map<number, Signal>> {
  if (papers.length === 0) return new Map();
  const rows = await db.kysely.selectFrom('paper_signals').select(['paper', 'value', 'known', 'unknown']).where('signal', '=', signal).where(db.anyOf('paper', papers)).execute();
  return new Map(rows.map((row) => [row.paper, row]));
}

/** The papers with the highest value above zero, the highest first; of all, or of those published from a day on. */
export async function highestSignals(reader: Reader, signal: string, { limit, publishedFrom }: { limit: number; publishedFrom?: string }): Promise<Signal[]> {
  return await reader
    .selectFrom('paper_signals')
    .select(['paper_signals.paper', 'value', 'known', 'unknown'])
    .$if(publishedFrom !== undefined, (query) => query.innerJoin('papers', 'papers.number', 'paper_signals.paper').where('papers.published', '>=', publishedFrom!))
    .where('signal', '=', signal)
    .where('value', '>', 0)
    .orderBy('value', 'desc')
    .orderBy('paper_signals.paper')
    .limit(limit)
    .execute();
}

/** The paper that each of these rows is by now: itself, or the one it was merged into. Rows that are not there are left out. */
export async function papersOfRows(db: Database, reader: Reader, rows: readonly number[]): Promise<Map<number, number>> {
  const { rows: found } = await sql<{ start: number; number: number }>`
    with recursive way (start, number, further) as (
      select number, number, merged_into from papers where ${db.anyOf('papers.number', rows)}
      union all
      select way.start, papers.number, papers.merged_into from way join papers on papers.number = way.further
    )
    select start, number from way where further is null
  `.execute(reader);
  return new Map(found.map(({ start, number }) => [start, number]));
}

/** For each of these papers the rows that are it by now: its own, and those that were merged into it. */
export async function rowsOfPapers(db: Database, reader: Reader, papers: readonly number[]): Promise<{ paper: number; row: number }[]> {
  const { rows } = await sql<{ paper: number; member: number }>`
    with recursive family (paper, member) as (
      select number, number from papers where ${db.anyOf('papers.number', papers)} and merged_into is null
      union all
      select family.paper, papers.number from family join papers on papers.merged_into = family.member and papers.merged_into is not null
    )
    select paper, member from family
  `.execute(reader);
  return rows.map(({ paper, member }) => ({ paper, row: member }));
}

/** What happened to papers in the journal of merges after one of its entries, oldest first. */
export async function mergesSince(reader: Reader, number: number, limit: number): Promise<{ number: number; kept: number; gone: number }[]> {
  return await reader.selectFrom('merges').select(['number', 'kept', 'gone']).where('number', '>', number).orderBy('number').limit(limit).execute();
}
