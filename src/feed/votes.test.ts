import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { Votes } from '#community';
import { FixedClock } from '#lib';
import { Papers, type PaperRecord } from '#papers';
import { makeDatabase } from '../../test/make-database.js';
import { announcedOn, makeRecord } from '../../test/make-record.js';
import { decidePlaces, Editions, feedParts, placesOf, TrendingPapers, weighReaders, type EditionQuery } from './index.js';

/** A Tuesday: the editions before it are of 8, 5, 4, 3, 2 and 1 June. */
const NOW = '2026-06-09T12:00:00Z';
const READERS = 8;

async function makeFeed(t: TestContext, records: readonly PaperRecord[], { exploredPlaces = 0 } = {}) {
  const db = await makeDatabase(t);
  const clock = new FixedClock(NOW);
  const papers = new Papers({ db, clock });
  await papers.save(records);
  const votes = new Votes({ db, clock });
  for (let number = 2; number <= READERS; number++) await db.kysely.insertInto('readers').values({ number, role: 'reader', name: `Reader ${number}`, created_at: '2026-06-09T00:00:00.000Z' }).execute();
  for (let reader = 1; reader <= READERS; reader++) await votes.setWishes(reader, { withoutName: false, all: false });
  const feed = feedParts({ db, clock });
  const categories = async () => [];
  /** Gives a paper so many votes. */
  const vote = async (id: string, count: number) => {
    for (let reader = 1; reader <= count; reader++) await votes.set({ reader, paper: id, voted: true });
  };
  return { db, clock, papers, votes, vote, feed, editions: new Editions({ db, clock, categories, exploredPlaces: async () => exploredPlaces }, feed), trending: new TrendingPapers({ db, clock, categories }, feed) };
}

function onDay(day: string, number: number, given: Partial<PaperRecord> = {}): PaperRecord {
  const categories = given.categories ?? ['cs.LG'];
  return makeRecord({ id: idOf(number), title: `Paper number ${number} on something`, categories, published: day, announcements: announcedOn(day, categories), authors: [{ name: `Writer Number${number}` }], ...given });
}

const idOf = (number: number) => `2606.${String(number).padStart(5, '0')}`;
const many = (count: number, day: string) => Array.from({ length: count }, (_, index) => onDay(day, index + 1, { authors: Array.from({ length: 1 + (index % 7) }, (_, author) => ({ name: `Writer ${index} Number${author}` })) }));
const day = (key: string, rest: Partial<EditionQuery> = {}): EditionQuery => ({ period: { kind: 'day', key }, ...rest });
const ids = (list: { entries: { paper: { id: string } }[] }) => list.entries.map(({ paper }) => paper.id);

test('without votes an order is the prior’s; a vote moves its paper at once, and taken back leaves no trace', async (t) => {
  const { editions, vote, votes } = await makeFeed(t, many(12, '2026-06-09'));
  const before = await editions.read(day('2026-06-09'));
  assert.ok(before.entries.every(({ voted }) => voted === undefined));
  const last = ids(before).at(-1)!;
  await vote(last, 3);
  const after = await editions.read(day('2026-06-09'));
  assert.equal(ids(after)[0], last);
  assert.deepEqual(ids(after).slice(1), ids(before).slice(0, -1), 'the others keep their order');
  const { voted } = after.entries[0]!;
  assert.ok(Math.abs(voted!.terms.reduce((sum, { value }) => sum + value, 0) - voted!.value) < 1e-9, 'its terms add up');
  assert.match(voted!.terms.map(({ words }) => words).join(), /3 votes after \d+ hours/);
  for (let reader = 1; reader <= 3; reader++) await votes.set({ reader, paper: last, voted: false });
  assert.deepEqual(await editions.read(day('2026-06-09')), before);
});

test('a paper alone is told where it stands in its edition, and why, as the edition says it', async (t) => {
  const { editions, vote, papers } = await makeFeed(t, [...many(12, '2026-06-09'), onDay('2026-06-08', 20)]);
  const placeOf = async (id: string) => {
    const found = await papers.find(id);
    assert.ok(found && 'paper' in found);
    return await editions.placeOf(found.paper);
  };
  for (const votes of [0, 2]) {
    await vote(idOf(5), votes);
    const { entries } = await editions.read(day('2026-06-09'));
    for (const entry of entries) assert.deepEqual(await placeOf(entry.paper.id), { total: 12, entry });
  }
  assert.equal((await placeOf(idOf(20)))?.total, 1, 'of its own edition');
  await papers.save([onDay('2026-06-09', 21, { announcements: [] })]);
  assert.equal(await placeOf(idOf(21)), undefined, 'it was never announced');
});

