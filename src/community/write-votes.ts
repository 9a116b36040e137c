import { sql } from 'kysely';
import type { Database, Writer } from '#db';
import { ConflictError, NotFoundError } from '#lib';
import { findNumber, papersOfRows, rowsOfPapers, takeSignalTurn, VOTES_SIGNAL } from '#papers';
import { countAgain } from './count-votes.js';

/** How a reader wishes to stand to a paper. */
export interface VoteWish {
  reader: number;
  /** Any id of the paper. */
  paper: string;
  voted: boolean;
}

/** How a reader and a paper stand by now. */
export interface VoteStanding {
  /** The paper's public id. */
  id: string;
  voted: boolean;
  /** How many readers voted for it. */
  votes: number;
}

/** The reader has not been told yet that votes are public. */
export class NotToldError extends ConflictError {}

const NOT_TOLD = 'Votes are public: the page of a paper names who voted for it. Say first that you know, or that yours are to be counted without your name; nothing was counted yet.';

export const NO_PAPER = 'The paper of this vote is not stored here (any more), so nothing was counted. Look for it with the search.';

/** A wish with the paper that it means, and how things stood before it. */
interface Named extends VoteWish {
  number: number;
  id: string;
  /** The reader knows that votes are public, and wishes theirs to have no name. */
  told: boolean;
  nameless: boolean;
  /** The rows of the paper by which the reader voted for it. */
  given: number[];
  /** How many voted for it. */
  count: number;
}

/**
 * Writes what readers wish, in the order of the wishes, in one transaction, together with the counts. A wish that already
 * is so changes nothing. Answers each wish with how things stand after all of them, or with why it was refused.
 *
 * Everybody who writes a vote waits for this, so it asks the database as seldom as it can: for the turn, for all that is to be known
 * of the wishes, for each of the changes, and for the counts.
 */
export async function writeVotes(db: Database, wishes: readonly VoteWish[], now: string): Promise<(VoteStanding | Error)[]> {
  return await db.transaction(async (writer) => {
    const seq = await takeSignalTurn(writer);
    const { named, several } = await nameAll(db, writer, wishes);
    const answers = named.map((one) => (one instanceof Error || !one.voted || one.told || !several ? one : new NotToldError(NOT_TOLD)));
    const after = lastOfEach(answers.filter((one): one is Named => !(one instanceof Error)));
    const changed = await change(writer, [...after.values()], now);
    const counts = await countAgain(db, writer, { seq, papers: changed });
    return answers.map((one) => (one instanceof Error ? one : { id: one.id, voted: after.get(keyOf(one))!.voted, votes: counts.get(one.number)?.value ?? one.count }));
  });
}

/** A reader and a paper are one vote: of several wishes about it the last counts. */
function lastOfEach(wishes: readonly Named[]): Map<string, Named> {
  return new Map(wishes.map((wish) => [keyOf(wish), wish]));
}

function keyOf({ reader, number }: { reader: number; number: number }): string {
  return `${reader} ${number}`;
}

/** Finds the paper of every wish, as it is by now, and how the reader stands to it; an error for those whose paper is not there. */
async function nameAll(db: Database, writer: Writer, wishes: readonly VoteWish[]): Promise<{ named: (Named | Error)[]; several: boolean }> {
  const names = new Map(wishes.map(({ paper }) => [paper, paper]));
  let looked = await look(writer, wishes);
  const found = () => new Map(looked.map((row) => [`${row.reader} ${row.id}`, row]));
  let rows = found();
  const strangers = [...names.keys()].filter((name) => !looked.some(({ id }) => id === name));
  for (const name of strangers) names.set(name, (await findNumber(db, writer, name))?.publicId ?? name);
  if (strangers.some((name) => names.get(name) !== name)) {
    looked = await look(writer, wishes.map((wish) => ({ ...wish, paper: names.get(wish.paper)! })));
    rows = found();
  }
  const joined = await givenToJoined(db, writer, looked);
  const named = wishes.map((wish) => {
    const row = rows.get(`${wish.reader} ${names.get(wish.paper)!}`);
    if (row === undefined) return new NotFoundError(NO_PAPER);
    const { id, number, count } = row;
    const given = joined.get(keyOf(row)) ?? (row.voted === 1 ? [number] : []);
    // Who was not told has no name: where one reader is alone, nobody needs telling, and what is marked then is theirs alone.
    return { ...wish, id, number, count: count ?? 0, told: row.nameless !== null, nameless: row.nameless !== 0, given };
  });
  return { named, several: Number(looked[0]?.readers) > 1 };
}

