import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { anyText } from '#test/any-text';
import { genericTitle, nearlyEqualText, titleKey } from './title.js';

describe('titleKey', () => {
  const equal: [string, string][] = [
    ['Attention Is All You Need', 'attention is all you need.'],
    ['Pre-training of Multi-Agent Systems', 'Pretraining of  multi agent\nsystems'],
    ['On Kähler–Einstein metrics', 'On K{\\"a}hler-Einstein metrics'],
    ['Schr\\"odinger operators', 'Schrodinger Operators'],
    ['Erd\\H{o}s and \\v{S}afarevi\\v{c}', 'Erdős and Šafarevič'],
    ['$\\alpha$-decay in $^{12}$C', 'α-decay in 12C'],
    ['The alpha decay', 'The $\\alpha$-decay'],
    ['Bounds in $L^2$', 'Bounds in L²'],
    ['A space over $\\mathbb{R}$', 'A space over R'],
    ['A^*-algebras', '$A^\\ast$ algebras'],
    ['Learning & Planning', 'Learning and Planning'],
    ['Water, H<sub>2</sub>O', 'Water, H2O'],
    ['“Quoted” ‘title’', '"Quoted" \'title\''],
    ['ﬁne-tuning', 'fine tuning'],
    ['深度学习：综述', '深度学习 综述'],
  ];
  for (const [a, b] of equal) it(`${a.replaceAll('\n', ' ')} = ${b.replaceAll('\n', ' ')}`, () => assert.equal(titleKey(a), titleKey(b)));

  const different: [string, string][] = [
    ['Spaces with RCD(K,N) bounds', 'Spaces with RCD^*(K,N) bounds'],
    ['Bounds in $L^2$', 'Bounds in $L^p$'],
    ['Programming in C', 'Programming in C++'],
    ['On the theorem of X, I', 'On the theorem of X, II'],
    ['Erratum: the theorem', 'The theorem'],
    ['The case $n<3$', 'The case $n>3$'],
    ['深度学习', '深度强化学习'],
    ['हिन्दी', 'हन्दी'],
  ];
  for (const [a, b] of different) it(`${a} is not ${b}`, () => assert.notEqual(titleKey(a), titleKey(b)));

  it('does not see case, spaces, hyphens and other punctuation', () => {
    const word = fc.constantFrom('neural', 'Nets', 'L2', 'Über', 'A*', 'straße', 'Σ-algebra', 'x+y');
    const joint = fc.constantFrom(' ', '-', ' – ', ': ', '\n', ', ', ' "');
    fc.assert(
      fc.property(fc.array(fc.tuple(word, joint, joint), { minLength: 1, maxLength: 8 }), (parts) => {
        const [one, other] = [parts.map(([w, j]) => w + j).join(''), parts.map(([w, , j]) => w.toUpperCase() + j).join('')];
        assert.equal(titleKey(one), titleKey(other));
        assert.equal(titleKey(titleKey(one)), titleKey(one));
      }),
    );
  });

  it('takes any text, and has letters whenever the title is not generic', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 40 }), (text) => {
        assert.ok(!/[\s-]/.test(titleKey(text)));
        assert.ok(genericTitle(text) || titleKey(text) !== '');
      }),
    );
  });

  it('takes hostile text in its stride', () => {
    for (const piece of ['{', '<i ', '(', '$', '\\', '``', ': erratum ']) {
      const text = piece.repeat(100_000 / piece.length);
      assert.equal(typeof titleKey(text), 'string');
      assert.equal(typeof genericTitle(text), 'boolean');
    }
  });
});

describe('genericTitle', () => {
  const generic = [
    '', '  ', '$$', 'Erratum', 'Editorial', 'Rejoinder', 'Introduction', 'Preface', 'Foreword', 'Discussion', 'The Introduction',
    'Erratum to: Limits of Sums', 'Corrigendum: Limits of Sums', 'Limits of Sums: Erratum', 'Limits of Sums (Corrigendum)',
    'Comment on "Limits of Sums"', 'A comment on limits', 'Comments on `Limits`', 'Comment: Limits of Sums', 'Reply to Comment on “Limits”',
    'Response to the comments of a reader', 'Discussion of "Limits" by A. Person', 'Discussion: The limits of sums', 'A Rejoinder on Limits',
    'Guest Editorial: Limits', 'Editorial (a preface)', 'Introduction to the Special Issue on Limits', 'Foreword to the Proceedings', 'Book Review: Limits',
    'Table of Contents', 'Correction to: “Limits of Sums”', 'Addendum to ``Limits\'\'', 'Networks', 'Acknowledgments', 'Invited Talk', 'Retraction: Limits of Sums',
  ];
  for (const title of generic) it(`"${title}" recognises nothing`, () => assert.ok(genericTitle(title)));

  const telling = [
    'Introduction to Quantum Groups', 'A retraction theorem for groups', 'Correction of Energy Scales', 'Editorial Alignment of Models',
    'Comment and Control: Hijacking Workflows', 'Response to stimuli in networks', 'Discussion Threads as Graphs', 'Panel Data Models', 'A Note on Sums',
    'Classification of groups (with Corrigendum)', 'An index theorem', 'Abstract machines revisited', '深度学习综述',
  ];
  for (const title of telling) it(`"${title}" is a title of its own`, () => assert.ok(!genericTitle(title)));
});

describe('nearlyEqualText', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 3, maxLength: 6 });
  const text = fc.array(word, { minLength: 40, maxLength: 80 });

  it('says so of a text and itself, and of one with a word changed', () => {
    fc.assert(
      fc.property(text, fc.nat(39), (words, at) => {
        const changed = words.with(at, 'zzz');
        assert.ok(nearlyEqualText(words.join(' '), words.join('\n').toUpperCase()));
        assert.ok(nearlyEqualText(words.join(' '), changed.join(', ')));
      }),
    );
  });

  it('is symmetric and denies it of other words, or of half the text', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        assert.equal(nearlyEqualText(a.join(' '), b.join(' ')), nearlyEqualText(b.join(' '), a.join(' ')));
        assert.ok(!nearlyEqualText(a.join(' '), b.map((each) => `x${each}`).join(' ')));
        assert.ok(!nearlyEqualText(a.join(' '), a.slice(0, a.length / 2).join(' ')));
      }),
    );
  });

  it('never says so of short texts', () => {
    const words = Array.from({ length: 20 }, (_, index) => `word${index}`);
    assert.ok(nearlyEqualText(words.join(' '), words.join(' ')));
    assert.ok(!nearlyEqualText(words.slice(1).join(' '), words.slice(1).join(' ')));
    assert.ok(!nearlyEqualText('', ''));
  });
});
