import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOfPeriod, isMonth, monthGrid, monthOfPeriod, neighbourMonths, periodName, weekOfPeriod } from './period.js';

test('a month stands in whole weeks from Monday, without the days of its neighbours', () => {
  const grid = monthGrid('2026-06');
  assert.equal(grid.length, 5);
  assert.deepEqual(grid[0]!.slice(0, 2), ['2026-06-01', '2026-06-02']);
  assert.deepEqual(grid[4], ['2026-06-29', '2026-06-30', undefined, undefined, undefined, undefined, undefined]);
  assert.equal(monthGrid('2026-08')[0]!.indexOf('2026-08-01'), 5);
});

test('a month that turns the ISO year has each week once and all its days', () => {
  for (const [month, days] of [['2024-12', 31], ['2027-01', 31], ['2028-02', 29]] as const) {
    const grid = monthGrid(month);
    assert.equal(grid.flat().filter(Boolean).length, days);
    assert.deepEqual(grid.flat().filter(Boolean), grid.flat().filter(Boolean).toSorted());
  }
});

test('a week lies in the month of its Thursday', () => {
  assert.equal(monthOfPeriod({ kind: 'week', key: '2026-W18' }), '2026-04');
  assert.equal(monthOfPeriod({ kind: 'week', key: '2026-W53' }), '2026-12');
  assert.equal(weekOfPeriod({ kind: 'month', key: '2026-06' }), '2026-W23');
});

test('from a week one goes to its last day with an edition', () => {
  const week = { kind: 'week', key: '2026-W23' } as const;
  assert.equal(dayOfPeriod(week, ['2026-05-29', '2026-06-01', '2026-06-04', '2026-06-09']), '2026-06-04');
  assert.equal(dayOfPeriod(week, []), '2026-06-01');
});

test('names and neighbours', () => {
  assert.equal(periodName({ kind: 'week', key: '2026-W05' }), 'Week 5');
  assert.equal(periodName({ kind: 'day', key: '2026-06-02' }), 'Tuesday, 2 June');
  assert.deepEqual(neighbourMonths('2026-01'), { before: '2025-12', after: '2026-02' });
  assert.ok(isMonth('2026-12') && !isMonth('2026-13') && !isMonth('June'));
});
