import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escapeHtml } from './escape.js';
import { excerpt } from './excerpt.js';

test('cuts after a word', () => {
  assert.equal(excerpt('one two three', 13), 'one two three');
  assert.equal(excerpt('one two three', 12), 'one two…');
  assert.equal(excerpt('one two, three', 10), 'one two…');
  assert.equal(excerpt('one two three', 8), 'one two…');
  assert.equal(excerpt('onetwothree', 6), 'onetw…', 'a word too long to leave out is cut');
  assert.equal(excerpt('a', 0), '');
});

test('cuts no character in two', () => {
  assert.equal(excerpt('ab😀cd', 4), 'ab…');
  assert.equal(excerpt('abe\u0301cd', 4), 'ab…');
});

test('is never longer than asked for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 70 }), (text, characters) => {
      const cut = excerpt(text, characters);
      assert.ok(cut.length <= characters);
      assert.ok(cut === text || cut.endsWith('…'));
      assert.ok(!text.isWellFormed() || cut.isWellFormed());
    }),
  );
});

test('escapes for elements and attributes', () => {
  assert.equal(escapeHtml(`<a href="x" title='y'>&`), '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;');
  assert.equal(escapeHtml('plain'), 'plain');
});