test('the other orders know nothing of votes', async (t) => {
  const { editions, vote } = await makeFeed(t, many(6, '2026-06-09'));
  const orders = ['newest', 'category'] as const;
  const before = await Promise.all(orders.map((order) => editions.read(day('2026-06-09', { order }))));
  await vote(ids(before[0]!).at(-1)!, 5);
  const [newest, category] = await Promise.all(orders.map((order) => editions.read(day('2026-06-09', { order }))));
  assert.deepEqual(ids(newest!), ids(before[0]!));
  assert.equal(ids(category!)[0], ids(before[0]!).at(-1), 'within a category it is the suggested order');
});

test('pages go on in the order they were cut from, whatever is voted meanwhile, with and without explored places', async (t) => {
  for (const exploredPlaces of [0, 2]) {
    const { editions, vote } = await makeFeed(t, many(40, '2026-06-09'), { exploredPlaces });
    const everything = new Set(many(40, '2026-06-09').map(({ id }) => id));
    const moved = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 2 });
    await vote(idOf(7), 2);
    let pages = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(moved, { minLength: 4, maxLength: 4 }), async (between) => {
        const seen: string[] = [];
        const back: string[][] = [];
        let page = await editions.read(day('2026-06-09', { limit: 10 }));
        for (const papers of between) {
          seen.push(...ids(page));
          back.push(ids(page));
          if (page.nextPage === undefined) break;
          for (const [number, count] of papers.slice(0, pages++ < 12 ? 2 : 0)) await vote(idOf(number), count);
          page = await editions.read(day('2026-06-09', { limit: 10, after: page.nextPage }));
        }
        assert.equal(seen.length, 40);
        assert.deepEqual(new Set(seen), everything);
        while (page.previousPage !== undefined) {
          page = await editions.read(day('2026-06-09', { limit: 10, before: page.previousPage }));
          assert.deepEqual(ids(page), back[back.findIndex((one) => one[0] === ids(page)[0])]);
        }
      }),
      { numRuns: 4 },
    );
  }
});

test('a cursor of an order that nobody keeps any more goes on after its paper', async (t) => {
  const { editions, vote, db, clock } = await makeFeed(t, many(12, '2026-06-09'));
  await vote(idOf(3), 2);
  const first = await editions.read(day('2026-06-09', { limit: 5 }));
  const restarted = new Editions({ db, clock, categories: async () => [] });
  const second = await restarted.read(day('2026-06-09', { limit: 5, after: first.nextPage }));
  assert.equal(second.entries[0]?.place, 6);
  assert.equal(new Set([...ids(first), ...ids(second)]).size, 10);
  for (const hostile of ['~~~~', 'a~1.0~2026-06-09~x~y', '1e9~2026', 'x'.repeat(400)]) assert.equal((await restarted.read(day('2026-06-09', { after: hostile }))).entries.length > 0, true, hostile);
});

test('trending holds what has votes: by window, by field, sinking with age, each with its reasons', async (t) => {
  const old = onDay('2026-06-02', 1, { categories: ['math.AG'] });
  const { trending, vote } = await makeFeed(t, [old, onDay('2026-06-03', 2), onDay('2026-06-09', 3), onDay('2026-06-09', 4), onDay('2025-12-01', 5, { id: '2512.00005' })]);
  const empty = await trending.read({ window: 'week' });
  assert.deepEqual([empty.total, empty.entries], [0, []]);
  await vote(old.id, 4);
  await vote(idOf(2), 3);
  await vote(idOf(3), 3);
  await vote('2512.00005', 5);
  assert.deepEqual(ids(await trending.read({ window: 'day', raw: true })), [idOf(3)]);
  const week = await trending.read({ window: 'week', raw: true });
  assert.deepEqual(ids(week), [idOf(3), idOf(2)], 'five editions: 3, 4, 5 and 8 June are none of them but for 3 June');
  assert.deepEqual(ids(await trending.read({ window: 'month', raw: true }))[0], old.id, 'a month does not sink');
  assert.deepEqual(new Set(ids(await trending.read({ window: 'year', raw: true }))), new Set(['2512.00005', old.id, idOf(2), idOf(3)]));
  assert.deepEqual(ids(await trending.read({ window: 'all', field: 'math' })), [old.id]);
  assert.deepEqual(ids(await trending.read({ window: 'all', field: 'math.NT' })), []);
  assert.deepEqual(week.fields, [{ field: 'cs.LG', count: 2 }]);
  const { terms, value } = week.entries[1]!.score;
  assert.ok(terms.some(({ name }) => name === 'age'));
  assert.ok(Math.abs(terms.reduce((sum, term) => sum + term.value, 0) - value) < 1e-9);
});

test('what was learned of the last editions is kept, and asked again gives the same', async (t) => {
  const { editions, vote, db } = await makeFeed(t, [...many(12, '2026-06-02'), onDay('2026-06-09', 99)]);
  await vote(idOf(1), 6);
  await editions.learn();
  const kept = async () => await db.kysely.selectFrom('settings').selectAll().where('name', '=', 'climate').executeTakeFirstOrThrow();
  const first = await kept();
  const { usual, growth, levels } = JSON.parse(first.value) as { usual: number; growth: { votes: number }; levels: { byField: [string, number][] } };
  assert.deepEqual([usual, growth.votes, levels.byField.map(([field]) => field)], [0.5, 6, ['cs.LG']]);
  await editions.learn();
  assert.deepEqual(await kept(), first);
});

