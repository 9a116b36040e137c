import type { Database, Reader, Writer } from '#db';
import { mergesSince, papersOfRows, rowsOfPapers, takeSignalTurn, VOTES_SIGNAL, writeSignals, type Signal } from '#papers';
import { sql } from 'kysely';

const CURSOR = 'votes follow merges';
const MERGES_AT_ONCE = 500;
const PAPERS_AT_ONCE = 2_000;

/**
 * Counts the readers who voted for each of these papers, under any of the rows that are it by now, and writes that down.
 * A reader who voted for two papers that became one counts once. The caller has the turn (`takeSignalTurn`).
 */
export async function countAgain(db: Database, writer: Writer, { seq, papers }: { seq: number; papers: readonly number[] }): Promise<Map<number, Signal>> {
  const rows = await rowsOfPapers(db, writer, papers);
  const counted = await countVotes(db, writer, rows);
  const signals = new Map(papers.map((paper) => [paper, counted.get(paper) ?? { paper, value: 0, known: 0, unknown: 0 }]));
  await writeSignals(writer, VOTES_SIGNAL, { seq, papers: [...signals.values()] });
  return signals;
}

/** A vote of a reader of whom nothing was written down counts in full. */
const SUMS = [
  sql<number>`count(*)`.as('value'),
  sql<number>`coalesce(sum(coalesce(voters.together * voters.evidence, 1)), 0)`.as('known'),
  sql<number>`coalesce(sum(coalesce(voters.together * (1 - voters.evidence), 0)), 0)`.as('unknown'),
] as const;

async function countVotes(db: Database, reader: Reader, rows: readonly { paper: number; row: number }[]): Promise<Map<number, Signal>> {
  const joined = new Set(rows.filter(({ paper, row }) => paper !== row).map(({ paper }) => paper));
  const alone = rows.filter(({ paper }) => !joined.has(paper)).map(({ row }) => row);
  const simple = await reader
    .selectFrom('votes')
    .leftJoin('voters', 'voters.reader', 'votes.reader')
    .select(['votes.paper', ...SUMS])
    .where(db.anyOf('votes.paper', alone))
    .groupBy('votes.paper')
    .execute();
  const merged = await Promise.all([...joined].map((paper) => countJoined(db, reader, paper, rows.filter((one) => one.paper === paper).map(({ row }) => row))));
  return new Map([...simple, ...merged].map((one) => [one.paper, { ...one }]));
}

async function countJoined(db: Database, reader: Reader, paper: number, rows: readonly number[]): Promise<Signal> {
  const voters = reader.selectFrom('votes').select('reader').distinct().where(db.anyOf('paper', rows)).as('given');
  const found = await reader
    .selectFrom(voters)
    .leftJoin('voters', 'voters.reader', 'given.reader')
    .select(SUMS)
    .executeTakeFirstOrThrow();
  return { paper, ...found };
}

/**
 * Takes in what the journal of merges says since it was last read: the papers it speaks of are counted again.
 * Returns how many entries there were.
 */
export async function followMerges(db: Database): Promise<number> {
  const seen = await readCursor(db.kysely);
  if ((await mergesSince(db.kysely, seen, 1)).length === 0) return 0;
  return await db.transaction(async (writer) => {
    const seq = await takeSignalTurn(writer);
    const entries = await mergesSince(writer, await readCursor(writer), MERGES_AT_ONCE);
    const last = entries.at(-1);
    if (last === undefined) return 0;
    const rows = entries.flatMap(({ kept, gone }) => [kept, gone]);
    const papers = await papersOfRows(db, writer, rows);
    await countAgain(db, writer, { seq, papers: await worthCounting(db, writer, [...new Set([...rows, ...papers.values()])]) });
    const cursor = { name: CURSOR, seq: last.number };
    await writer.insertInto('cursors').values(cursor).onConflict((conflict) => conflict.column('name').doUpdateSet(cursor)).execute();
    return entries.length;
  });
}

/** Most papers that are merged have never been voted for, and keep no count. */
async function worthCounting(db: Database, writer: Writer, papers: readonly number[]): Promise<number[]> {
  const rows = await rowsOfPapers(db, writer, papers);
  const voted = new Set((await writer.selectFrom('votes').select('paper').distinct().where(db.anyOf('paper', rows.map(({ row }) => row))).execute()).map(({ paper }) => paper));
  const known = await writer.selectFrom('paper_signals').select('paper').where('signal', '=', VOTES_SIGNAL).where(db.anyOf('paper', papers)).execute();
  return [...new Set([...rows.filter(({ row }) => voted.has(row)).map(({ paper }) => paper), ...known.map(({ paper }) => paper)])];
}

async function readCursor(reader: Reader): Promise<number> {
  const row = await reader.selectFrom('cursors').select('seq').where('name', '=', CURSOR).executeTakeFirst();
  return row?.seq ?? 0;
}

/** Counts everything anew, a portion at a time so that nobody waits long: after the weights of readers changed, or when a count is doubted. */
export async function countEverything(db: Database): Promise<number> {
  let [after, counted] = [0, 0];
  for (;;) {
    const papers = await votedAfter(db, after);
    const last = papers.at(-1);
    if (last === undefined) return counted;
    await db.transaction(async (writer) => countAgain(db, writer, { seq: await takeSignalTurn(writer), papers: await presentPapers(db, writer, papers) }));
    [after, counted] = [last, counted + papers.length];
  }
}

/** Rows that have votes or a count, by number. */
async function votedAfter(db: Database, after: number): Promise<number[]> {
  const { rows } = await sql<{ paper: number }>`
    select paper from votes where paper > ${after} union select paper from paper_signals where signal = ${VOTES_SIGNAL} and paper > ${after} order by paper limit ${PAPERS_AT_ONCE}
  `.execute(db.kysely);
  return rows.map(({ paper }) => paper);
}

async function presentPapers(db: Database, writer: Writer, rows: readonly number[]): Promise<number[]> {
  const papers = await papersOfRows(db, writer, rows);
  return [...new Set([...rows, ...papers.values()])];
}
