import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyText } from '#test/any-text';
import { TermCounter } from './term-counter.js';

const word = anyText({ minLength: 1, maxLength: 6 }).map((text) => text.replaceAll(/[ \n]/g, '').toWellFormed()).filter((text) => text !== '');

test('terms are counted as cutting at spaces and line ends would count them', () => {
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 12 }), fc.array(word), fc.array(fc.constantFrom(' ', '\n', '  ', ' \n')), fc.infiniteStream(fc.nat(20)), (terms, others, gaps, which) => {
      const said = others.map((other) => terms[which.next().value ?? 0] ?? other);
      const text = said.map((one, at) => `${one}${gaps[at % gaps.length] ?? ' '}`).join('');
      const { counts, length } = new TermCounter(terms).count(Buffer.from(text));
      assert.equal(length, said.length);
      assert.deepEqual([...counts], terms.map((term) => said.filter((one) => one === term).length));
    }),
  );
});

test('terms with the same hash are told apart', () => {
  // The best known of all pairs that FNV-1a confuses.
  const terms = ['costarring', 'liquid'];
  assert.deepEqual([...new TermCounter(terms).count(Buffer.from('liquid costarring liquid')).counts], [1, 2]);
  assert.deepEqual([...new TermCounter(['liquid']).count(Buffer.from('costarring')).counts], [0]);
});

test('nothing is counted in nothing', () => {
  assert.deepEqual(new TermCounter([]).count(Buffer.from('a b')), { counts: new Uint32Array(), length: 2 });
  assert.deepEqual(new TermCounter(['a']).count(Buffer.alloc(0)), { counts: new Uint32Array(1), length: 0 });
});
