import type { Database } from '#db';
import type { AnnouncementKind } from './record.js';

/** A paper of one announcement day, as far as lists need it. */
export interface AnnouncedPaper {
  number: number;
  id: string;
  published: string;
  primaryCategory: string;
  authorCount: number;
  titleLength: number;
  colon: boolean;
  code: boolean;
  withdrawn: boolean;
  /** In which lists it stood that day, as new or cross-list. */
  lists: { category: string; kind: Exclude<AnnouncementKind, 'replacement'>; computed: boolean }[];
  /** Categories in which it had been announced before that day. */
  earlier: string[];
}

/** All papers announced on a day as new or cross-list, in any category. */
export async function announcedOn(db: Database, day: string): Promise<AnnouncedPaper[]> {
  const rows = await db.kysely
    .selectFrom('announcements')
    .innerJoin('papers', 'papers.number', 'announcements.paper')
    .select(['announcements.category', 'announcements.kind', 'announcements.computed', 'papers.number', 'papers.public_id', 'papers.published', 'papers.primary_category', 'papers.author_count', 'papers.title_length', 'papers.title_colon', 'papers.has_code', 'papers.withdrawn'])
    .where('announcements.day', '=', day)
    .where('announcements.kind', '!=', 'replacement')
    .execute();
  const papers = new Map<number, AnnouncedPaper>();
  for (const row of rows) {
    const paper = papers.get(row.number) ?? paperFrom(row);
    paper.lists.push({ category: row.category, kind: row.kind as 'new' | 'cross-list', computed: row.computed === 1 });
    papers.set(row.number, paper);
  }
  await addEarlier(db, day, papers);
  return [...papers.values()];
}

/** The first day on which each of these papers was announced as new or cross-list, with the lists it stood in that day. */
export async function announcementsOf(db: Database, numbers: readonly number[]): Promise<{ day: string; paper: AnnouncedPaper }[]> {
  const rows = await db.kysely
    .selectFrom('announcements')
    .innerJoin('papers', 'papers.number', 'announcements.paper')
    .select(['announcements.day', 'announcements.category', 'announcements.kind', 'announcements.computed', 'papers.number', 'papers.public_id', 'papers.published', 'papers.primary_category', 'papers.author_count', 'papers.title_length', 'papers.title_colon', 'papers.has_code', 'papers.withdrawn'])
    .where(db.anyOf('announcements.paper', numbers))
    .where('announcements.kind', '!=', 'replacement')
    .orderBy('announcements.day')
    .execute();
  const found = new Map<number, { day: string; paper: AnnouncedPaper }>();
  for (const row of rows) {
    const one = found.get(row.number) ?? { day: row.day, paper: paperFrom(row) };
    if (row.day === one.day) one.paper.lists.push({ category: row.category, kind: row.kind as 'new' | 'cross-list', computed: row.computed === 1 });
    found.set(row.number, one);
  }
  return [...found.values()];
}

interface FactsRow {
  number: number;
  public_id: string;
  published: string;
  primary_category: string;
  author_count: number;
  title_length: number;
  title_colon: number;
  has_code: number;
  withdrawn: number;
}

function paperFrom(row: FactsRow): AnnouncedPaper {
  return {
    number: row.number,
    id: row.public_id,
    published: row.published,
    primaryCategory: row.primary_category,
    authorCount: row.author_count,
    titleLength: row.title_length,
    colon: row.title_colon === 1,
    code: row.has_code === 1,
    withdrawn: row.withdrawn === 1,
    lists: [],
    earlier: [],
  };
}

async function addEarlier(db: Database, day: string, papers: Map<number, AnnouncedPaper>): Promise<void> {
  const rows = await db.kysely
    .selectFrom('announcements')
    .select(['paper', 'category'])
    .where(db.anyOf('paper', [...papers.keys()]))
    .where('day', '<', day)
    .where('kind', '!=', 'replacement')
    .execute();
  for (const { paper, category } of rows) papers.get(paper)?.earlier.push(category);
}

/** Numbers of the papers replaced by a new version on a day, in some of the categories or in all. */
export async function replacedOn(db: Database, day: string, categories: readonly string[] | undefined): Promise<number[]> {
  const rows = await db.kysely
    .selectFrom('announcements')
    .select('paper')
    .distinct()
    .where('day', '=', day)
    .where('kind', '=', 'replacement')
    .$call((query) => (categories === undefined ? query : query.where(db.anyOf('category', categories))))
    .orderBy('paper')
    .execute();
  return rows.map(({ paper }) => paper);
}

export interface DayRequest {
  /** Only days before this one, or after it. */
  before?: string;
  after?: string;
  /** The last day that counts; later ones are mistakes of a source. */
  until: string;
  categories?: readonly string[];
}

/** The nearest day with an announcement as new or cross-list: the newest before a day, the oldest after it, or the newest of all. */
export async function nearestDay(db: Database, request: DayRequest): Promise<string | undefined> {
  const { before, after, until, categories } = request;
  const row = await db.kysely
    .selectFrom('announcements')
    .select('day')
    .where('kind', '!=', 'replacement')
    .where('day', '<=', until)
    .$if(before !== undefined, (query) => query.where('day', '<', before!))
    .$if(after !== undefined, (query) => query.where('day', '>', after!))
    .$if(categories !== undefined, (query) => query.where(db.anyOf('category', categories!)))
    .orderBy('day', after === undefined ? 'desc' : 'asc')
    .limit(1)
    .executeTakeFirst();
  return row?.day;
}

/** The last days on which papers were announced as new or cross-list, the newest first, from `first` on. */
export async function lastDays(db: Database, range: { until: string; first: string; limit: number; categories?: readonly string[] }): Promise<string[]> {
  const days: string[] = [];
  let before: string | undefined;
  while (days.length < range.limit) {
    const day = await nearestDay(db, { ...range, before });
    if (day === undefined || day < range.first) break;
    days.push(day);
    before = day;
  }
  return days;
}

/** The days from `first` to `last` on which papers were announced, and how many, oldest first. */
export async function daysAnnounced(db: Database, range: { first: string; last: string; categories?: readonly string[] }): Promise<{ day: string; papers: number }[]> {
  const rows = await db.kysely
    .selectFrom('announcements')
    .select(({ fn }) => ['day', fn.count<number>('paper').distinct().as('papers')])
    .where('day', '>=', range.first)
    .where('day', '<=', range.last)
    .where('kind', '!=', 'replacement')
    .$if(range.categories !== undefined, (query) => query.where(db.anyOf('category', range.categories!)))
    .groupBy('day')
    .orderBy('day')
    .execute();
  return rows.map(({ day, papers }) => ({ day, papers: Number(papers) }));
}

/** When papers announced on these days last changed, as a `seq` for each day that has any. */
export async function daySeqs(db: Database, days: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.kysely.selectFrom('days').select(['day', 'seq']).where(db.anyOf('day', days)).execute();
  return new Map(rows.map(({ day, seq }) => [day, seq]));
}

/** The keys (`authorKey`) of the authors of these papers; a paper without named authors is left out. */
export async function authorsOfPapers(db: Database, numbers: readonly number[]): Promise<Map<number, string[]>> {
  const rows = await db.kysely.selectFrom('paper_authors').select(['paper', 'author']).where(db.anyOf('paper', numbers)).execute();
  const authors = new Map<number, string[]>();
  for (const { paper, author } of rows) authors.getOrInsertComputed(paper, () => []).push(author);
  return authors;
}
