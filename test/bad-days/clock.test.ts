import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { Editions } from '#feed';
import { Jobs, takeLease } from '#jobs';
import { FixedClock } from '#lib';
import { announcementDay, announcementInstant, Papers, type PaperRecord } from '#papers';
import { announceImport, listImports } from '#sources';
import { makeDatabase } from '../make-database.js';
import { announcedOn, makeRecord } from '../make-record.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

async function makeEditions(t: TestContext, now: string) {
  const db = await makeDatabase(t);
  const clock = new FixedClock(now);
  const editions = new Editions({ db, clock, categories: async () => [] });
  const why = async (key: string) => (await editions.read({ period: { kind: 'day', key } })).empty?.kind;
  return { clock, editions, why, papers: new Papers({ db, clock }) };
}

function announcedFor(day: string, number: number): PaperRecord {
  return makeRecord({ id: `2606.${String(number).padStart(5, '0')}`, title: `Paper number ${number} on clocks`, announcements: announcedOn(day, ['cs.LG']) });
}

describe('the clock jumps over midnight while pages are served', () => {
  test('what was still to come becomes what is missing, at the announcement and not at midnight', async (t) => {
    const { clock, papers, why } = await makeEditions(t, '2026-12-02T23:59:59.999Z');
    await papers.save([announcedFor('2026-12-02', 1)]);
    assert.deepEqual([await why('2026-12-02'), await why('2026-12-03'), await why('2026-12-04')], [undefined, 'future', 'future']);
    clock.set('2026-12-03T00:00:00Z');
    assert.equal(await why('2026-12-03'), 'future', 'midnight in UTC announces nothing');
    clock.set('2026-12-03T00:59:59.999Z');
    assert.equal(await why('2026-12-03'), 'future', 'nor a moment before 20:00 in New York');
    clock.set('2026-12-03T01:00:00Z');
    assert.deepEqual([await why('2026-12-03'), await why('2026-12-04')], ['nothing-imported', 'future']);
    clock.set('2026-12-03T05:00:00Z');
    assert.deepEqual([await why('2026-12-03'), await why('2026-12-04')], ['nothing-imported', 'future'], 'midnight in New York neither');
  });

  test('a weekend is one as soon as its Friday evening has come', async (t) => {
    const { clock, why } = await makeEditions(t, '2026-06-05T23:59:59Z');
    assert.equal(await why('2026-06-06'), 'future');
    for (const now of ['2026-06-06T00:00:00Z', '2026-06-06T12:00:00Z', '2026-06-07T12:00:00Z', '2026-06-30T12:00:00Z']) {
      clock.set(now);
      assert.equal(await why('2026-06-06'), 'weekend', now);
    }
  });

  test('the latest edition is there at once, and a day too far ahead never is it', async (t) => {
    const { clock, editions, papers } = await makeEditions(t, '2026-06-02T23:59:00Z');
    await papers.save([announcedFor('2026-06-02', 1), announcedFor('2036-06-03', 2)]);
    assert.equal(await editions.latestDay(), '2026-06-02');
    clock.set('2026-06-03T00:01:00Z');
    await papers.save([announcedFor('2026-06-03', 3)]);
    assert.equal(await editions.latestDay(), '2026-06-03');
    assert.equal((await editions.read({ period: { kind: 'day', key: '2026-06-02' } })).next?.key, '2026-06-03');
    clock.set('2026-06-02T22:01:00Z');
    assert.equal(await editions.latestDay(), '2026-06-03', 'set back again, nothing that was read is taken away');
  });
});

describe('the change to summer and to winter time', () => {
  const cases: [day: string, instant: string, why: string][] = [
    ['2026-03-06', '2026-03-06T01:00:00Z', 'the Friday before the change to summer time'],
    ['2026-03-09', '2026-03-09T00:00:00Z', 'announced on the Sunday of the change'],
    ['2026-03-10', '2026-03-10T00:00:00Z', 'the first weekday of summer time'],
    ['2026-10-30', '2026-10-30T00:00:00Z', 'the Friday before the change to winter time'],
    ['2026-11-02', '2026-11-02T01:00:00Z', 'announced on the Sunday of the change'],
    ['2026-11-03', '2026-11-03T01:00:00Z', 'the first weekday of winter time'],
  ];
  for (const [day, instant, why] of cases) {
    test(`the edition of ${day} comes at ${instant}: ${why}`, async (t) => {
      assert.equal(announcementInstant(day), instant);
      const { clock, why: reason } = await makeEditions(t, new Date(Date.parse(instant) - 1).toISOString());
      assert.equal(await reason(day), 'future');
      clock.advance(1);
      assert.equal(await reason(day), 'nothing-stored');
    });
  }

  test('around both changes every moment belongs to one edition, later moments to no earlier one', () => {
    const around = (day: string) => fc.integer({ min: -96 * 60, max: 96 * 60 }).map((minutes) => Date.parse(`${day}T06:00:00Z`) + minutes * MINUTE);
    const moment = fc.oneof(around('2026-03-08'), around('2026-11-01'));
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 180 }), (at, minutes) => {
        const [first, second] = [new Date(at), new Date(at + minutes * MINUTE)].map((time) => announcementDay(time.toISOString())) as [string, string];
        assert.ok(first <= second, `${first} and ${second}`);
        assert.ok(Date.parse(announcementInstant(first)) > at, 'announced after it came in');
      }),
    );
  });
});

