import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeRecord } from '#test/make-record';
import { PaperTerms } from '../index/paper-terms.js';
import { rowOf } from '../index/row.js';
import { wordForWord, writtenQuery } from './word-for-word.js';

const paper = { ...makeRecord({ id: '2401.00001', title: 'A GPT-4 of the folded sheets', abstract: 'We fold. It is the self-supervised learning of sheets that we study here.' }), number: 1, sources: ['arxiv'] };
const termsOf = (changes: object = {}) => PaperTerms.ofRow(rowOf({ ...paper, ...changes } as unknown as Parameters<typeof rowOf>[0]));
const terms = termsOf();
const said = (query: string) => {
  const written = writtenQuery(query.split(' '));
  return written && wordForWord(written, terms);
};

test('a title half remembered is told from words of it in another order', () => {
  assert.deepEqual(said('a gpt-4 of the folded sheets'), { where: 'title', part: 1 });
  assert.deepEqual(said('Folding sheet'), { where: 'title', part: 2 / 7 });
  assert.deepEqual(said('GPT 4 sheets'), { where: 'title', part: 3 / 7 });
  for (const query of ['sheets folded', 'gpt4 sheets', 'sheets', 'of the', 'folded sheets of paper']) assert.equal(said(query), undefined, query);
});

test('a sentence of the abstract is one when its words follow one another', () => {
  assert.deepEqual(said('self supervised learning of sheets'), { where: 'abstract', part: 1 });
  for (const query of ['supervised learning sheets', 'self-supervised sheets that we study', 'folds self-supervised learning of sheets now']) assert.equal(said(query), undefined, query);
});

test('words left out of a title never keep it from being told, whatever they are', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{2,8}$/), { minLength: 2, maxLength: 10 }), fc.nat(), (words, place) => {
      const row = termsOf({ title: words.join(' ') });
      const written = writtenQuery(words.filter((_, at) => words.length < 3 || at !== place % words.length));
      if (written === undefined) return;
      const found = wordForWord(written, row);
      assert.equal(found?.where, 'title');
      assert.ok(found.part > 0.4 && found.part <= 1);
    }),
  );
});
