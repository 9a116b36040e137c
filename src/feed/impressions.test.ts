import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FixedClock } from '#lib';
import { makeDatabase } from '../../test/make-database.js';
import { Impressions, MOST_SEEN, SeenBefore } from './impressions.js';

test('what was shown counts from the next hour on, and every process reads the same for a whole hour', async (t) => {
  const context = { db: await makeDatabase(t), clock: new FixedClock('2026-06-09T12:10:00Z') };
  const processes = [new Impressions(context), new Impressions(context)];
  const seen = async () => [...(await new SeenBefore(context).read([1, 2, 3]))];
  for (const one of processes) {
    one.note([1, 2]);
    one.note([1]);
    await one.write();
  }
  assert.deepEqual(await seen(), [[1, 0], [2, 0], [3, 0]]);
  context.clock.set('2026-06-09T13:00:00Z');
  const early = new SeenBefore(context);
  const whole = [[1, 4], [2, 2], [3, 0]];
  assert.deepEqual([...(await early.read([1, 2, 3]))], whole);
  processes[0]!.note([1, 3]);
  await processes[0]!.write();
  assert.deepEqual(await seen(), whole, 'who looks later in the hour');
  assert.deepEqual([...(await early.read([1, 2, 3]))], whole, 'who looked before');
  context.clock.set('2026-06-09T14:59:00Z');
  assert.deepEqual([...(await early.read([1, 2, 3]))], [[1, 5], [2, 2], [3, 1]]);
});

test('nothing is counted twice or lost when processes write at the same time, and a count ends somewhere', async (t) => {
  const context = { db: await makeDatabase(t), clock: new FixedClock('2026-06-09T12:10:00Z') };
  const papers = Array.from({ length: 3_000 }, (_, index) => index + 1);
  const writers = Array.from({ length: 5 }, () => new Impressions(context));
  await Promise.all(
    writers.map(async (one, index) => {
      for (let round = 0; round < 3; round++) {
        one.note(index % 2 === 0 ? papers : papers.toReversed());
        await one.write();
      }
    }),
  );
  const total = async () => (await context.db.kysely.selectFrom('impressions').select('seen').execute()).map(({ seen }) => seen);
  assert.deepEqual(new Set(await total()), new Set([15]));
  assert.equal((await total()).length, papers.length);
  for (let count = 0; count < MOST_SEEN; count++) writers[0]!.note([1]);
  await writers[0]!.write();
  assert.equal(Math.max(...(await total())), MOST_SEEN);
});

test('what could not be written is written the next time', async (t) => {
  const context = { db: await makeDatabase(t), clock: new FixedClock('2026-06-09T12:10:00Z') };
  const impressions = new Impressions(context);
  impressions.note([1, 2]);
  await context.db.kysely.schema.alterTable('impressions').renameTo('away').execute();
  await assert.rejects(impressions.write());
  await context.db.kysely.schema.alterTable('away').renameTo('impressions').execute();
  impressions.note([2]);
  await impressions.write();
  const rows = await context.db.kysely.selectFrom('impressions').select(['paper', 'seen']).orderBy('paper').execute();
  assert.deepEqual(rows.map(({ paper, seen }) => [paper, seen]), [[1, 1], [2, 2]]);
});
