import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { stem } from './stem.js';

test('a stem begins as its word, so that marking words may pass over those that begin otherwise', () => {
  const endings = fc.constantFrom('', 's', 'es', 'sses', 'ies', 'y', 'ed', 'ing', 'ational', 'iveness', 'ement', 'ion', 'e', 'll');
  const letters = fc.array(fc.constantFrom(...'abceiknoprsty19'), { minLength: 1, maxLength: 8 }).map((list) => list.join(''));
  fc.assert(fc.property(letters, endings, (begin, end) => assert.equal(stem(begin + end)[0], begin[0])), { numRuns: 3_000 });
});