test('the first three of a day, week and month are marked once it is over, and two votes are the least', async (t) => {
  const { db, clock, feed, vote } = await makeFeed(t, [...many(5, '2026-06-03'), onDay('2026-06-09', 9)]);
  for (const [number, count] of [[2, 5], [4, 3], [1, 2], [3, 1], [9, 4]] as const) await vote(idOf(number), count);
  const decide = () => decidePlaces({ db, clock, categories: [] }, feed);
  await decide();
  await decide();
  const rows = await db.kysely.selectFrom('period_places').innerJoin('papers', 'papers.number', 'period_places.paper').select(['kind', 'period', 'place', 'public_id as id']).orderBy('kind').orderBy('place').execute();
  assert.deepEqual(
    rows.map(({ kind, period, place, id }) => [kind, period, place, id]),
    ['day', 'week'].flatMap((kind) => [2, 4, 1].map((number, index) => [kind, kind === 'day' ? '2026-06-03' : '2026-W23', index + 1, idOf(number)])),
    'the month and the day of 9 June are not over',
  );
  const [first] = await db.kysely.selectFrom('papers').select('number').where('public_id', '=', idOf(2)).execute();
  assert.deepEqual((await placesOf(db, [first!.number])).get(first!.number), [
    { period: { kind: 'week', key: '2026-W23' }, place: 1 },
    { period: { kind: 'day', key: '2026-06-03' }, place: 1 },
  ]);
});

test('where anybody can make an account, new ones weigh less in the order and count in full in the number', async (t) => {
  const { db, clock, votes, vote, editions } = await makeFeed(t, many(12, '2026-06-09'));
  await votes.set({ reader: 1, paper: idOf(1), voted: true });
  await vote(idOf(2), 0);
  for (const reader of [2, 3]) await votes.set({ reader, paper: idOf(2), voted: true });
  const context = { db, clock, isVouchedFor: ({ role }: { role: string }) => role === 'owner' };
  assert.equal(await weighReaders({ ...context, registrationIsOpen: async () => false }), false, 'all weigh in full already');
  assert.equal(await weighReaders({ ...context, registrationIsOpen: async () => true }), true);
  await votes.countEverything();
  const edition = await editions.read(day('2026-06-09'));
  const termsOf = (id: string) => edition.entries.find(({ paper }) => paper.id === id)!.voted!.terms;
  assert.ok(termsOf(idOf(2)).some(({ name, words, value }) => name === 'weights' && value < 0 && /the 2 votes weigh as/.test(words)));
  assert.ok(termsOf(idOf(1)).every(({ name }) => name !== 'weights'), 'the owner is known');
  assert.equal(await weighReaders({ ...context, registrationIsOpen: async () => false }), true, 'closed again, all weigh in full');
});

test('places are lent to papers that few have seen, and pages go on although they are seen meanwhile', async (t) => {
  const { editions, vote, feed, clock } = await makeFeed(t, many(120, '2026-06-09'), { exploredPlaces: 3 });
  await vote(idOf(7), 2);
  const read = (after?: string) => editions.read(day('2026-06-09', { limit: 20, after }));
  /** Over many hours, how often each half of the papers that may have such places had one. */
  const lent = async () => {
    const counts = { shownOften: 0, others: 0 };
    for (let hour = 0; hour < 24; hour++) {
      clock.set(Date.parse(NOW) + hour * 3_600_000);
      for (const { explored, paper } of (await read()).entries) if (explored) counts[paper.number % 2 === 0 ? 'shownOften' : 'others'] += 1;
    }
    return counts;
  };
  const before = await lent();
  assert.equal(before.shownOften + before.others, 72);
  assert.ok(before.shownOften > 15, `${before.shownOften} of 72 without any having been seen`);
  for (let time = 0; time < 50; time++) feed.impressions.note(Array.from({ length: 60 }, (_, index) => 2 * (index + 1)));
  clock.set(NOW);
  await feed.impressions.write();
  const after = await lent();
  assert.ok(after.others > 60, `${after.others} of 72`);
  clock.set('2026-06-11T10:00:00Z');
  const pages = [await read()];
  assert.ok(pages[0]!.entries.every(({ explored }) => explored === undefined || explored.seen === 0 || explored.seen === 50));
  while (pages.at(-1)!.nextPage !== undefined) {
    feed.impressions.note(pages.at(-1)!.entries.map(({ paper }) => paper.number));
    await feed.impressions.write();
    clock.advance(1_200_000);
    pages.push(await read(pages.at(-1)!.nextPage));
  }
  assert.equal(new Set(pages.flatMap(ids)).size, 120);
  assert.equal(pages.flatMap(ids).length, 120);
});
