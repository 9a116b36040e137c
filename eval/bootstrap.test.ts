import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pairedBootstrap } from './bootstrap.js';

test('what is always better by the same is better by that', () => {
  const other = [0.1, 0.5, 0.9, 0.3];
  const { mean, low, high } = pairedBootstrap(other.map((value) => value + 0.25), other);
  for (const value of [mean, low, high]) assert.ok(Math.abs(value - 0.25) < 1e-12);
});

test('the interval is that of the normal approximation where there are many queries', () => {
  const differences = Array.from({ length: 400 }, (_, index) => (index % 2 === 0 ? 1 : -0.5));
  const { mean, low, high } = pairedBootstrap(differences, differences.map(() => 0));
  const error = 0.75 / Math.sqrt(400);
  assert.ok(Math.abs(mean - 0.25) < 1e-12);
  assert.ok(Math.abs(low - (0.25 - 1.96 * error)) < 0.01 && Math.abs(high - (0.25 + 1.96 * error)) < 0.01);
});
