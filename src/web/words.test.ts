import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counted, dayInNewYork, duration, exactDate, listed, longDay, nearDate, number, saidDate, signed } from './words.js';

test('numbers are said with their unit', () => {
  assert.equal(number(1184), '1,184');
  assert.equal(counted(1, 'paper'), '1 paper');
  assert.equal(counted(2, 'category', 'categories'), '2 categories');
  assert.equal(signed(-1.655), '−1.66');
  assert.equal(signed(0.8), '+0.80');
});

test('a date is said as exactly as it is known', () => {
  assert.equal(saidDate('2026'), '2026');
  assert.equal(saidDate('2026-06'), 'June 2026');
  assert.equal(saidDate('2026-06-03'), '3 June 2026');
  assert.equal(saidDate('2026-06-03T23:59:59Z'), '3 June 2026');
  assert.equal(exactDate('2026-06-03T17:59:59Z'), '3 June 2026, 17:59:59 UTC');
  assert.equal(exactDate('2026-06'), 'June 2026');
  assert.equal(saidDate('about 1900'), 'about 1900');
});

test('a year is left out where it is the one the reader is in', () => {
  assert.equal(nearDate('2026-06-01', '2026-06-03'), '1 June');
  assert.equal(nearDate('2025-12-31', '2026-01-02'), '31 December 2025');
  assert.equal(nearDate('2026-06', '2026-06-03'), 'June 2026');
});

test('days are said with their weekday', () => {
  assert.equal(longDay('2026-06-03'), 'Wednesday, 3 June 2026');
  assert.equal(dayInNewYork('2026-06-03T00:00:00Z'), 'Tuesday, 2 June');
});

test('lists and durations are said as people say them', () => {
  assert.equal(listed(['a', 'b', 'c']), 'a, b and c');
  assert.equal(listed(['a']), 'a');
  assert.equal(duration(1), '1 second');
  assert.equal(duration(125), 'about 2 minutes');
  assert.equal(duration(7200), 'about 2 hours');
});
