import { takeNumbers, type Database, type Reader, type Writer } from '#db';

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
 * reads what they follow from after this call reads what the one before has left. It waits for whoever writes papers, too: what
 * is written with a signal may refer to papers, and PostgreSQL would let it and a merge wait for each other.
 */
export async function takeSignalTurn(writer: Writer): Promise<number> {
  return await takeNumbers(writer, 'signal', 1, { after: 'seq' });
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

/**
 * The paper that each of these rows is by now: itself, or the one it was merged into. Rows that are not there are left out.
 * Step by step, not as a recursive query: a merged row mostly leads to its paper at once, and both databases look up a list by its index.
 */
export async function papersOfRows(db: Database, reader: Reader, rows: readonly number[]): Promise<Map<number, number>> {
  const into = new Map<number, number | null>();
  for (let asked = [...new Set(rows)]; asked.length > 0; ) {
    const found = await reader.selectFrom('papers').select(['number', 'merged_into']).where(db.anyOf('number', asked)).execute();
    for (const { number, merged_into } of found) into.set(number, merged_into);
    asked = [...new Set(found.flatMap(({ merged_into }) => (merged_into === null || into.has(merged_into) ? [] : [merged_into])))];
  }
  return new Map(rows.flatMap((row) => {
    let [at, further] = [row, into.get(row)];
    // Two papers may have changed their places between two looks; nothing leads on for longer than there are rows.
    for (let step = 0; typeof further === 'number' && step < into.size; step++) [at, further] = [further, into.get(further)];
    return further === null ? [[row, at] as const] : [];
  }));
}

/** For each of these papers the rows that are it by now: its own, and those that were merged into it. Rows that are no paper any more are left out. */
export async function rowsOfPapers(db: Database, reader: Reader, papers: readonly number[]): Promise<{ paper: number; row: number }[]> {
  if (papers.length === 0) return [];
  const present = await reader.selectFrom('papers').select('number').where(db.anyOf('number', papers)).where('merged_into', 'is', null).execute();
  const paperOf = new Map(present.map(({ number }) => [number, number]));
  for (let asked = [...paperOf.keys()]; asked.length > 0; ) {
    const merged = await reader.selectFrom('papers').select(['number', 'merged_into']).where(db.anyOf('merged_into', asked)).where('merged_into', 'is not', null).execute();
    asked = merged.filter(({ number }) => !paperOf.has(number)).map(({ number }) => number);
    for (const { number, merged_into } of merged) if (!paperOf.has(number)) paperOf.set(number, paperOf.get(merged_into!)!);
  }
  return [...paperOf].map(([row, paper]) => ({ paper, row }));
}

/** What happened to papers in the journal of merges after one of its entries, oldest first. */
export async function mergesSince(reader: Reader, number: number, limit: number): Promise<{ number: number; kept: number; gone: number }[]> {
  return await reader.selectFrom('merges').select(['number', 'kept', 'gone']).where('number', '>', number).orderBy('number').limit(limit).execute();
}
