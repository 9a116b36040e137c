import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { randomNumbers } from '../random.js';
import type { KnownPaper } from '../papers.js';
import { synonymsOf } from './synonyms.js';
import { authorAndYear, oneSentence, paraphrasedTitle, titleWithoutTwo } from './tasks.js';

const paper: KnownPaper = {
  id: '2605.01234',
  title: 'Folding large sheets of thin paper',
  abstract: 'We fold. This sentence has more than six words in it. Short one.',
  authors: ['Ada B. Example'],
  categories: ['cs.CG'],
  year: '2026',
};

test('two words of a title are dropped, whatever it is', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 3, maxLength: 12 }), fc.nat(), (words, seed) => {
      const item = titleWithoutTwo({ ...paper, title: words.join(' ') }, randomNumbers(seed))!;
      const left = item.query === '' ? [] : item.query.split(' ');
      assert.equal(left.length, words.length - 2);
      assert.equal(item.titleWords, words.length);
      let at = 0;
      for (const word of left) at = words.indexOf(word, at) + 1;
      assert.notEqual(at, 0);
    }),
  );
  assert.equal(titleWithoutTwo({ ...paper, title: 'Two words' }, randomNumbers(1)), undefined);
});

test('a sentence is one of those that say enough', () => {
  assert.equal(oneSentence(paper, randomNumbers(3))?.query, 'This sentence has more than six words in it.');
  assert.equal(oneSentence({ ...paper, abstract: '' }, randomNumbers(3)), undefined);
});

test('a paraphrase replaces half of the telling words by the usual spelling of what is nearest', () => {
  const embedder = { nearestTerms: (word: string) => (word === 'sheets' ? [{ term: 'sheet', cosine: 0.9 }, { term: 'foil', cosine: 0.8 }] : [{ term: 'far', cosine: 0.1 }]) };
  const synonym = synonymsOf([paper, { ...paper, title: 'foils foils foil' }], embedder);
  assert.equal(synonym('sheets'), 'foils');
  assert.equal(synonym('paper'), undefined);
  const queries = Array.from({ length: 20 }, (_, seed) => paraphrasedTitle(paper, randomNumbers(seed), synonym)?.query);
  assert.ok(queries.includes('Folding large foils of thin paper'));
});

test('an author and a year are asked for as the language has them', () => {
  assert.equal(authorAndYear(paper, randomNumbers(1))?.query, 'author:"A. Example" year:2026');
  assert.equal(authorAndYear({ ...paper, authors: [] }, randomNumbers(1)), undefined);
});
