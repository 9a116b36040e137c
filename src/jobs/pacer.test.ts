import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FixedClock } from '#lib';
import { makeDatabase } from '../../test/make-database.js';
import { backOffMs } from './back-off.js';
import { Pacer, type Outcome, type Turn } from './index.js';

const START = '2026-06-03T12:00:00Z';
const oai = { lane: 'arxiv', host: 'oaipmh.arxiv.org' };
const api = { lane: 'arxiv', host: 'export.arxiv.org' };
const second = 1_000;
const hour = 3_600 * second;

async function taken(pacer: Pacer, place = oai): Promise<Turn> {
  const turn = await pacer.take(place);
  assert.ok(!('at' in turn), `free only at ${'at' in turn ? new Date(turn.at).toISOString() : ''}`);
  return turn;
}

test('any holders, in any order, killed at any moment: one request at a time, three seconds apart', async (t) => {
  const db = await makeDatabase(t);
  const step = fc.record({ who: fc.nat(3), host: fc.constantFrom(oai, api), wait: fc.nat(5_000), killed: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      await db.kysely.deleteFrom('pacing').execute();
      const clock = new FixedClock(START);
      const pacers = [0, 1, 2, 3].map((who) => new Pacer({ db, clock, holder: `process ${who}` }));
      let free = 0;
      let holder: number | undefined;
      for (const { who, host, wait, killed } of steps) {
        const answer = await pacers[who]!.take(host);
        if (!('at' in answer)) {
          assert.ok(clock.now() >= free, 'three seconds since the last one');
          assert.ok(holder === undefined || holder === who || clock.now() >= free + 100 * second, 'nobody else is asking');
          free = clock.now() + 3 * second;
          holder = who;
          clock.advance(wait);
          if (!killed) {
            await pacers[who]!.settle(answer, { kind: 'answered' });
            free = clock.now() + 3 * second;
            holder = undefined;
          }
        } else {
          assert.ok(answer.at > clock.now());
          clock.advance(wait);
        }
      }
    }),
    { numRuns: 40 },
  );
});

test('twenty ask at once and one gets the turn', async (t) => {
  const db = await makeDatabase(t);
  const clock = new FixedClock(START);
  const answers = await Promise.all(Array.from({ length: 20 }, (_, number) => new Pacer({ db, clock, holder: `process ${number}` }).take(oai)));
  assert.equal(answers.filter((answer) => !('at' in answer)).length, 1);
});

test('a host that asks for time gets it, across a restart; the other hosts of its lane do not wait', async (t) => {
  const db = await makeDatabase(t);
  const clock = new FixedClock(START);
  const first = new Pacer({ db, clock, holder: 'first' });
  await first.settle(await taken(first), { kind: 'refused', retryAfterMs: 600 * second });
  clock.advance(3 * second);
  const second_ = new Pacer({ db, clock, holder: 'second' });
  assert.deepEqual(await second_.take(oai), { at: Date.parse(START) + 600 * second });
  await second_.settle(await taken(second_, api), { kind: 'answered' });
  clock.advance(600 * second);
  await taken(second_);
});

test('without Retry-After the waits grow to half an hour and start small again after an answer', async (t) => {
  const db = await makeDatabase(t);
  const clock = new FixedClock(START);
  const pacer = new Pacer({ db, clock, holder: 'one', random: () => 0 });
  const waits: number[] = [];
  const ask = async (outcome: Outcome) => {
    const turn = await taken(pacer);
    const wait = (await pacer.settle(turn, outcome)) - clock.now();
    clock.advance(Math.max(wait, 3 * second));
    return wait / second;
  };
  for (let number = 0; number < 7; number += 1) waits.push(await ask({ kind: 'refused' }));
  assert.deepEqual(waits, [60, 120, 240, 480, 960, 1_800, 1_800]);
  await ask({ kind: 'answered' });
  assert.equal(await ask({ kind: 'failed' }), 30);
});

test('a clock that was a day ahead stops nothing when it is set right', async (t) => {
  const db = await makeDatabase(t);
  const clock = new FixedClock(START);
  clock.advance(24 * hour);
  const pacer = new Pacer({ db, clock, holder: 'one' });
  await pacer.settle(await taken(pacer), { kind: 'refused', retryAfterMs: hour });
  clock.advance(-24 * hour);
  await taken(pacer);
});

test('no wait is longer than six hours, whatever a host says, and none is negative', () => {
  fc.assert(
    fc.property(fc.constantFrom('refused', 'failed'), fc.option(fc.nat(10 ** 9), { nil: undefined }), fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (kind, retryAfterMs, failures, random) => {
      const wait = backOffMs(kind === 'failed' ? { kind } : { kind: 'refused', retryAfterMs }, failures, random);
      assert.ok(wait >= 0 && wait <= 6 * hour);
    }),
  );
});
