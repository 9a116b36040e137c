import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { stem } from './stem.js';

test('a stem begins as its word, so that marking words may pass over those that begin otherwise', () => {
  const endings = fc.constantFrom('', 's', 'es', 'sses', 'ies', 'y', 'ed', 'ing', 'ational', 'iveness', 'ement', 'ion', 'e', 'll');
  const letters = fc.array(fc.constantFrom(...'abceiknoprsty19'), { minLength: 1, maxLength: 8 }).map((list) => list.join(''));
  fc.assert(fc.property(letters, endings, (begin, end) => assert.equal(stem(begin + end)[0], begin[0])), { numRuns: 3_000 });
});

test('words of one stem that mean something else are not one term', () => {
  const apart = [['transformers', 'transformations'], ['generative', 'general'], ['generalization', 'generation'], ['experience', 'experiments'], ['operators', 'operations'], ['objectives', 'objects'], ['severe', 'several'], ['universities', 'universal'], ['integrable', 'integrated']];
  for (const [one, other] of apart) assert.notEqual(stem(one!), stem(other!), `${one} and ${other}`);
  const together = [['transformer', 'transformers'], ['transforms', 'transformation'], ['generators', 'generated'], ['general', 'generally'], ['experiments', 'experiment'], ['experience', 'experiences'], ['operator', 'operators'], ['integrals', 'integrable'], ['directed', 'directions'], ['positional', 'positions']];
  for (const [one, other] of together) assert.equal(stem(one!), stem(other!), `${one} and ${other}`);
});
