import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodeTex } from './decode-tex.js';
import { escapeTex } from './escape-tex.js';

describe('decodeTex', () => {
  const cases: [tex: string, text: string][] = [
    ['M{\\"u}ller', 'Müller'], ["Poincar\\'e", 'Poincaré'], ["Poincar{\\'{e}}", 'Poincaré'], ["\\'{\\i}", 'í'], ["Garc\\'\\i a", 'García'],
    ['{\\v C}apek \\v{s} \\c cedilla', 'Čapek š çedilla'], ['\\H{o} \\k{a} \\r{u} \\d{t}', 'ő ą ů ṭ'], ['\\^{o}', 'ô'], ["Nguy\\~{\\^e}n", 'Nguyễn'],
    ['Stra{\\ss}e, \\O re, {\\L}\\\'od\\\'z', 'Straße, Øre, Łódź'], ['\\ae{}on', 'æon'], ['\\~{} \\^{}', '~ ^'],
    ['R\\&D 50\\% C\\_1 \\#1', 'R&D 50% C_1 #1'], ['a~b', 'a b'], ['a\\ b\\-c\\/', 'a bc'],
    ['{BERT} for {{NLP}}', 'BERT for NLP'], ['{$L^{2}$}-norm', '$L^{2}$-norm'], ['$\\"{a} {b}$ {c}', '$\\"{a} {b}$ c'], ['costs \\$5', 'costs \\$5'], ['a $5 bill {x}', 'a $5 bill x'],
    ['\\emph{BERT {x}} \\href{a}{b}', '\\emph{BERT x} \\href{a}{b}'], ['{\\em BERT}', '{\\em BERT}'], ['{\\LaTeX}', '{\\LaTeX}'], ['\\textbackslash{}n', '\\n'],
    ['', ''], ['\\', '\\'], ['{', ''], ['}', ''], ['$', '$'], ["\\'", "\\'"], ['\\"{', '\\"'], ['$$x$$ {y}', '$$x$$ y'], ['$$x$ {y}', '$$x$ y'],
  ];
  for (const [tex, text] of cases) it(`reads ${tex || 'nothing'}`, () => assert.equal(decodeTex(tex), text));

  it('reads anything, quickly', () => {
    for (const piece of ['{', '}', '\\"{', '$', '$$', '\\{', "\\'{{", '\\(', '\\c ']) {
      const started = performance.now();
      decodeTex(piece.repeat(300_000));
      assert.ok(performance.now() - started < 3_000, `slow: ${piece}`);
    }
  });
});

describe('escapeTex', () => {
  const sign = fc.constantFrom(...'abcZ é&%#_~^$\\{}"\'-', '$x_1$', '\\emph{word}', '\\alpha ', '$$', ' ');
  const text = fc.array(sign, { maxLength: 30 }).map((signs) => signs.join(''));

  it('balances all braces, also those behind a backslash, whatever the text', () => {
    fc.assert(
      fc.property(text, (source) => {
        let depth = 0;
        for (const brace of escapeTex(source).match(/[{}]/g) ?? []) {
          depth += brace === '{' ? 1 : -1;
          assert.ok(depth >= 0);
        }
        assert.equal(depth, 0);
      }),
      { numRuns: 500 },
    );
  });

  it('is undone by decodeTex for text without commands of its own', () => {
    const common = [...'abcZ é&%#_~^-.:"\'', '$x_1$', '\\emph{word}', '\\alpha '];
    // A brace inside a formula cannot be alone, and matched ones are only TeX's grouping.
    const plain = fc
      .constantFrom(['$'], ['{ '], [' }'])
      .chain((lone) => fc.array(fc.constantFrom(...common, ...lone), { maxLength: 30 }))
      .map((signs) => signs.join(''));
    fc.assert(
      fc.property(plain, (source) => assert.equal(decodeTex(escapeTex(source)), source)),
      { numRuns: 500 },
    );
  });
});
