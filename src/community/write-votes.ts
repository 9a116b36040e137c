import { sql } from 'kysely';
import type { Database, Writer } from '#db';
import { ConflictError, NotFoundError } from '#lib';
import { findNumber, papersOfRows, rowsOfPapers, takeSignalTurn, VOTES_SIGNAL } from '#papers';
import { countReaders } from './read-votes.js';
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

/** A wish with the paper that it means. */
interface Named extends VoteWish {
  number: number;
  id: string;
}

/**
 * Writes what readers wish, in the order of the wishes, in one transaction, together with the counts. A wish that already
 * is so changes nothing. Answers each wish with how things stand after all of them, or with why it was refused.
 */
export async function writeVotes(db: Database, wishes: readonly VoteWish[], now: string): Promise<(VoteStanding | Error)[]> {
  return await db.transaction(async (writer) => {
    const seq = await takeSignalTurn(writer);
    const named = await nameAll(db, writer, wishes);
    const voters = await readVoters(db, writer, wishes);
    const answers = named.map((one) => (one instanceof Error || !one.voted || voters.mayVote(one.reader) ? one : new NotToldError(NOT_TOLD)));
    const taken = answers.filter((one): one is Named => !(one instanceof Error));
    const after = lastOfEach(taken);
    const changed = await change(db, writer, { wishes: after, now, nameless: voters.nameless });
    await countAgain(db, writer, { seq, papers: changed });
    const counts = await readCounts(db, writer, taken);
    return answers.map((one) => (one instanceof Error ? one : { id: one.id, voted: after.get(keyOf(one))!.voted, votes: counts.get(one.number) ?? 0 }));
  });
}

/** A reader and a paper are one vote: of several wishes about it the last counts. */
function lastOfEach(wishes: readonly Named[]): Map<string, Named> {
  return new Map(wishes.map((wish) => [keyOf(wish), wish]));
}

function keyOf({ reader, number }: Named): string {
  return `${reader} ${number}`;
}

/** Finds the paper of every wish, as it is by now; an error for those whose paper is not there. */
async function nameAll(db: Database, writer: Writer, wishes: readonly VoteWish[]): Promise<(Named | Error)[]> {
  const texts = [...new Set(wishes.map(({ paper }) => paper))];
  const direct = await writer.selectFrom('papers').select(['number', 'public_id as publicId']).where(db.anyOf('public_id', texts)).where('merged_into', 'is', null).execute();
  const found = new Map(direct.map((paper) => [paper.publicId, paper]));
  for (const text of texts.filter((text) => !found.has(text))) {
    const paper = await findNumber(db, writer, text);
    if (paper !== undefined) found.set(text, paper);
  }
  return wishes.map((wish) => {
    const paper = found.get(wish.paper);
    return paper === undefined ? new NotFoundError(NO_PAPER) : { ...wish, number: paper.number, id: paper.publicId };
  });
}

interface Voters {
  mayVote(reader: number): boolean;
  nameless(reader: number): boolean;
}

/** Where there is one reader alone, nobody needs telling; what is marked then has no name until its reader is told. */
async function readVoters(db: Database, writer: Writer, wishes: readonly VoteWish[]): Promise<Voters> {
  const rows = await writer.selectFrom('voters').select(['reader', 'told_at', 'without_name']).where(db.anyOf('reader', [...new Set(wishes.map(({ reader }) => reader))])).where('told_at', '!=', '').execute();
  const told = new Map(rows.map((row) => [row.reader, row]));
  const several = (await countReaders(writer)) > 1;
  return { mayVote: (reader) => !several || told.has(reader), nameless: (reader) => told.get(reader)?.without_name !== 0 };
}

/** Returns the papers whose votes changed. */
async function change(db: Database, writer: Writer, { wishes, now, nameless }: { wishes: Map<string, Named>; now: string; nameless(reader: number): boolean }): Promise<number[]> {
  const all = [...wishes.values()];
  const there = await readStanding(db, writer, all);
  const given = all.filter((wish) => wish.voted && !there.has(keyOf(wish)));
  const taken = all.filter((wish) => !wish.voted && there.has(keyOf(wish)));
  if (given.length > 0) {
    await writer.insertInto('votes').values(given.map(({ reader, number }) => ({ paper: number, reader, without_name: nameless(reader) ? 1 : 0, created_at: now }))).onConflict((conflict) => conflict.doNothing()).execute();
  }
  const rows = taken.flatMap((wish) => there.get(keyOf(wish))!.map((row) => sql`(${sql.lit(row)}, ${sql.lit(wish.reader)})`));
  if (rows.length > 0) await sql`delete from votes where (paper, reader) in (values ${sql.join(rows)})`.execute(writer);
  return [...new Set([...given, ...taken].map(({ number }) => number))];
}

/** The rows by which these readers have voted for these papers, by `keyOf`. */
async function readStanding(db: Database, writer: Writer, wishes: readonly Named[]): Promise<Map<string, number[]>> {
  const papers = [...new Set(wishes.map(({ number }) => number))];
  const rows = await rowsOfPapers(db, writer, papers);
  // One that was merged away a moment ago is still the row that the vote is about.
  const paperOf = new Map([...papers.map((paper) => [paper, paper] as const), ...rows.map(({ paper, row }) => [row, paper] as const)]);
  const votes = await writer.selectFrom('votes').select(['paper', 'reader']).where(db.anyOf('paper', [...paperOf.keys()])).where(db.anyOf('reader', [...new Set(wishes.map(({ reader }) => reader))])).execute();
  const standing = new Map<string, number[]>();
  for (const { paper, reader } of votes) {
    const key = `${reader} ${paperOf.get(paper)}`;
    standing.set(key, [...(standing.get(key) ?? []), paper]);
  }
  return standing;
}

async function readCounts(db: Database, writer: Writer, wishes: readonly Named[]): Promise<Map<number, number>> {
  const rows = await writer.selectFrom('paper_signals').select(['paper', 'value']).where('signal', '=', VOTES_SIGNAL).where(db.anyOf('paper', wishes.map(({ number }) => number))).execute();
  return new Map(rows.map(({ paper, value }) => [paper, value]));
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
