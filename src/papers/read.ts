import type { Database, Reader } from '#db';
import { compose } from './compose.js';
import { findNumber } from './find.js';
import { authorKey } from './names.js';
import type { Paper } from './paper.js';
import type { PaperRecord } from './record.js';

/** The paper an address leads to, or the address it stands under now. */
export type Found = { paper: Paper } | { movedTo: string };

/** One page of a list, newest first. */
export interface PaperPage {
  papers: Paper[];
  /** Where the next page starts; undefined at the end. */
  next?: string;
}

export interface PageRequest {
  after?: string;
  limit?: number;
}

const PAGE = 50;

/** Finds a paper by its public id or anything else it is known by. */
export async function findPaper(db: Database, text: string): Promise<Found | undefined> {
  const found = await findNumber(db, db.kysely, text);
  if (found === undefined) return undefined;
  if (found.publicId !== text) return { movedTo: found.publicId };
  const [paper] = await papersByNumber(db, [found.number]);
  return paper === undefined ? undefined : { paper };
}

/** The papers of these numbers, in this order, composed from their records; merged and unknown ones are left out. */
export async function papersByNumber(db: Database, numbers: readonly number[]): Promise<Paper[]> {
  if (numbers.length === 0) return [];
  const rows = await db.kysely
    .selectFrom('records')
    .innerJoin('papers', 'papers.number', 'records.paper')
    .select(['papers.number', 'papers.seq', 'papers.public_id', 'records.freshness', 'records.body'])
    .where(db.anyOf('records.paper', numbers))
    .execute();
  const byNumber = Map.groupBy(rows, ({ number }) => number);
  return numbers.flatMap((number) => {
    const records = byNumber.get(number);
    return records === undefined ? [] : [paperOf(records)];
  });
}

interface RecordRow {
  number: number;
  seq: number;
  public_id: string;
  freshness: string;
  body: string;
}

function paperOf(rows: readonly RecordRow[]): Paper {
  const { number, seq, public_id } = rows[0]!;
  const content = compose(rows.map(({ freshness, body }) => ({ freshness, record: JSON.parse(body) as PaperRecord })));
  return { ...content, id: public_id, number, seq };
}

/** What an author wrote, newest first. The name may be in any order and spelling that folds to the same. */
export async function papersByAuthor(db: Database, name: string, page: PageRequest = {}): Promise<PaperPage> {
  const key = authorKey(name);
  const rows = await db.kysely
    .selectFrom('paper_authors')
    .innerJoin('papers', 'papers.number', 'paper_authors.paper')
    .select(['papers.number', 'papers.published'])
    .where('paper_authors.author', '=', key)
    .$call((query) => (page.after === undefined ? query : query.where(({ eb, refTuple, tuple }) => eb(refTuple('papers.published', 'papers.number'), '<', tuple(...cursorOf(page.after!))))))
    .orderBy('papers.published', 'desc')
    .orderBy('papers.number', 'desc')
    .limit((page.limit ?? PAGE) + 1)
    .execute();
  return await pageOf(db, rows, page.limit ?? PAGE);
}

/** The papers of a category, newest first. */
export async function papersByCategory(db: Database, category: string, page: PageRequest = {}): Promise<PaperPage> {
  const rows = await db.kysely
    .selectFrom('paper_categories')
    .select(['paper as number', 'published'])
    .where('category', '=', category)
    .$call((query) => (page.after === undefined ? query : query.where(({ eb, refTuple, tuple }) => eb(refTuple('published', 'paper'), '<', tuple(...cursorOf(page.after!))))))
    .orderBy('published', 'desc')
    .orderBy('paper', 'desc')
    .limit((page.limit ?? PAGE) + 1)
    .execute();
  return await pageOf(db, rows, page.limit ?? PAGE);
}

async function pageOf(db: Database, rows: { number: number; published: string }[], limit: number): Promise<PaperPage> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const papers = await papersByNumber(db, shown.map(({ number }) => number));
  return rows.length > limit && last !== undefined ? { papers, next: `${last.published}~${last.number}` } : { papers };
}

/** A cursor that is no cursor starts the list anew. */
function cursorOf(after: string): [string, number] {
  const [published = '', number = ''] = after.split('~');
  return /^\d+$/.test(number) ? [published, Number(number)] : ['9999', 0];
}

/** How many papers there are: every number ever given, less those merged away; no scan. */
export async function countPapers(reader: Reader): Promise<number> {
  const given = await reader.selectFrom('counters').select('value').where('name', '=', 'paper').executeTakeFirst();
  const merged = await reader.selectFrom('papers').select(({ fn }) => fn.countAll<number>().as('count')).where('merged_into', 'is not', null).executeTakeFirst();
  return (given?.value ?? 0) - Number(merged?.count ?? 0);
}

/** How many papers are in each category, as primary or cross-list. Reads a whole index: keep the answer for a while. */
export async function countByCategory(reader: Reader): Promise<ReadonlyMap<string, number>> {
  const rows = await reader.selectFrom('paper_categories').select(({ fn }) => ['category', fn.countAll<number>().as('count')]).groupBy('category').execute();
  return new Map(rows.map(({ category, count }) => [category, Number(count)]));
}

/** One change that a follower of the store must take in. */
export interface Change {
  seq: number;
  number: number;
  id: string;
  /** Set when the paper was merged away: what was derived of it goes. */
  mergedInto?: number;
}

/** Papers changed after `seq`, oldest change first: what everything derived follows the store by. */
export async function changesSince(db: Database, seq: number, limit = 500): Promise<Change[]> {
  const rows = await db.kysely.selectFrom('papers').select(['seq', 'number', 'public_id', 'merged_into']).where('seq', '>', seq).orderBy('seq').limit(limit).execute();
  return rows.map((row) => ({ seq: row.seq, number: row.number, id: row.public_id, ...(row.merged_into === null ? {} : { mergedInto: row.merged_into }) }));
}

/** One line of the journal of merges. */
export interface JournalEntry {
  kind: string;
  kept: string;
  gone: string;
  at: string;
  by: string;
  why: string;
}

/** Everything known about how a paper came to be: its records as their sources wrote them, and its merges. */
export async function paperHistory(db: Database, number: number): Promise<{ records: { name: string; seenAt: string; record: PaperRecord }[]; journal: JournalEntry[] }> {
  const records = await db.kysely.selectFrom('records').select(['name', 'seen_at', 'body']).where('paper', '=', number).orderBy('name').execute();
  const journal = await db.kysely
    .selectFrom('merges')
    .innerJoin('papers as kept', 'kept.number', 'merges.kept')
    .innerJoin('papers as gone', 'gone.number', 'merges.gone')
    .select(['merges.kind', 'kept.public_id as kept', 'gone.public_id as gone', 'merges.merged_at as at', 'merges.merged_by as by', 'merges.why'])
    .where((where) => where.or([where('merges.kept', '=', number), where('merges.gone', '=', number)]))
    .orderBy('merges.number')
    .execute();
  return { records: records.map((row) => ({ name: row.name, seenAt: row.seen_at, record: JSON.parse(row.body) as PaperRecord })), journal };
}
