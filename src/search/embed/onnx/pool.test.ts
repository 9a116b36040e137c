import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { POOLINGS } from './configuration.js';
import { pool } from './pool.js';

/** Two texts of three tokens with two dimensions; the second is one token shorter. */
const TWO = { numbers: [1, 0, 2, 6, 6, 3, 4, 4, 8, 0, 99, 99], texts: 2, tokens: 3, dimensions: 2, mask: [1n, 1n, 1n, 1n, 1n, 0n] };

test('each way of pooling, with padding left out', () => {
  const pooled = (pooling: Parameters<typeof pool>[1]) => pool(TWO, pooling).map((vector) => [...vector]);
  assert.deepEqual(pooled('mean'), [[3, 3], [6, 2]]);
  assert.deepEqual(pooled('cls'), [[1, 0], [4, 4]]);
  assert.deepEqual(pooled('lasttoken'), [[6, 3], [8, 0]]);
  assert.deepEqual(pooled('max'), [[6, 6], [8, 4]]);
  assert.deepEqual(pooled('mean_sqrt_len_tokens'), [[9 / Math.sqrt(3), 9 / Math.sqrt(3)], [12 / Math.SQRT2, 4 / Math.SQRT2]].map((vector) => [...Float32Array.from(vector)]));
  assert.deepEqual(pooled('weightedmean'), [[(1 + 4 + 18) / 6, (12 + 9) / 6], [20 / 3, 4 / 3]].map((vector) => [...Float32Array.from(vector)]));
});

test('a text of which no token counts gets zeros', () => {
  for (const pooling of POOLINGS) assert.deepEqual(pool({ ...TWO, mask: [0, 0, 0, 0, 0, 0] }, pooling).map((vector) => [...vector]), [[0, 0], [0, 0]]);
});

test('what padding holds never matters', () => {
  const finite = fc.float({ noNaN: true, noDefaultInfinity: true });
  fc.assert(fc.property(fc.constantFrom(...POOLINGS), fc.integer({ min: 1, max: 5 }), fc.array(fc.oneof(finite, fc.constant(Number.NaN)), { minLength: 6, maxLength: 6 }), (pooling, own, padding) => {
    const numbers = Array.from({ length: own * 2 }, (_, place) => place - 3);
    const bare = pool({ numbers, texts: 1, tokens: own, dimensions: 2, mask: numbers.slice(own).map(() => 1) }, pooling);
    const padded = pool({ numbers: [...numbers, ...padding], texts: 1, tokens: own + 3, dimensions: 2, mask: [...numbers.slice(own).map(() => 1), 0, 0, 0] }, pooling);
    assert.deepEqual(padded, bare);
  }));
});
