import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { FASTEST, FixedClock, InvalidInputError, pacedClock, parseClock, sleepUntil } from './index.js';

const instant = fc.integer({ min: Date.UTC(1991, 7, 14), max: Date.UTC(2100, 0) });
const speed = fc.oneof(fc.integer({ min: 1, max: FASTEST }), fc.double({ min: 0.001, max: 10_000, noNaN: true }));
const pace = fc.record({ start: instant, speed, origin: instant });

describe('pacedClock', () => {
  it('shows its start at its origin, and an hour later in a second', () => {
    const real = new FixedClock(1_766_300_000_000);
    const clock = pacedClock({ start: '2026-05-31T18:00:00Z', speed: 3600, origin: 1_766_300_000_000 }, real);
    assert.equal(new Date(clock.now()).toISOString(), '2026-05-31T18:00:00.000Z');
    real.advance(1000);
    assert.equal(new Date(clock.now()).toISOString(), '2026-05-31T19:00:00.000Z');
    real.advance(-2000);
    assert.equal(new Date(clock.now()).toISOString(), '2026-05-31T17:00:00.000Z');
  });

  it('never goes back while real time goes on, and keeps its speed', () => {
    fc.assert(
      fc.property(pace, fc.integer({ min: -86_400_000, max: 1_000_000_000 }), fc.nat(10_000_000), (given, after, later) => {
        const real = new FixedClock(given.origin + after);
        const clock = pacedClock(given, real);
        const before = clock.now();
        real.advance(later);
        const passed = clock.now() - before;
        assert.ok(passed >= 0);
        assert.ok(Math.abs(passed - later * given.speed) <= 2 + passed * 1e-6);
      }),
    );
  });

  it('is the same clock again from its text', () => {
    fc.assert(
      fc.property(pace, instant, (given, at) => {
        const real = new FixedClock(at);
        const clock = pacedClock(given, real);
        assert.equal(parseClock(clock.text, real).now(), clock.now());
        assert.equal(parseClock(clock.text).text, clock.text);
      }),
    );
  });

  it('tells another process the same time', () => {
    const text = `2026-05-31T18:00:00Z@3600x${Date.now()}`;
    const program = `import { parseClock } from ${JSON.stringify(new URL('./index.js', import.meta.url).href)};
      const real = Date.now();
      console.log(JSON.stringify([real, parseClock(${JSON.stringify(text)}, { now: () => real }).now()]));`;
    const [real, shown] = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' })) as [number, number];
    assert.equal(parseClock(text, new FixedClock(real)).now(), shown);
  });

  for (const [name, given, message] of [
    ['start', { start: 'tomorrow', speed: 1, origin: 0 }, /"tomorrow" is no instant a clock can start at/],
    ['speed 0', { start: 0, speed: 0, origin: 0 }, /cannot run 0 times/],
    ['speed too high', { start: 0, speed: FASTEST * 2, origin: 0 }, /at most 1000000/],
    ['origin', { start: 0, speed: 1, origin: NaN }, /"NaN" is no real instant/],
  ] as const) {
    it(`refuses a wrong ${name}`, () => assert.throws(() => pacedClock(given), (error) => error instanceof InvalidInputError && message.test(error.message)));
  }
});

describe('parseClock', () => {
  for (const text of ['', 'now', '2026-05-31', '2026-05-31T18:00:00Z', '2026-05-31T18:00:00Z@3600', '2026-05-31T18:00:00+02:00@1x0', '2026-05-31T18:00:00Z@-1x0', '2026-05-31T18:00:00Z@1x1.5', '2026-05-31T18:00:00Z@1x0 and more']) {
    it(`says what a clock looks like instead of ${JSON.stringify(text)}`, () => {
      assert.throws(() => parseClock(text), (error) => error instanceof InvalidInputError && error.message.includes('2026-05-31T18:00:00Z@3600x1766300000000'));
    });
  }

  it('names the part that is out of range', () => {
    assert.throws(() => parseClock('2026-02-31T99:00:00Z@1x0'), /"2026-02-31T99:00:00Z" is no instant/);
    assert.throws(() => parseClock('2026-05-31T18:00:00Z@0x0'), /cannot run 0 times/);
  });

  it('throws nothing but its own error, and takes what it takes as it stands', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.tuple(fc.string(), fc.string(), fc.string()).map(([a, b, c]) => `${a}@${b}x${c}`)), (text) => {
        try {
          assert.equal(parseClock(text).text.length > 0, true);
        } catch (error) {
          assert.ok(error instanceof InvalidInputError, String(error));
        }
      }),
    );
  });
});

describe('sleepUntil', () => {
  it('waits in the time of a fast clock', async () => {
    const clock = pacedClock({ start: '2026-05-31T18:00:00Z', speed: 36_000, origin: Date.now() });
    const began = Date.now();
    await sleepUntil(clock, '2026-05-31T19:00:00Z');
    assert.ok(clock.now() >= Date.parse('2026-05-31T19:00:00Z'));
    assert.ok(Date.now() - began < 5000, 'an hour of the clock is a tenth of a second');
  });

  it('returns at once when the instant has passed', async () => {
    await sleepUntil(new FixedClock('2026-05-31T18:00:00Z'), '2026-05-31T18:00:00Z');
  });

  it('waits for a standing clock until it is moved', async () => {
    const clock = new FixedClock('2026-05-31T18:00:00Z');
    let awake = false;
    const sleeping = sleepUntil(clock, '2026-05-31T18:00:03Z').then(() => (awake = true));
    await new Promise((resolve) => setTimeout(resolve, 30));
    assert.equal(awake, false);
    clock.advance(3000);
    await sleeping;
  });

  it('ends when told to', async () => {
    const stop = new AbortController();
    const sleeping = sleepUntil({ now: () => 0 }, 1e12, stop.signal);
    stop.abort(new Error('stopping'));
    await assert.rejects(sleeping, (error: Error) => error.name === 'AbortError' && (error.cause as Error).message === 'stopping');
    await assert.rejects(sleepUntil({ now: () => 0 }, 0, stop.signal), /stopping/);
  });

  it('refuses what is no instant', async () => {
    await assert.rejects(sleepUntil(new FixedClock(0), 'soon'), /"soon" is no instant/);
  });
});
