import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyText } from '#test/any-text';
import { cleanText } from './clean.js';

const TEXTS: [string, string, string][] = [
  ['space', '  a \n\t b\u00a0c\u2028d\u3000', 'a b c d'],
  ['composition', 'e\u0301', 'é'],
  ['control characters', 'a\0b\x07\x1b\x7f\x9fc', 'abc'],
  ['direction', 'a\u202eb\u2066c\u2069\u200e\u200f\u061cd', 'abcd'],
  ['unseen', '\ufeffa\u200bb\u00adc\u2060d\u{e0041}', 'abcd'],
  ['joiners of scripts and emoji stay', 'می\u200cخواهم 👩\u200d🔬', 'می\u200cخواهم 👩\u200d🔬'],
  ['lone surrogates', 'a\ud800b\udc00', 'a\ufffdb\ufffd'],
  ['piled marks', `e${'\u0336'.repeat(50)}x`, `e${'\u0336'.repeat(8)}x`],
  ['mojibake of Latin letters', 'SchrÃ¶dinger, PoincarÃ©, ErdÅ‘s', 'Schrödinger, Poincaré, Erdős'],
  ['mojibake of punctuation', 'itâ€™s â€œsoâ€\u009d â€“ â€” Â±', 'it’s “so” – — ±'],
  ['mojibake of Greek and Cyrillic', 'Î±-Î² Ð´Ð°', 'α-β да'],
  ['mojibake read as Latin-1', 'it\u00e2\u0080\u0099s', 'it’s'],
  ['mojibake twice over', 'PoincarÃƒÂ©', 'Poincaré'],
  ['mojibake that needs a no-break space', 'voilÃ\u00a0', 'voilà'],
  ['proper text stays', 'Schrödinger, Ångström, “É», naïve – 5 µm', 'Schrödinger, Ångström, “É», naïve – 5 µm'],
  ['half mojibake, half proper: stays', 'é and Ã©', 'é and Ã©'],
  ['one pair that may be meant', 'CAFÉ® and more', 'CAFÉ® and more'],
  ['TeX stays', String.raw`Poincar\'e $\alpha$`, String.raw`Poincar\'e $\alpha$`],
];

test('cleans', async (t) => {
  for (const [name, source, expected] of TEXTS) await t.test(name, () => assert.equal(cleanText(source), expected));
});

test('cleaning twice changes nothing more, whatever the text', () => {
  const pieces = ['Ã', '©', 'Â', 'â', '€', '™', '\x80', '\x99', '\u00a0', ' ', 'a', 'e', '\u0301', '\0', '\u202e', '\ud800', '\udc00', '\u200b', '\n', 'ƒ', '\u1100', '\u1161'];
  const texts = fc.oneof(
    anyText({ maxLength: 100 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const once = cleanText(text);
      assert.equal(cleanText(once), once);
      assert.ok(once.isWellFormed());
      assert.doesNotMatch(once, /[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|^\s|\s$|\s\s/);
    }),
    { numRuns: 1_000 },
  );
});

test('what was garbled is restored, however often', () => {
  const garble = (text: string) => new TextDecoder('windows-1252').decode(new TextEncoder().encode(text));
  const texts = fc.array(fc.constantFrom('Schrödinger', 'Poincaré', 'Erdős', 'δ-ε', '“so”', 'naïve', 'a', '–'), { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
  fc.assert(fc.property(texts, fc.integer({ min: 1, max: 5 }), (text, times) => {
    let garbled = text;
    for (let i = 0; i < times; i++) garbled = garble(garbled);
    assert.equal(cleanText(garbled), text);
  }));
});
