import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { spreadOf, standing } from './standing.js';

describe('spreadOf and standing', () => {
  it('stand a score in its edition', () => {
    const spread = spreadOf([0, 0, 0, 0, 0, 2, 2, 2, 2, 2]);
    assert.deepEqual(spread, { mean: 1, deviation: 1 });
    assert.equal(standing(2, spread!), 1);
    assert.equal(standing(-1.5, spread!), -2.5);
    assert.ok(standing(1000, spread!) < 2.6 && standing(1000, spread!) > standing(999, spread!));
  });

  it('say nothing of fewer than ten papers, and 0 where all are equal', () => {
    assert.equal(spreadOf([1, 2, 3, 4, 5, 6, 7, 8, 9]), undefined);
    for (const score of [3, Math.log1p(7), 0.1]) assert.equal(standing(score, spreadOf(Array.from({ length: 10 }, () => score))!), 0);
  });

  it('keep the order of scores', () => {
    const scores = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 10, maxLength: 50 });
    fc.assert(
      fc.property(scores, (each) => {
        const spread = spreadOf(each)!;
        const sorted = each.toSorted((a, b) => a - b).map((score) => standing(score, spread));
        for (const [index, z] of sorted.slice(1).entries()) assert.ok(z >= sorted[index]!);
        assert.ok(sorted.every((z) => Math.abs(z) < 2.6));
      }),
    );
  });
});
