import type { Database } from '#db';

/** How many of the newest papers are looked through. */
const NEWEST = 20_000;
/** How many are read of those that hold the words. */
const READ = 300;
/** More words make the query slower and change little. */
const MOST_WORDS = 8;

/** The newest papers whose records hold all of some words as they are written, in any case. */
export async function newestWith(db: Database, words: readonly string[], newerThan: number): Promise<{ numbers: number[]; more: boolean }> {
  const last = await db.kysely.selectFrom('counters').select('value').where('name', '=', 'paper').executeTakeFirst();
  const from = Math.max((last?.value ?? 0) - NEWEST, newerThan, 0);
  let query = db.kysely.selectFrom('records').select('paper').distinct().where('paper', '>', from);
  for (const word of words.map(plain).filter((word) => word !== '').slice(0, MOST_WORDS)) {
    query = query.where(({ eb, fn, val }) => eb(fn<string>('lower', ['body']), 'like', val(`%${word}%`)));
  }
  const rows = await query.orderBy('paper', 'desc').limit(READ + 1).execute();
  return { numbers: rows.slice(0, READ).map(({ paper }) => paper), more: rows.length > READ };
}

/** Without what means something to LIKE or is written otherwise in JSON; the database folds no case beyond ASCII. */
function plain(word: string): string {
  return word.toLowerCase().match(/^[^\p{L}\p{N}]*([\p{L}\p{N}-]*)/u)?.[1] ?? '';
}
