import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { sentences } from './sentences.js';

const folded = (text: string) => text.replace(/\s+/g, '');

describe('a sentence does not end', () => {
  const whole = [
    'We follow common optimisers, e.g. Adam, throughout.',
    'Smith et al. (2019) and Jones et al. 2020 agree.',
    'The curve in Fig. 3 and the table of Sec. III-B show it.',
    'Accuracy grows by 3.5 points, i.e. 12 %.',
    'Version v1.2 vs. Version 2 of arXiv.org are compared.',
    'Let $x. Y$ be such that $a. B$ holds.',
    'For \\(a. B\\) it is known.',
    'A result of J. R. Smith is extended.',
    'Is this so ... and why?',
    'They cost 3 Ph.D. theses.',
  ];
  for (const text of whole) test(`within: ${text}`, () => assert.deepEqual(sentences(text), [text]));
});

describe('a sentence ends', () => {
  const cases: [string, string[]][] = [
    ['We study x. It works.', ['We study x.', 'It works.']],
    ['This extends Smith et al. We prove more.', ['This extends Smith et al.', 'We prove more.']],
    ['Is it so? Yes! (We think.) "Indeed." Good.', ['Is it so?', 'Yes!', '(We think.)', '"Indeed."', 'Good.']],
    ['It costs $5 million. We pay $6 more. Done.', ['It costs $5 million.', 'We pay $6 more.', 'Done.']],
    ['The bound is $O(n)$. $K$ is small.', ['The bound is $O(n)$.', '$K$ is small.']],
    ['We reach 95.2. 20 runs were made.', ['We reach 95.2.', '20 runs were made.']],
    ['We test type-A. The rest is open.', ['We test type-A.', 'The rest is open.']],
    ['本文提出一种方法。结果很好！真的？', ['本文提出一种方法。', '结果很好！', '真的？']],
    ['Кратко. Подробно.', ['Кратко.', 'Подробно.']],
    ['No full stop at the end', ['No full stop at the end']],
    [' \n\t ', []],
  ];
  for (const [text, expected] of cases) test(`in: ${text}`, () => assert.deepEqual(sentences(text), expected));
});

test('nothing is lost, added or empty, whatever the text', () => {
  const pieces = fc.array(fc.oneof(fc.string(), fc.constantFrom('. ', '.', ' $', '$ ', 'e.g. ', 'et al. ', 'Fig. ', '3.5', '。', '! ', '?', '\\(', '\\)', 'We ', 'A. ', '"', ') ')), { maxLength: 40 });
  fc.assert(
    fc.property(pieces, (parts) => {
      const text = parts.join('');
      const found = sentences(text);
      assert.equal(folded(found.join('')), folded(text));
      assert.ok(found.every((sentence) => sentence !== '' && sentence === sentence.trim()));
    }),
  );
});

test('plain sentences are found again as they were', () => {
  const sentence = fc.tuple(fc.constantFrom('We', 'The', 'Our'), fc.array(fc.stringMatching(/^[b-z]{4,9}$/), { minLength: 2, maxLength: 8 })).filter(([, words]) => !['corp', 'approx'].includes(words.at(-1)!)).map(([first, words]) => `${first} ${words.join(' ')}.`);
  fc.assert(fc.property(fc.array(sentence, { minLength: 1 }), (list) => assert.deepEqual(sentences(list.join(' ')), list)));
});

test('text of a megabyte without an end or full of marks is split all the same', () => {
  for (const piece of ['a', '$', '. ', '. A', '\\(', '.', '$x ', 'e.g. ', '\\[ ']) {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    assert.equal(folded(sentences(text).join('')).length, folded(text).length);
  }
});
