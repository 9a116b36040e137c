import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { openDatabase, type Database } from '#db';
import { createLogger, FixedClock } from '#lib';
import { makeDatabase } from '../../test/make-database.js';
import { OwnerAccess } from './index.js';

const DAY_MS = 24 * 3_600_000;

async function makeOwner(t: TestContext) {
  const clock = new FixedClock('2026-06-03T08:00:00Z');
  const db = await makeDatabase(t);
  const rows = () => db.kysely.selectFrom('owner_keys').selectAll().orderBy('kind').execute();
  return { clock, db, rows, owner: new OwnerAccess({ db, clock }) };
}

async function signedIn(owner: OwnerAccess): Promise<string> {
  const token = await owner.useKey(await owner.makeKey());
  assert.ok(token !== undefined);
  return token;
}

test('a key is exchanged for a session once', async (t) => {
  const { owner } = await makeOwner(t);
  const key = await owner.makeKey();
  assert.match(key, /^[\w-]{43}$/);
  const token = await owner.useKey(key);
  assert.ok(token !== undefined && token !== key);
  assert.ok(await owner.isSession(token));
  assert.equal(await owner.useKey(key), undefined);
});

/** Connections of their own: PostgreSQL's pool has ten, SQLite one for each time the file is opened. */
async function openAgain(t: TestContext, db: Database): Promise<Database> {
  if (db.kind === 'postgres') return db;
  const again = await openDatabase({ file: db.place, log: createLogger('silent', 'test') });
  t.after(() => again.close());
  return again;
}

test('of many uses at once one gets a session', async (t) => {
  const { owner, db, clock, rows } = await makeOwner(t);
  const key = await owner.makeKey();
  const others = await Promise.all(Array.from({ length: 8 }, async () => new OwnerAccess({ db: await openAgain(t, db), clock })));
  const tokens = await Promise.all(others.map((other) => other.useKey(key)));
  assert.equal(tokens.filter((token) => token !== undefined).length, 1);
  assert.deepEqual((await rows()).map(({ kind }) => kind), ['session']);
});

test('a key is no session, a session is no key, and a guess is neither', async (t) => {
  const { owner } = await makeOwner(t);
  const key = await owner.makeKey();
  const token = await signedIn(owner);
  assert.equal(await owner.isSession(key), false);
  assert.equal(await owner.useKey(token), undefined);
  for (const guess of ['', 'x', 'A'.repeat(43), `${token} `, `${token}'--`, token.slice(0, -1)]) {
    assert.equal(await owner.isSession(guess), false, guess);
    assert.equal(await owner.useKey(guess), undefined, guess);
  }
  assert.ok(await owner.isSession(token));
  assert.ok(await owner.useKey(key) !== undefined);
});

test('nothing that is stored opens anything', async (t) => {
  const { owner, rows } = await makeOwner(t);
  const secrets = [await signedIn(owner), await owner.makeKey()];
  const stored = await rows();
  assert.equal(stored.length, 2);
  assert.ok(!secrets.some((secret) => JSON.stringify(stored).includes(secret)));
  for (const { hash } of stored) {
    assert.equal(await owner.isSession(hash), false);
    assert.equal(await owner.useKey(hash), undefined);
  }
});

test('a key lasts a day and a session a year; the rest is cleaned away', async (t) => {
  const { owner, clock, rows } = await makeOwner(t);
  const late = await owner.makeKey();
  const token = await signedIn(owner);
  clock.advance(DAY_MS - 1);
  const other = await owner.makeKey();
  assert.equal((await rows()).length, 3);
  clock.advance(1);
  assert.equal(await owner.useKey(late), undefined);
  assert.deepEqual((await rows()).map(({ kind }) => kind), ['key', 'session'], 'the old key is gone');
  clock.advance(364 * DAY_MS - 1);
  assert.ok(await owner.isSession(token));
  clock.advance(1);
  assert.equal(await owner.isSession(token), false);
  assert.equal(await owner.useKey(other), undefined);
  await owner.makeKey();
  assert.deepEqual((await rows()).map(({ kind }) => kind), ['key']);
});

test('a session ends alone, or all end together with the keys', async (t) => {
  const { owner } = await makeOwner(t);
  const [one, two, three] = [await signedIn(owner), await signedIn(owner), await signedIn(owner)];
  const key = await owner.makeKey();
  await owner.endSession(one);
  assert.deepEqual([await owner.isSession(one), await owner.isSession(two), await owner.isSession(three)], [false, true, true]);
  assert.equal(await owner.endEverything(), 2);
  assert.deepEqual([await owner.isSession(two), await owner.isSession(three)], [false, false]);
  assert.equal(await owner.useKey(key), undefined);
});
