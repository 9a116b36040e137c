import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { ConflictError, FixedClock, InvalidInputError, NotFoundError } from '#lib';
import { Papers } from '#papers';
import { makeDatabase } from '../../test/make-database.js';
import { makeRecord } from '../../test/make-record.js';
import { OWNER, SavedSearches } from './index.js';

const DAY_MS = 24 * 3_600_000;

async function makeSearches(t: TestContext) {
  const clock = new FixedClock('2026-06-03T08:00:00Z');
  const db = await makeDatabase(t);
  const papers = new Papers({ db, clock });
  let made = 0;
  const addPaper = () => papers.save([makeRecord({ id: `2606.0${1000 + made++}`, title: `Paper number ${made} about a subject of its own` })]);
  return { clock, db, addPaper, searches: new SavedSearches({ db, clock }, OWNER) };
}

test('a search is kept under its name, and what is stored by then counts as seen', async (t) => {
  const { searches, addPaper } = await makeSearches(t);
  await addPaper();
  const number = await searches.save({ name: '  My\nagents ', query: 'agents  category:cs.CL' });
  assert.deepEqual(await searches.list(), [
    { number, name: 'My agents', query: 'agents category:cs.CL', seenPaper: 1, seenAt: '2026-06-03T08:00:00.000Z', removed: false },
  ]);
});

test('the same query is kept once, also when it is saved twice at once', async (t) => {
  const { searches } = await makeSearches(t);
  const numbers = await Promise.all([searches.save({ name: 'One', query: 'a' }), searches.save({ name: 'Two', query: ' a ' })]);
  assert.equal(numbers[0], numbers[1]);
  assert.equal((await searches.list()).length, 1);
});

test('what was seen grows only, and not beyond what there is', async (t) => {
  const { searches, addPaper } = await makeSearches(t);
  const number = await searches.save({ name: 'Agents', query: 'agents' });
  for (let count = 0; count < 3; count++) await addPaper();
  const seen = async (upTo: number) => {
    await searches.markSeen(number, upTo);
    return (await searches.find(number))?.seenPaper;
  };
  assert.equal(await seen(2), 2);
  assert.equal(await seen(1), 2);
  assert.equal(await seen(Number.NaN), 2);
  assert.equal(await seen(1e15), 3, 'papers that come later stay new');
});

test('one is renamed, removed and brought back with all it had', async (t) => {
  const { searches } = await makeSearches(t);
  const number = await searches.save({ name: 'Agents', query: 'agents' });
  await searches.rename(number, 'Other agents');
  await searches.remove(number);
  assert.deepEqual(await searches.list(), []);
  assert.equal((await searches.find(number))?.removed, true);
  await searches.restore(number);
  assert.deepEqual((await searches.list()).map(({ name, query }) => [name, query]), [['Other agents', 'agents']]);
});

test('one that was removed a month ago is gone for good', async (t) => {
  const { searches, clock } = await makeSearches(t);
  const number = await searches.save({ name: 'Agents', query: 'agents' });
  await searches.remove(number);
  clock.advance(31 * DAY_MS);
  await searches.save({ name: 'New', query: 'new' });
  assert.equal(await searches.find(number), undefined);
  await assert.rejects(searches.restore(number), NotFoundError);
});

test('what cannot be kept is refused in words', async (t) => {
  const { searches } = await makeSearches(t);
  const refused: [string, string][] = [[' ', 'a'], ['a', '\n\u0000 '], ['a'.repeat(101), 'a'], ['a', 'a'.repeat(4001)]];
  for (const [name, query] of refused) await assert.rejects(searches.save({ name, query }), InvalidInputError);
  assert.deepEqual(await searches.list(), []);
  const number = await searches.save({ name: '\ud800 half a letter', query: '"\u0007' });
  assert.equal((await searches.find(number))?.name, '\ufffd half a letter');
  await assert.rejects(searches.rename(number, ''), InvalidInputError);
  await assert.rejects(searches.rename(999, 'x'), NotFoundError);
});

test('there is an end to how many are kept', async (t) => {
  const { searches } = await makeSearches(t);
  for (let count = 0; count < 200; count++) await searches.save({ name: 'x', query: `query ${count}` });
  await assert.rejects(searches.save({ name: 'x', query: 'one more' }), ConflictError);
  assert.equal(await searches.save({ name: 'x', query: 'query 7' }), 8, 'one that is kept is found again');
});

test('each reader has searches of their own, and cannot touch those of another', async (t) => {
  const { searches, db, clock } = await makeSearches(t);
  await db.kysely.insertInto('readers').values({ number: 2, role: 'reader', name: 'Ada', created_at: '2026-06-03T08:00:00.000Z' }).execute();
  const others = new SavedSearches({ db, clock }, 2);
  const [mine, theirs] = [await searches.save({ name: 'Mine', query: 'agents' }), await others.save({ name: 'Theirs', query: 'agents' })];
  assert.notEqual(mine, theirs);
  assert.deepEqual([(await searches.list()).map(({ name }) => name), (await others.list()).map(({ name }) => name)], [['Mine'], ['Theirs']]);
  assert.equal(await others.find(mine), undefined);
  for (const touch of [() => others.rename(mine, 'x'), () => others.remove(mine), () => others.markSeen(mine, 1)]) await assert.rejects(touch(), NotFoundError);
});
