import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { averagePrecision, binary, ndcg, ndcgOfPool, recall, reciprocalRank } from './metrics.js';

const close = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);
const judgements = new Map([['a', 1], ['b', 1], ['c', 1], ['d', 0]]);

test('nDCG is what it is by hand', () => {
  // Gains 1, 0, 1 at places 1, 2, 3: 1 + 1/2; the best is 1 + 1/log2(3) + 1/2.
  close(ndcg(['a', 'x', 'b', 'd'], judgements, 10), 1.5 / (1 + 1 / Math.log2(3) + 0.5));
  close(ndcg(['a', 'x', 'b', 'd'], judgements, 2), 1 / (1 + 1 / Math.log2(3)));
  close(ndcg(['x', 'd'], judgements, 10), 0);
  close(ndcg([], new Map(), 10), 0);
});

test('grades count where they are not made binary', () => {
  const graded = new Map([['a', 3], ['b', 1]]);
  close(ndcg(['b', 'a'], graded, 10), (1 + 3 / Math.log2(3)) / (3 + 1 / Math.log2(3)));
  close(ndcg(['b', 'a'], binary(graded), 10), 1);
});

test('recall and reciprocal rank are what they are by hand', () => {
  close(recall(['x', 'a', 'b'], judgements, 2), 1 / 3);
  close(recall(['x', 'a', 'b'], judgements, 100), 2 / 3);
  close(reciprocalRank(['x', 'd', 'b', 'a'], judgements), 1 / 3);
  close(reciprocalRank(['x'], judgements), 0);
  close(averagePrecision(['a', 'x', 'b', 'd'], judgements), (1 + 2 / 3) / 3);
  close(averagePrecision(['x'], judgements), 0);
});

test('NDCG of a share of the pool counts its first two places in full', () => {
  const pool = new Map([['a', 3], ['b', 2], ['c', 1], ...Array.from({ length: 12 }, (_, index): [string, number] => [`x${index}`, 0])]);
  const rest = [...pool.keys()].slice(3);
  // 15 papers, the first three are looked at: 1 + 0 + 3/log2(3) of 3 + 2 + 1/log2(3).
  close(ndcgOfPool(['c', 'x0', 'a', 'b', ...rest.slice(1)], pool, 0.2), (1 + 3 / Math.log2(3)) / (5 + 1 / Math.log2(3)));
  close(ndcgOfPool([...pool.keys()], pool, 0.2), 1);
});

test('no order is better than the best or worse than nothing', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 12 }), fc.dictionary(fc.string(), fc.integer({ min: -1, max: 3 })), fc.nat(12), (ranked, grades, cut) => {
      const judged = new Map(Object.entries(grades));
      for (const value of [ndcg(ranked, judged, cut), recall(ranked, judged, cut), reciprocalRank(ranked, judged), ndcgOfPool(ranked, judged, 0.2), averagePrecision(ranked, judged)]) assert.ok(value >= 0 && value <= 1 + 1e-12);
      const best = [...judged].sort(([, a], [, b]) => b - a).map(([id]) => id);
      assert.ok(ndcg(best, judged, cut) >= ndcg(ranked, judged, cut) - 1e-12);
    }),
  );
});
