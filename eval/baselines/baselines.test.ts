import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bm25 } from './bm25.js';
import { best, invert } from './inverted.js';
import { plainTerms } from './terms.js';
import { tfIdfCosine } from './tf-idf.js';

const close = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);
const index = invert([['a', 'a', 'b'], ['a', 'c', 'c', 'c', 'd'], ['e']]);

test('plain terms are lower case, stemmed, without stop words', () => {
  assert.deepEqual(plainTerms('The Studies of Graph-Networks'), ['studi', 'graph', 'network']);
});

test('BM25 is what it is by hand', () => {
  // Three documents of 3, 5 and 1 terms, 3 on average; "a" stands in two of them.
  const idf = Math.log(1 + 1.5 / 2.5);
  const scores = bm25(index, ['a', 'a'], { k1: 0.9, b: 0.4 });
  close(scores[0]!, (2 * idf * 2) / (2 + 0.9));
  close(scores[1]!, (2 * idf) / (1 + 0.9 * (0.6 + (0.4 * 5) / 3)));
  assert.equal(scores[2], 0);
  assert.deepEqual(best(scores, 10), [0, 1]);
});

test('the cosine of TF-IDF is what it is by hand', () => {
  const [a, b] = [(1 + Math.log(2)) * (Math.log(4 / 3) + 1), Math.log(2) + 1];
  close(tfIdfCosine(index)(['b'])[0]!, (b * b) / Math.hypot(a, b));
  assert.deepEqual(best(tfIdfCosine(index)(['e', 'a']), 1), [2]);
});
