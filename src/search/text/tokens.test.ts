import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyText } from '#test/any-text';
import { phraseTerms, vectorTerms, wordTerms } from './analyse.js';
import { tokens } from './tokens.js';

test('tokens stand where they were found', () => {
  const text = 'The Gödel–Löb logic of C++, 深度学';
  const found = tokens(text).map(({ text: folded, start, end }) => `${folded}=${text.slice(start, end)}`);
  assert.deepEqual(found, ['the=The', 'godel=Gödel', 'lob=Löb', 'godellob=Gödel–Löb', 'logic=logic', 'of=of', 'c++=C++', '深度=深度', '度学=度学']);
});

const PIECES = [
  'a', 'Z', 'é', 'e\u0301', 'ß', 'İ', 'ﬁ', '½', 'Ⅳ', '₂', '²', 'α', 'Ω', 'ς', 'ɑ', 'ᵅ', 'µ', '𝛼', '𝒜', '中', '文', 'か\u3099', 'ｶ', 'ﾞ', '한', 'क', '\u094d', 'ش', 'ﷺ',
  '1', '-', '–', '−', '_', '^', '+', '++', '#', '\u00ad', '\u200d', '\u200c', '\ufe0f', '\u0301', '👩', '\ud800', '\udc00', ' ', '\n', '\u202e', '\0', '$', '{', '}', '\\', 'ŉ', '℃',
];
const texts = fc.oneof(
  anyText({ maxLength: 100 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((parts) => parts.join('')),
);

test('whatever the text, tokens are words within it, in order', () => {
  fc.assert(
    fc.property(texts, (text) => {
      let before = 0;
      for (const token of tokens(text)) {
        assert.ok(token.start < token.end && token.end <= text.length);
        assert.match(token.text, /^[\p{L}\p{N}\p{M}]+(?:\+\+|#)?$/u);
        assert.equal(token.text, token.text.toLowerCase());
        if (!token.joined) assert.ok(token.start >= before);
        before = token.joined ? before : token.start;
      }
    }),
    { numRuns: 1_000 },
  );
});

test('whatever the text, its terms are analysed again as themselves or stemmed, and hold no white space', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const term of [...wordTerms(text, { keepStopWords: true }), ...phraseTerms(text), ...vectorTerms(text)]) {
        assert.match(term, /^[^\s\0-\x1f\ud800-\udfff]+$/u);
        assert.ok(term.length <= 100);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('the work is bounded by the length of the text', () => {
  for (const unit of ['a', '-', 'a-', 'C++', '中', 'α', '\u0301', '^2', '1_', 'é-', '#']) {
    assert.ok(tokens(unit.repeat(Math.ceil(200_000 / unit.length))).every(({ text }) => text.length > 0));
  }
});
