import type { Database } from '#db';
import type { Cursor } from '../index/place.js';

/*
 * Files beside a database may outlive it: a backup is restored, a folder is copied. A row for each generation says that it
 * follows this database; backups do not hold these rows (see the tables of `#db`), so that beside a restored one the index
 * is made anew.
 */

const nameOf = (generation: string) => `search:${generation}`;

/** Says that a generation follows this database. */
export async function markGeneration(db: Database, generation: string): Promise<void> {
  await db.kysely.insertInto('cursors').values({ name: nameOf(generation), seq: 0 }).onConflict((conflict) => conflict.doNothing()).execute();
}

/** Whether what a generation holds can have come from this database as it is now. */
export async function followsStore(db: Database, generation: string, cursor: Cursor): Promise<boolean> {
  const mark = await db.kysely.selectFrom('cursors').select('seq').where('name', '=', nameOf(generation)).executeTakeFirst();
  const counter = await db.kysely.selectFrom('counters').select('value').where('name', '=', 'seq').executeTakeFirst();
  return mark !== undefined && cursor.seq <= Number(counter?.value ?? 0);
}

/** Forgets the marks of generations that are gone. */
export async function keepMarks(db: Database, generations: readonly string[]): Promise<void> {
  await db.kysely.deleteFrom('cursors').where('name', 'like', 'search:%').where('name', 'not in', generations.map(nameOf)).execute();
}
