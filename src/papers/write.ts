import type { Database, Writer } from '#db';
import type { PaperRows } from './rows.js';

/** Writes papers that were not there before. */
export async function insertPapers(db: Database, writer: Writer, rows: readonly PaperRows[]): Promise<void> {
  await db.insertMany(writer, 'papers', rows.map(({ papers }) => papers));
  await insertLists(db, writer, rows);
}

/** Writes what a paper has many of: authors, categories, announcements. */
export async function insertLists(db: Database, writer: Writer, rows: readonly PaperRows[]): Promise<void> {
  await db.insertMany(writer, 'paper_authors', rows.flatMap(({ paper_authors }) => paper_authors));
  await db.insertMany(writer, 'paper_categories', rows.flatMap(({ paper_categories }) => paper_categories));
  await db.insertMany(writer, 'announcements', rows.flatMap(({ announcements }) => announcements));
}

/** The days on which these papers were announced, each once. */
export function daysOf(rows: readonly PaperRows[]): string[] {
  return [...new Set(rows.flatMap(({ announcements }) => announcements.map(({ day }) => String(day))))];
}
