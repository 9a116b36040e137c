import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { EnvironmentError, FixedClock } from '#lib';
import type { Database } from '#db';
import { fillWithEverything, linesOf } from '../../test/full-instance.js';
import { makeDatabase } from '../../test/make-database.js';
import { announcedOn, makeRecord } from '../../test/make-record.js';
import { Papers } from './papers.js';

async function makePapers(t: TestContext): Promise<{ db: Database; papers: Papers }> {
  const db = await makeDatabase(t);
  await fillWithEverything(db);
  return { db, papers: new Papers({ db, clock: new FixedClock('2026-07-01T00:00:00Z') }) };
}

/** All that follows from the records, without `seq`, by which followers hear of a change. */
async function derived(db: Database): Promise<string[]> {
  const lines = await linesOf(db, 'export');
  return lines.filter((line) => !/"table":"(counters|days|imports)"/.test(line)).map((line) => line.replace(/"seq":\d+/, ''));
}

test('an intact store stays as it is', async (t) => {
  const { db, papers } = await makePapers(t);
  await papers.save(Array.from({ length: 120 }, (_, index) => makeRecord({ id: `2001.${String(10_000 + index)}`, title: `Counting sheep, part ${index % 100}`, announcements: announcedOn('2020-01-03', ['cs.LG']) })));
  const before = await linesOf(db, 'backup');
  const seen: number[] = [];
  const result = await papers.rebuild(({ done }) => seen.push(done));
  assert.equal(result.healed, 0);
  assert.equal(result.done, result.total);
  assert.ok(seen.length > 2 && seen.at(-1) === result.total);
  assert.deepEqual(await linesOf(db, 'backup'), before);
});

const DAMAGE: Record<string, (db: Database) => Promise<unknown>> = {
  'a fact of a row': (db) => db.kysely.updateTable('papers').set({ published: '1999-01-01', author_count: 77 }).where('public_id', '=', '1801.00001').execute(),
  'a digest': (db) => db.kysely.updateTable('papers').set({ digest: 'wrong' }).where('public_id', '=', '1801.00001').execute(),
  'authors that are gone': (db) => db.kysely.deleteFrom('paper_authors').execute(),
  'a category that nobody named': (db) => db.kysely.insertInto('paper_categories').values({ category: 'hep-th', published: '', paper: 1, position: 9 }).execute(),
  'announcements that are gone, with their days': async (db) => [await db.kysely.deleteFrom('announcements').execute(), await db.kysely.deleteFrom('days').execute()],
  'a day that is gone': (db) => db.kysely.deleteFrom('days').where('day', '=', '2018-01-03').execute(),
  'a day on which nothing was announced': (db) => db.kysely.insertInto('days').values({ day: '2017-01-01', seq: 1 }).execute(),
  'a key that is gone': (db) => db.kysely.deleteFrom('record_keys').where('key', '=', 'arxiv:1801.00002').execute(),
  'a list of a paper that was merged away': async (db) => {
    const { number } = await db.kysely.selectFrom('papers').select('number').where('merged_into', 'is not', null).executeTakeFirstOrThrow();
    await db.kysely.insertInto('paper_authors').values({ author: 'lovelace ada', paper: number, position: 0 }).execute();
  },
};

for (const [what, damage] of Object.entries(DAMAGE)) {
  test(`heals ${what}`, async (t) => {
    const { db, papers } = await makePapers(t);
    const [before, days] = [await derived(db), await db.kysely.selectFrom('days').select('day').orderBy('day').execute()];
    const { seq } = (await papers.changesSince(0)).at(-1)!;
    await damage(db);
    const { healed } = await papers.rebuild();
    assert.deepEqual((await derived(db)).map(withoutTime), before.map(withoutTime));
    assert.deepEqual(await db.kysely.selectFrom('days').select('day').orderBy('day').execute(), days);
    assert.ok((await papers.changesSince(seq)).length <= healed, 'followers hear of what was healed');
    assert.equal((await papers.rebuild()).healed, 0, 'once is enough');
  });
}

function withoutTime(line: string): string {
  return line.replace(/"seen_at":"[^"]*"/, '');
}

test('a record that is damaged itself is named', async (t) => {
  const { db, papers } = await makePapers(t);
  await db.kysely.updateTable('records').set({ body: '{"title":' }).where('name', '=', 'arxiv:1801.00002#snapshot').execute();
  await assert.rejects(papers.rebuild(), (error) => error instanceof EnvironmentError && /arxiv:1801\.00002#snapshot cannot be read.*restore/.test(error.message));
});