describe('a clock that is set back', () => {
  async function makeJobs(t: TestContext) {
    const db = await makeDatabase(t);
    const clock = new FixedClock('2026-11-01T06:30:00Z');
    return { db, clock, jobs: new Jobs(db, clock, 'one'), successor: new Jobs(db, clock, 'other') };
  }

  test('work that was put down before is done now', async (t) => {
    const { clock, jobs } = await makeJobs(t);
    await jobs.add('import', {});
    clock.advance(-HOUR);
    assert.ok(await jobs.take(['import']));
  });

  test('work that a dead process held is taken up now', async (t) => {
    const { clock, jobs, successor } = await makeJobs(t);
    await jobs.add('import', {});
    await jobs.take(['import']);
    clock.advance(-HOUR);
    assert.equal((await successor.take(['import']))?.attempts, 2);
  });

  test('work that waits after a failure is tried now, and then waits as it should', async (t) => {
    const { clock, jobs } = await makeJobs(t);
    await jobs.add('import', {});
    await jobs.fail((await jobs.take(['import']))!, new Error('away'));
    clock.advance(-HOUR);
    await jobs.fail((await jobs.take(['import']))!, new Error('away'));
    assert.equal(await jobs.take(['import']), undefined);
    clock.advance(11_000);
    assert.equal((await jobs.take(['import']))?.attempts, 3);
  });

  test('a lease of a dead holder ends', async (t) => {
    const { db, clock } = await makeJobs(t);
    const lease = (holder: string) => ({ name: 'indexer', holder, forMs: MINUTE });
    assert.equal(await takeLease(db, clock, lease('a')), true);
    clock.advance(-HOUR);
    assert.equal(await takeLease(db, clock, lease('b')), true);
  });

  test('clocks of two machines that differ by a little steal nothing from one another', async (t) => {
    const { db, clock, jobs } = await makeJobs(t);
    const behind = new FixedClock(clock.now() - 2 * MINUTE);
    const others = new Jobs(db, behind, 'on the machine whose clock is behind');
    await jobs.add('import', {});
    assert.ok(await jobs.take(['import']));
    assert.equal(await others.take(['import']), undefined);
    assert.equal(await takeLease(db, clock, { name: 'indexer', holder: 'a', forMs: MINUTE }), true);
    assert.equal(await takeLease(db, behind, { name: 'indexer', holder: 'b', forMs: MINUTE }), false);
  });

  test('wherever the clock jumps, all work is done within five minutes, and once', async (t) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: -3 * HOUR, max: 3 * HOUR }), { maxLength: 8 }), async (jumps) => {
        const { clock, jobs } = await makeJobs(t);
        for (const [index, jump] of jumps.entries()) {
          await jobs.add('import', index);
          clock.advance(jump);
        }
        const taken: unknown[] = [];
        const workOff = async () => {
          for (let job = await jobs.take(['import']); job !== undefined; job = await jobs.take(['import'])) {
            taken.push(job.payload);
            await jobs.finish(job);
          }
        };
        await workOff();
        // What a small jump puts off, which could be another machine's clock, comes soon.
        clock.advance(5 * MINUTE + 1);
        await workOff();
        assert.deepEqual(taken.toSorted(), jumps.map((_, index) => index));
      }),
      { numRuns: 15 },
    );
  });
});

test('an import whose process died is not called running for ever', async (t) => {
  const db = await makeDatabase(t);
  const clock = new FixedClock('2026-06-03T12:00:00Z');
  await announceImport(db, clock, { name: 'papers.jsonl', fingerprint: '1-ab', totalBytes: 1 });
  await db.kysely.updateTable('imports').set({ state: 'running' }).execute();
  const state = async () => (await listImports(db, { clock }))[0]?.state;
  clock.advance(MINUTE);
  assert.equal(await state(), 'running');
  clock.advance(2 * MINUTE);
  assert.equal(await state(), 'interrupted');
});
