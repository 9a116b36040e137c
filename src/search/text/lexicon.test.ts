import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyText } from '#test/any-text';
import { JOINED, Lexicon, STOP_WORD, TELLS_NOTHING } from './lexicon.js';
import { stem } from './stem.js';
import { tokens } from './tokens.js';

function told(lexicon: Lexicon, text: string): [term: string, joined: boolean][] {
  const terms: [string, boolean][] = [];
  lexicon.forEachTerm(text, (term, marks) => terms.push([term, (marks & JOINED) !== 0]));
  return terms;
}

const analysed = (text: string) => tokens(text).map(({ text: word, joined }): [string, boolean] => [stem(word), joined]);

const PIECES = [
  'a', 'the', 'Networks', 'learning', 'é', 'e\u0301', '中', '文', 'か\u3099', 'α', 'ß', '1', '12345', '-', '–', '_', '^', '+', '++', '#', '.', ',', "'", '(', ')', '/',
  '\u00ad', '\u200d', '\u0301', '\ud800', '\udc00', '👩', ' ', ' ', ' ', '\n', '\t', '\u00a0', '\u202e', '\0', '\u007f', '\u0080', '@', '[', '`', '{', '|', '~', '=',
];
const texts = fc.oneof(
  anyText({ maxLength: 100 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((parts) => parts.join('')),
);

test('whatever the text, its terms are those of all its tokens, met before or not', () => {
  // Room for few, so that pieces meet in one place and everything is forgotten time and again.
  const lexicons = [new Lexicon(stem, 4), new Lexicon(stem, 64), new Lexicon(stem)];
  fc.assert(
    fc.property(texts, (text) => {
      for (const lexicon of lexicons) for (let time = 0; time < 2; time += 1) assert.deepEqual(told(lexicon, text), analysed(text));
    }),
    { numRuns: 2_000 },
  );
});

test('long words, and more words than it remembers, are analysed as well', () => {
  const lexicon = new Lexicon(stem, 1_024);
  const text = Array.from({ length: 5_000 }, (_, at) => `${'Classifications'.repeat(1 + (at % 9))}${at}-x`).join(' ');
  for (let time = 0; time < 2; time += 1) assert.deepEqual(told(lexicon, text), analysed(text));
});

test('it says which are stop words, and which tell nothing', () => {
  const marks: Record<string, number> = {};
  new Lexicon(stem).forEachTerm('The x 12345 1234 learning', (term, of) => (marks[term] = of));
  assert.deepEqual(marks, { the: STOP_WORD, x: TELLS_NOTHING, 12345: TELLS_NOTHING, 1234: 0, learn: 0 });
});
