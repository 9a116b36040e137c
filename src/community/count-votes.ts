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
export async function countAgain(db: Database, writer: Writer, { seq, papers }: { seq: number; papers: readonly number[] }): Promise<Map<number, Pick<Signal, 'paper' | 'value'>>> {
  if (papers.length === 0) return new Map();
  const alone = await countAlone(db, writer, { seq, papers });
  const counted = new Map<number, Pick<Signal, 'paper' | 'value'>>(alone.map((one) => [one.paper, one]));
  const others = papers.filter((paper) => !counted.has(paper));
  if (others.length === 0) return counted;
  const rows = Map.groupBy(await rowsOfPapers(db, writer, others), ({ paper }) => paper);
  const signals = await Promise.all(others.map(async (paper) => (rows.has(paper) ? await countJoined(db, writer, paper, rows.get(paper)!.map(({ row }) => row)) : { paper, value: 0, known: 0, unknown: 0 })));
  await writeSignals(writer, VOTES_SIGNAL, { seq, papers: signals });
  for (const signal of signals) counted.set(signal.paper, signal);
  return counted;
}

/** A vote of a reader of whom nothing was written down counts in full. */
const KNOWN = sql<number>`coalesce(voters.together * voters.evidence, 1)`;
const UNKNOWN = sql<number>`coalesce(voters.together * (1 - voters.evidence), 0)`;

/** Counts the votes of those among these papers that are one row each, and writes that down, in one statement. The others are not in the answer. */
async function countAlone(db: Database, writer: Writer, { seq, papers }: { seq: number; papers: readonly number[] }): Promise<{ paper: number; value: number }[]> {
  const { rows } = await sql<{ paper: number; value: number }>`
    insert into paper_signals (signal, paper, value, known, unknown, seq)
    select cast(${VOTES_SIGNAL} as text), papers.number, count(votes.reader),
      coalesce(sum(case when votes.reader is null then 0 else ${KNOWN} end), 0), coalesce(sum(case when votes.reader is null then 0 else ${UNKNOWN} end), 0), cast(${seq} as bigint)
    from papers
    left join votes on votes.paper = papers.number
    left join voters on voters.reader = votes.reader
    where ${db.anyOf('papers.number', papers)} and papers.merged_into is null and not exists (select 1 from papers as other where other.merged_into = papers.number)
    group by papers.number
    on conflict (signal, paper) do update set value = excluded.value, known = excluded.known, unknown = excluded.unknown, seq = excluded.seq
    returning paper, value
  `.execute(writer);
  return rows;
}

async function countJoined(db: Database, reader: Reader, paper: number, rows: readonly number[]): Promise<Signal> {
  const voters = reader.selectFrom('votes').select('reader').distinct().where(db.anyOf('paper', rows)).as('given');
  const found = await reader
    .selectFrom(voters)
    .leftJoin('voters', 'voters.reader', 'given.reader')
    .select([sql<number>`count(*)`.as('value'), sql<number>`coalesce(sum(${KNOWN}), 0)`.as('known'), sql<number>`coalesce(sum(${UNKNOWN}), 0)`.as('unknown')])
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