/** What there is to know of a reader and a paper. */
interface Look {
  id: string;
  reader: number;
  number: number;
  /** Whether the reader wishes no name; null for one who was not told that votes are public. */
  nameless: number | null;
  /** 1 where the reader voted for this very row. */
  voted: number;
  /** 1 where other rows were merged into it. */
  joined: number;
  count: number | null;
  /** How many readers there are, counted up to two. */
  readers: number;
}

/** All there is to know of wishes that name their paper by its public id, in one question; the others are not in the answer. */
async function look(writer: Writer, wishes: readonly VoteWish[]): Promise<Look[]> {
  const wished = wishes.map(({ paper, reader }) => sql`(cast(${paper} as text), cast(${reader} as bigint))`);
  // Questions within the question, where joins would do: PostgreSQL would join by reading all voters, or all votes of a paper.
  const { rows } = await sql<Look>`
    with wished (id, reader) as (values ${sql.join(wished)})
    select wished.id, wished.reader, papers.number,
      (select without_name from voters where voters.reader = wished.reader and voters.told_at <> '') as nameless,
      (select value from paper_signals where paper_signals.signal = ${VOTES_SIGNAL} and paper_signals.paper = papers.number) as count,
      case when exists (select 1 from votes where votes.paper = papers.number and votes.reader = wished.reader) then 1 else 0 end as voted,
      case when exists (select 1 from papers as other where other.merged_into = papers.number) then 1 else 0 end as joined,
      (select count(*) from (select number from readers limit 2) as first_readers) as readers
    from wished
    join papers on papers.public_id = wished.id and papers.merged_into is null
  `.execute(writer);
  return rows;
}

/** Of papers that are several rows: by which of them their readers voted, by `keyOf`. */
async function givenToJoined(db: Database, writer: Writer, looked: readonly Look[]): Promise<Map<string, number[]>> {
  const joined = looked.filter(({ joined }) => joined === 1);
  if (joined.length === 0) return new Map();
  const rows = await rowsOfPapers(db, writer, [...new Set(joined.map(({ number }) => number))]);
  const paperOf = new Map(rows.map(({ paper, row }) => [row, paper]));
  const votes = await writer.selectFrom('votes').select(['paper', 'reader']).where(db.anyOf('paper', [...paperOf.keys()])).where(db.anyOf('reader', [...new Set(joined.map(({ reader }) => reader))])).execute();
  const given = new Map(joined.map((row) => [keyOf(row), [] as number[]]));
  for (const { paper, reader } of votes) given.get(keyOf({ reader, number: paperOf.get(paper)! }))?.push(paper);
  return given;
}

/** Returns the papers whose votes changed. */
async function change(writer: Writer, wishes: readonly Named[], now: string): Promise<number[]> {
  const given = wishes.filter((wish) => wish.voted && wish.given.length === 0);
  const taken = wishes.filter((wish) => !wish.voted && wish.given.length > 0);
  if (given.length > 0) {
    await writer.insertInto('votes').values(given.map(({ reader, number, nameless }) => ({ paper: number, reader, without_name: nameless ? 1 : 0, created_at: now }))).onConflict((conflict) => conflict.doNothing()).execute();
  }
  const rows = taken.flatMap((wish) => wish.given.map((row) => sql`(${sql.lit(row)}, ${sql.lit(wish.reader)})`));
  if (rows.length > 0) await sql`delete from votes where (paper, reader) in (values ${sql.join(rows)})`.execute(writer);
  return [...new Set([...given, ...taken].map(({ number }) => number))];
}

/** Takes all votes of a reader away, who leaves; the counts go with them. Returns how many there were. */
export async function removeVotesOf(db: Database, writer: Writer, reader: number): Promise<number> {
  const seq = await takeSignalTurn(writer);
  const rows = (await writer.selectFrom('votes').select('paper').where('reader', '=', reader).execute()).map(({ paper }) => paper);
  await writer.deleteFrom('votes').where('reader', '=', reader).execute();
  await writer.deleteFrom('voters').where('reader', '=', reader).execute();
  await countAgain(db, writer, { seq, papers: [...new Set((await papersOfRows(db, writer, rows)).values())] });
  return rows.length;
}
