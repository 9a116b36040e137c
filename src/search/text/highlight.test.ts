import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { wordTerms } from './analyse.js';
import { highlighter } from './highlight.js';

const marked = (asked: string[], text: string) => highlighter(asked)(text).map(({ start, end }) => text.slice(start, end));

test('words are found in all their forms, and nothing else', () => {
  assert.deepEqual(marked(['graph', 'networks'], 'Graphs, a network and paragraphs of networking'), ['Graphs', 'network', 'networking']);
  assert.deepEqual(marked(['Gödel'], 'GODEL and Gödel’s theorem'), ['GODEL', 'Gödel']);
  assert.deepEqual(marked(['covid-19'], 'of COVID-19 and covid'), ['COVID-19', 'covid']);
  assert.deepEqual(marked(['the', '?', ''], 'the end?'), []);
});

test('a phrase is one mark where its words follow each other, stop words among them', () => {
  assert.deepEqual(marked(['chain of thought'], 'A chain of thoughts is no chain; of thought, chain-of-thought.'), ['chain of thoughts', 'chain; of thought', 'chain-of-thought']);
  assert.deepEqual(marked(['self supervised'], 'self-supervised, supervised self'), ['self-supervised']);
  assert.deepEqual(marked(['deep learning', 'deep'], 'deep learning, deep'), ['deep learning', 'deep']);
});

test('ranges are in order, apart and within the text, whatever it is', () => {
  const texts = fc.array(fc.oneof(fc.constantFrom('graph', 'networks', ' ', '-', '紙の', 'ﬁne', 'é', '🦊'), fc.string({ unit: 'grapheme' })), { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(fc.property(texts, fc.array(texts, { maxLength: 4 }), (text, asked) => {
    let before = -1;
    for (const { start, end } of highlighter([...asked, 'graph'])(text)) {
      assert.ok(start > before && end > start && end <= text.length);
      before = end;
    }
  }));
});

test('what is marked for a word has a term of it', () => {
  fc.assert(fc.property(fc.lorem({ maxCount: 20, mode: 'words' }), fc.lorem({ maxCount: 2, mode: 'words' }), (text, asked) => {
    const [word = ''] = asked.split(' ');
    const terms = new Set(wordTerms(word));
    for (const found of marked([word], text)) assert.ok(wordTerms(found).some((term) => terms.has(term)), `${found} for ${word}`);
    if (text.split(' ').includes(word) && terms.size > 0) assert.ok(marked([word], text).includes(word));
  }));
});
