import assert from 'node:assert/strict';
import { writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeFolder } from '#test/make-folder';
import { WordCounter } from './count-words.js';
import { readDictionary, writeDictionary } from './dictionary-file.js';
import { Dictionary } from './dictionary.js';
import { oneEditAway, slipsBetween } from './edits.js';
import { correctWords, variedWords } from './speller.js';

const dictionary = Dictionary.of([['transformer', 9_000], ['transformers', 7_000], ['tranformer', 4], ['neural', 20_000], ['network', 15_000], ['networks', 18_000], ['attention', 8_000], ['retention', 90], ['architecture', 12_000], ['gan', 900], ['naïve', 40], ['with', 150_000], ['wish', 197]]);

test('one slip is mended, in long words two, and a space that is missing', () => {
  for (const [written, meant] of [['tranformer', 'transformer'], ['netwrok', 'network'], ['atention', 'attention'], ['archtiectrue', 'architecture'], ['neuralnetwork', 'neural network'], ['metwork', 'network']] as const) {
    assert.equal(dictionary.correction(written), meant, written);
  }
});

test('words that are in use, short, or like no other stay as they are', () => {
  for (const word of ['retention', 'networks', 'gan', 'gam', 'zzzzzz', 'x', '', 'gpt4', 'c++', 'naïve', 'wish']) assert.equal(dictionary.correction(word), undefined, word);
  assert.deepEqual(correctWords(dictionary, ['NETWROK', 'netwrok', 'graph-netwrok', '', '"']), [{ written: 'netwrok', read: 'network' }]);
});

test('two words that papers write as one are looked up so, and one that many write as two', () => {
  const counter = new WordCounter();
  for (let paper = 0; paper < 40; paper += 1) {
    counter.add({ title: paper % 2 === 0 ? 'A multimodal network' : 'A multi-modal network', abstract: paper % 4 === 0 ? 'Multi modal data of the state, space and K means.' : 'Kmeans, a statespace.' });
    counter.add({ title: paper < 3 ? 'A net work' : 'A network', abstract: "In to into. A large-language model's modes, a model s." });
  }
  const met = Dictionary.of(counter.known());
  const vary = (query: string) => variedWords(met, query.split(' ')).map(({ written, read }) => `${written} = ${read}`);
  assert.deepEqual(vary('Multi modal learning'), ['Multi modal = multimodal']);
  assert.deepEqual(vary('multimodal'), ['multimodal = multi modal']);
  assert.deepEqual(vary('k means'), ['k means = kmeans']);
  assert.deepEqual(vary('network in to multi-modal multi'), [], 'few write net work, stop words are none, a compound is looked up as a whole anyway');
  assert.deepEqual(vary('large language models'), [], 'nobody writes that as one word');
  assert.deepEqual(vary('multimodal data'), ['multimodal = multi modal'], 'as usual as the other');
  const rare = Dictionary.of([['time series', 900], ['timeseries', 20], ['dataset', 900], ['data set', 100]]);
  assert.deepEqual(['time series', 'timeseries', 'dataset distillation', 'dataset'].flatMap((query) => variedWords(rare, query.split(' ')).map(({ read }) => read)), ['time series', 'data set'], 'a way that few write is not looked up, its usual way is');
  assert.deepEqual(vary('net work'), ['net work = network']);
  assert.deepEqual(vary(`multi modal ${'word '.repeat(12).trim()}`), [], 'a pasted text');
});

test('completes by what is most in use', () => {
  assert.deepEqual(dictionary.complete('net', 5), ['networks', 'network']);
  assert.deepEqual(dictionary.complete('tra', 1), ['transformer']);
  assert.deepEqual(dictionary.complete('q', 5), []);
});

test('a correction is a word that is known (or two), no more than two slips away, for any word', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'networkatsi'), maxLength: 14 });
  fc.assert(
    fc.property(fc.oneof(letters, fc.string({ unit: 'grapheme' }), fc.string()), (word) => {
      const read = dictionary.correction(word);
      if (read === undefined) return;
      assert.notEqual(read, word);
      for (const part of read.split(' ')) assert.ok(dictionary.frequency(part) > 0);
      assert.ok(slipsBetween(word, read.replace(' ', ''), 2) <= 2);
    }),
  );
});

test('slips are counted alike from both ends, and one slip away is what is made by one', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abc'), maxLength: 8 });
  fc.assert(fc.property(word, word, (one, other) => assert.equal(slipsBetween(one, other, 9), slipsBetween(other, one, 9))));
  fc.assert(
    fc.property(word, (one) => {
      for (const other of oneEditAway(one)) assert.ok(slipsBetween(one, other, 2) <= 1, `${one} ${other}`);
    }),
  );
  fc.assert(fc.property(word, word, (one, other) => slipsBetween(one, other, 2) !== 1 || new Set(oneEditAway(one)).has(other)));
});

test('words are counted once a paper, and those of fewer than three papers are left out', () => {
  const counter = new WordCounter();
  for (let paper = 0; paper < 3; paper += 1) counter.add({ title: 'Graph networks', abstract: `A graph, a graph and word${'abc'[paper]}.` });
  const known = new Map(counter.known());
  assert.equal(known.get('graph'), 3);
  assert.equal(known.has('worda'), false);
});

test('the file gives back what was written; one that is damaged or of another format gives nothing', (t) => {
  const path = join(makeFolder(t), 'search', 'dictionary.txt');
  assert.equal(readDictionary(path), undefined);
  writeDictionary(path, { dictionary, papers: 1_234 });
  const read = readDictionary(path);
  assert.equal(read?.papers, 1_234);
  assert.deepEqual([...read.dictionary.entries()], [...dictionary.entries()]);
  const text = readFileSync(path, 'utf8');
  for (const damaged of [text.replace('network', 'notwork'), text.slice(0, -20), text.replace('"format":2', '"format":9'), 'hello', '{}\n', '']) {
    writeFileSync(path, damaged);
    assert.equal(readDictionary(path), undefined, damaged.slice(0, 40));
  }
});
