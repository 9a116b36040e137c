import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ageOf } from './age.js';

const at = (instant: string) => Date.parse(instant);

test('a paper ages by the hours of editions; weekends and holidays do not count', () => {
  // The edition of Friday 5 June 2026 is announced on Thursday at 20:00 in New York, midnight UTC in summer.
  assert.deepEqual(ageOf('2026-06-05', at('2026-06-05T08:00:00Z')), { editions: 0, hours: 8 });
  assert.deepEqual(ageOf('2026-06-05', at('2026-06-06T12:00:00Z')), { editions: 0, hours: 24 });
  assert.deepEqual(ageOf('2026-06-05', at('2026-06-07T23:00:00Z')), { editions: 0, hours: 24 });
  assert.deepEqual(ageOf('2026-06-05', at('2026-06-08T06:00:00Z')), { editions: 1, hours: 30 });
  assert.deepEqual(ageOf('2026-06-01', at('2026-06-08T06:00:00Z')), { editions: 5, hours: 126 });
});

test('what is yet to be announced has age 0, and what is very old is only old', () => {
  assert.deepEqual(ageOf('2026-06-09', at('2026-06-08T06:00:00Z')), { editions: 0, hours: 0 });
  assert.deepEqual(ageOf('1992-01-01', at('2026-06-08T06:00:00Z')), { editions: 40, hours: 960 });
});

test('time makes nothing younger', () => {
  const start = at('2026-01-01T00:00:00Z');
  fc.assert(
    fc.property(fc.nat(1_500), fc.nat(100), (hour, more) => {
      const [then, later] = [ageOf('2026-01-06', start + hour * 3_600_000), ageOf('2026-01-06', start + (hour + more) * 3_600_000)];
      assert.ok(later.hours >= then.hours && later.editions >= then.editions);
      // In the spring an edition has 23 hours and is still worth a day.
      assert.ok(later.hours - then.hours <= more + 1);
      assert.ok(then.hours >= 24 * then.editions && then.hours <= 24 * (then.editions + 1));
    }),
  );
});
