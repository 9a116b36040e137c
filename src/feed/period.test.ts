import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { daysOf, formatPeriod, monthOf, nextPeriod, parsePeriod, previousPeriod, weekOf } from './period.js';
import type { Period, PeriodKind } from './types.js';

const day = fc.integer({ min: -400 * 366, max: 400 * 366 }).map((days) => Temporal.PlainDate.from('2026-06-03').add({ days }).toString());
const period = fc
  .tuple(fc.constantFrom<PeriodKind>('day', 'week', 'month'), day)
  .map(([kind, of]): Period => ({ kind, key: kind === 'day' ? of : kind === 'week' ? weekOf(of) : monthOf(of) }));

describe('parsePeriod', () => {
  const accepted: [PeriodKind, string][] = [['day', '2024-02-29'], ['week', '2026-W53'], ['week', '2026-W01'], ['month', '2026-12']];
  for (const [kind, key] of accepted) it(`takes ${key}`, () => assert.deepEqual(parsePeriod(kind, key), { kind, key }));

  const refused: [PeriodKind, string][] = [
    ['day', '2025-13-40'], ['day', '2026-02-29'], ['day', '2026-6-3'], ['day', '2026-06'], ['day', ' 2026-06-03'], ['day', '2026-06-03T00:00'],
    ['week', '2025-W53'], ['week', '2026-W54'], ['week', '2026-W00'], ['week', '2026-w23'], ['week', '2026W23'], ['week', '2026-06'],
    ['month', '2026-00'], ['month', '2026-13'], ['month', '2026-6'], ['month', '2026-06-03'], ['month', ''],
  ];
  for (const [kind, key] of refused) it(`refuses "${key}" as ${kind}`, () => assert.equal(parsePeriod(kind, key), undefined));

  it('takes exactly the keys that days are in', () => {
    fc.assert(fc.property(period, (each) => assert.deepEqual(parsePeriod(each.kind, each.key), each)));
  });
});

describe('daysOf, nextPeriod and previousPeriod', () => {
  it('count days, weeks and months', () => {
    assert.deepEqual(daysOf({ kind: 'day', key: '2026-06-03' }), ['2026-06-03']);
    assert.deepEqual([daysOf({ kind: 'week', key: '2026-W53' }).at(0), daysOf({ kind: 'week', key: '2026-W53' }).at(-1)], ['2026-12-28', '2027-01-03']);
    assert.equal(daysOf({ kind: 'month', key: '2024-02' }).length, 29);
    assert.deepEqual(nextPeriod({ kind: 'week', key: '2026-W53' }), { kind: 'week', key: '2027-W01' });
    assert.deepEqual(previousPeriod({ kind: 'month', key: '2026-01' }), { kind: 'month', key: '2025-12' });
  });

  it('leave no day out and take none twice', () => {
    fc.assert(
      fc.property(period, (each) => {
        const following = nextPeriod(each);
        assert.deepEqual(previousPeriod(following), each);
        const days = [...daysOf(each), ...daysOf(following)];
        const expected = days.map((_, index) => Temporal.PlainDate.from(days[0]!).add({ days: index }).toString());
        assert.deepEqual(days, expected);
      }),
    );
  });

  it('put every day into its own week and month', () => {
    fc.assert(
      fc.property(day, (each) => {
        assert.ok(daysOf({ kind: 'week', key: weekOf(each) }).includes(each));
        assert.ok(daysOf({ kind: 'month', key: monthOf(each) }).includes(each));
      }),
    );
  });
});

describe('formatPeriod', () => {
  const cases: [PeriodKind, string, string][] = [
    ['day', '2026-06-03', 'Wednesday, 3 June 2026'],
    ['week', '2026-W23', 'Week 23, 1–7 June 2026'],
    ['week', '2026-W27', 'Week 27, 29 June – 5 July 2026'],
    ['week', '2026-W53', 'Week 53, 28 December 2026 – 3 January 2027'],
    ['month', '2026-06', 'June 2026'],
  ];
  for (const [kind, key, words] of cases) it(`${key} is "${words}"`, () => assert.equal(formatPeriod({ kind, key }), words));
});
