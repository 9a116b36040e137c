import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createLogger, FixedClock } from '#lib';
import { makeDatabase } from '../../test/make-database.js';
import { giveLease, HopelessError, Jobs, takeLease, work, type JobHandler } from './index.js';

async function makeJobs(t: TestContext) {
  const db = await makeDatabase(t);
  const clock = new FixedClock('2026-06-03T12:00:00Z');
  return { db, clock, jobs: new Jobs(db, clock, 'one'), others: new Jobs(db, clock, 'other') };
}

const minute = 60_000;

test('work is taken once, oldest first, and only by those who know its kind', async (t) => {
  const { jobs, others } = await makeJobs(t);
  await jobs.add('import', { path: 'a' });
  await jobs.add('import', { path: 'b' });
  assert.equal(await jobs.take(['digest']), undefined);
  const [first, second] = [await jobs.take(['import']), await others.take(['import'])];
  assert.deepEqual([first?.payload, second?.payload], [{ path: 'a' }, { path: 'b' }]);
  assert.equal(await jobs.take(['import']), undefined);
});

test('twenty takers at once: every piece of work is taken exactly once', async (t) => {
  const { db, clock, jobs } = await makeJobs(t);
  for (let number = 0; number < 20; number += 1) await jobs.add('import', number);
  const taken = await Promise.all(Array.from({ length: 25 }, (_, index) => new Jobs(db, clock, `taker ${index}`).take(['import'])));
  assert.deepEqual(taken.flatMap((job) => (job === undefined ? [] : [Number(job.payload)])).sort((a, b) => a - b), Array.from({ length: 20 }, (_, number) => number));
});

test('what a dead holder had is taken up after its lease, not before', async (t) => {
  const { clock, jobs, others } = await makeJobs(t);
  await jobs.add('import', {});
  const job = await jobs.take(['import']);
  clock.advance(0.9 * minute);
  assert.equal(await others.take(['import']), undefined);
  await jobs.renew(job!);
  clock.advance(0.9 * minute);
  assert.equal(await others.take(['import']), undefined);
  clock.advance(0.2 * minute);
  assert.equal((await others.take(['import']))?.attempts, 2);
});

test('a failure is tried again after growing waits, and given up in the end', async (t) => {
  const { db, clock, jobs } = await makeJobs(t);
  const number = await jobs.add('import', {});
  let attempts = 0;
  for (let passed = 0; passed < 600; passed += 1) {
    const job = await jobs.take(['import']);
    if (job !== undefined) {
      attempts += 1;
      await jobs.fail(job, new Error('the server is away'));
    }
    clock.advance(5_000);
  }
  const row = await db.kysely.selectFrom('jobs').select(['state', 'error', 'attempts']).where('number', '=', number).executeTakeFirstOrThrow();
  assert.deepEqual({ ...row }, { state: 'failed', error: 'the server is away', attempts: 8 });
  assert.equal(attempts, 8);
});

test('the worker gives back what it holds when told to stop, and does not retry the hopeless', async (t) => {
  const { db, jobs } = await makeJobs(t);
  const stop = new AbortController();
  const seen: unknown[] = [];
  const handlers: Record<string, JobHandler> = {
    good: async (payload) => void seen.push(payload),
    hopeless: async () => {
      throw new HopelessError('no such file');
    },
    long: async (_payload, signal) => {
      stop.abort();
      assert.ok(signal.aborted);
    },
  };
  for (const kind of ['good', 'hopeless', 'long']) await jobs.add(kind, kind);
  await work({ jobs, handlers, log: createLogger('silent', 'test'), signal: stop.signal });
  assert.deepEqual(seen, ['good']);
  const rows = await db.kysely.selectFrom('jobs').select(['kind', 'state', 'attempts']).orderBy('number').execute();
  assert.deepEqual(rows.map(({ kind, state, attempts }) => [kind, state, attempts]), [['good', 'done', 1], ['hopeless', 'failed', 1], ['long', 'waiting', 0]]);
});

test('a lease has one holder until it ends or is given up', async (t) => {
  const { db, clock } = await makeJobs(t);
  const lease = (holder: string) => ({ name: 'indexer', holder, forMs: minute });
  assert.equal(await takeLease(db, clock, lease('a')), true);
  assert.equal(await takeLease(db, clock, lease('b')), false);
  assert.equal(await takeLease(db, clock, lease('a')), true, 'renewed');
  clock.advance(2 * minute);
  assert.equal(await takeLease(db, clock, lease('b')), true);
  await giveLease(db, { name: 'indexer', holder: 'a' });
  assert.equal(await takeLease(db, clock, lease('a')), false, 'only its holder gives it up');
  await giveLease(db, { name: 'indexer', holder: 'b' });
  assert.equal(await takeLease(db, clock, lease('a')), true);
});
