import { sql } from 'kysely';
import type { Database, Reader } from '#db';
import { papersOfRows, rowsOfPapers } from '#papers';

/** Who voted for a paper. */
export interface Voters {
  named: { reader: number; name: string }[];
  /** How many voted without name. */
  nameless: number;
}

/** A vote as its reader's list shows it. */
export interface GivenVote {
  paper: number;
  /** An instant in UTC. */
  at: string;
  withoutName: boolean;
}

export interface VoteListRequest {
  /** Where the page starts: `next` of the one before. */
  after?: string;
  limit?: number;
}

const NAMED = 200;
const PAGE = 50;

/** How many readers there are, counted up to two: more make no difference to how votes are shown. */
export async function countReaders(reader: Reader): Promise<number> {
  return (await reader.selectFrom('readers').select('number').limit(2).execute()).length;
}

/** Which of these papers a reader voted for, under any of the rows that are it by now. */
export async function votedAmong(db: Database, reader: number, papers: readonly number[]): Promise<Set<number>> {
  if (papers.length === 0) return new Set();
  const rows = await rowsOfPapers(db, db.kysely, papers);
  const paperOf = new Map(rows.map(({ paper, row }) => [row, paper]));
  const votes = await db.kysely.selectFrom('votes').select('paper').where('reader', '=', reader).where(db.anyOf('paper', [...paperOf.keys()])).execute();
  return new Set(votes.map(({ paper }) => paperOf.get(paper)!));
}

/** Who voted for a paper, the latest first. Who gave one of two votes that became one without name stays without. */
export async function votersOf(db: Database, paper: number, limit = NAMED): Promise<Voters> {
  const rows = (await rowsOfPapers(db, db.kysely, [paper])).map(({ row }) => row);
  const given = db.kysely
    .selectFrom('votes')
    .select(['reader', sql<number>`max(without_name)`.as('nameless'), sql<string>`max(created_at)`.as('at')])
    .where(db.anyOf('paper', rows))
    .groupBy('reader')
    .as('given');
  const named = await db.kysely
    .selectFrom(given)
    .innerJoin('readers', 'readers.number', 'given.reader')
    .select(['given.reader', 'readers.name'])
    .where('given.nameless', '=', 0)
    .orderBy('given.at', 'desc')
    .orderBy('given.reader')
    .limit(limit)
    .execute();
  const { count } = await db.kysely.selectFrom(given).select(sql<number>`count(*)`.as('count')).where('given.nameless', '=', 1).executeTakeFirstOrThrow();
  return { named: named.map(({ reader, name }) => ({ reader, name })), nameless: Number(count) };
}

/** What a reader voted for, the latest first. A paper that two votes became stands where the later one stands. */
export async function listVotes(db: Database, reader: number, { after, limit = PAGE }: VoteListRequest): Promise<{ votes: GivenVote[]; next?: string }> {
  const start = readCursor(after);
  const rows = await db.kysely
    .selectFrom('votes')
    .select(['paper', 'created_at as at', 'without_name'])
    .where('reader', '=', reader)
    .$if(start !== undefined, (query) => query.where(({ eb, refTuple, tuple }) => eb(refTuple('created_at', 'paper'), '<', tuple(start!.at, start!.paper))))
    .orderBy('created_at', 'desc')
    .orderBy('paper', 'desc')
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const paperOf = await papersOfRows(db, db.kysely, shown.map(({ paper }) => paper));
  const votes = new Map<number, GivenVote>();
  for (const row of shown) {
    const paper = paperOf.get(row.paper) ?? row.paper;
    if (!votes.has(paper)) votes.set(paper, { paper, at: row.at, withoutName: row.without_name === 1 });
  }
  return { votes: [...votes.values()], ...(rows.length > limit && last !== undefined ? { next: `${last.at}~${last.paper}` } : {}) };
}

function readCursor(text: string | undefined): { at: string; paper: number } | undefined {
  const match = /^([\d:.TZ-]{1,30})~(\d{1,15})$/.exec(text ?? '');
  return match === null ? undefined : { at: match[1]!, paper: Number(match[2]) };
}
