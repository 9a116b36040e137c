import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { stemmer } from 'stemmer';
import { phraseTerms, vectorTerms, wordTerms } from './analyse.js';
import { STOP_WORDS } from './stop-words.js';

const TERMS: [string, string][] = [
  ['Deep networks for the classification of images', 'deep network classif imag'],
  ['COVID-19 and state-of-the-art', 'covid 19 covid19 state art stateoftheart'],
  ["Gödel's naïve Schr\\\"odinger", 'godel s naiv schroding'],
  ['GPT-4, GPT4 and GPT 4', 'gpt 4 gpt4 gpt4 gpt 4'],
  ['C++, C# and C in Notepad++ or Objective-C++11', 'c++ c# c notepad notepad++ objective c++ objectivec++ 11'],
  ['x++y, a#b, A#1, C##, i + +j', 'x y b 1 c j'],
  ['ΛCDM', 'lambda cdm lambdacdm'],
  ['γγ → μμ in 5 µm', 'gamma gamma gammagamma mu mu mumu 5 mu m mum'],
  ['σύνθεση λόγου', 'συνθεση λογου'],
  ['ﬁnite ﬂow, H₂O, x², Straße, Ørsted', 'finit flow h2o x2 strass orst'],
  ['深度学习, モデル in 大', '深度 度学 学习 モデ デル 大'],
  ['GPT模型', 'gpt 模型'],
  ['Обучение с подкреплением', 'обучение с подкреплением'],
  ['हिन्दी می‌خواهم', 'हिन्दी میخواهم'],
  ['👩‍🔬 ❤️ — … !!! “”', ''],
  ['＄ ＧＰＴ－４', 'gpt 4 gpt4'],
  ['Erdős–Rényi', 'erdo renyi erdosrenyi'],
  ['𝒜-module over ℝ', 'modul amodul r'],
];

test('makes terms', async (t) => {
  for (const [text, terms] of TERMS) await t.test(text, () => assert.equal(wordTerms(text).join(' '), terms));
});

const ALIKE = [
  [String.raw`$\alpha$-divergence`, 'α-divergence', 'alpha-divergence', 'Alpha–Divergences', String.raw`\alpha-divergence`],
  [String.raw`$\Lambda$CDM`, 'ΛCDM', 'Lambda-CDM'],
  ['CO$_2$', 'CO₂', 'CO_2', 'CO2', String.raw`$\mathrm{CO}_2$`, 'CO_{2}'],
  ['$L^2$', 'L²', 'L^2', 'L2'],
  [String.raw`Erd\H{o}s--R\'enyi $G$`, 'Erdős–Rényi G', 'Erdos-Renyi g'],
  [String.raw`\emph{finite} {GPT}-4`, 'ﬁnite GPT-4'],
];

test('one thing has the same terms however it is written', async (t) => {
  for (const [first, ...others] of ALIKE) {
    for (const other of others) await t.test(`${first} and ${other}`, () => assert.deepEqual(wordTerms(other), wordTerms(first!)));
  }
});

test('a phrase does not depend on hyphens, a vector not on single characters and long numbers', () => {
  assert.deepEqual(phraseTerms('Self-supervised learning'), phraseTerms('self supervised learning'));
  assert.deepEqual(vectorTerms('A x-ray of GPT-4 at 2026 and 20260531, C++'), ['rai', 'gpt', '2026', 'c++']);
});

test('stop words are kept when asked for', () => {
  assert.deepEqual(wordTerms('To be or not to be'), []);
  assert.deepEqual(wordTerms('To be or not to be', { keepStopWords: true }), ['to', 'be', 'or', 'not', 'to', 'be']);
});

test('English in ASCII is analysed exactly as the measured recipe says', () => {
  const recipe = (text: string) =>
    (text.toLowerCase().match(/[a-z0-9]+(?:-[a-z0-9]+)*/g) ?? [])
      .flatMap((word) => (word.includes('-') ? [...word.split('-'), word.replaceAll('-', '')] : [word]))
      .filter((word) => !STOP_WORDS.has(word))
      .map((word) => stemmer(word));
  const pieces = ['a', 'The', 'networks', 'self', 'x', '4', '2026', '-', '--', ' ', ' ', '.', ',', "'", '(', ')', '/', '%', '"', 'Running', 'ies', '+', '&', ';', '?'];
  const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join('').replace(/\++/g, '+'));
  fc.assert(fc.property(texts, (text) => assert.deepEqual(wordTerms(text), recipe(text))), { numRuns: 1_000 });
});
