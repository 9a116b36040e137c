import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { wordTerms } from '#search';
import { sharedWords } from './shared-words.js';

test('terms are said as the words they come from', () => {
  const paper = { title: 'Vesicles in $\\alpha$-cells', abstract: 'Transporting vesicles, we found a Gödel sentence.' };
  assert.deepEqual(sharedWords(paper, wordTerms('transported vesicle')), ['transporting', 'vesicles']);
  assert.deepEqual(sharedWords(paper, ['nowhere']), []);
});

test('every word that is said has the term it stands for', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (title, abstract) => {
    const terms = [...new Set(wordTerms(`${title} ${abstract}`))];
    const said = sharedWords({ title, abstract }, terms);
    assert.ok(said.length <= terms.length);
    for (const word of said) assert.ok(wordTerms(word).length > 0, word);
  }));
});
