import assert from 'node:assert/strict';
import { test } from 'node:test';
import { estimate } from './estimate.js';

test('tokens by four characters each, money only by a price', () => {
  assert.deepEqual(estimate(1_000_000, 1_400), { tokens: 350_000_000 });
  assert.deepEqual(estimate(1_000_000, 1_400, 0.02), { tokens: 350_000_000, money: 7 });
  assert.deepEqual(estimate(0, 1_400, 0.02), { tokens: 0, money: 0 });
});
