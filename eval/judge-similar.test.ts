import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Embedder } from '#search';
import type { Collection, Document, Query } from './collection.js';
import { EngineInMemory } from './engine-in-memory.js';
import { judgeSimilar } from './judge-similar.js';

const WORDS = ['tree', 'proof', 'river'];
/** Counts three words, so that only what is said of a facet with them tells papers apart. */
const embedder: Embedder = {
  name: 'three-words:1',
  dimensions: WORDS.length,
  embedPapers: async (papers) => papers.map(({ title, abstract }) => vectorOf(`${title} ${abstract}`)),
  embedQuery: async (text) => vectorOf(text),
  close: async () => {},
};

function vectorOf(text: string): Float32Array | undefined {
  const counts = Float32Array.from(WORDS, (word) => text.toLowerCase().split(word).length - 1);
  const length = Math.hypot(...counts);
  return length > 0 ? counts.map((count) => count / length) : undefined;
}

const paper = (id: string, problem: string, method: string): Document => ({ id, title: `Paper ${id}`, abstract: `Background: It is a matter of a ${problem}. Methods: We use a ${method} and more. Results: It works.` });
const DOCUMENTS = [paper('1', 'river', 'tree'), paper('2', 'river', 'proof'), paper('3', 'proof', 'tree'), paper('4', 'proof', 'proof')];

async function judged(queries: Query[], judgements: Collection['judgements']) {
  const found = await judgeSimilar({ name: 'made up', documents: DOCUMENTS, queries, judgements }, await EngineInMemory.open(DOCUMENTS, embedder));
  return new Map([...found].map(([facet, { judgement }]) => [facet, new Map(judgement.lines().map(({ method, means }) => [method, means['nDCG']!]))]));
}

test('a query with a facet is ranked by it, beside the ways that know none', async () => {
  const queries = [{ id: '1_background', title: '', text: '', facet: 'background' }, { id: '1_method', title: '', text: '', facet: 'method' }];
  const pool = (relevant: string) => new Map(DOCUMENTS.map(({ id }): [string, number] => [id, id === relevant ? 1 : 0]));
  const found = await judged(queries, new Map([['1_background', pool('2')], ['1_method', pool('3')]]));
  assert.deepEqual([...found.keys()], ['all', 'background', 'method']);
  assert.equal(found.get('background')!.get('by facet'), 1);
  assert.equal(found.get('method')!.get('by facet'), 1);
  assert.equal(found.get('all')!.get('by facet'), 1);
  assert.ok(found.get('all')!.get('fusion')! < 1, 'the whole papers cannot tell which of the two is meant');
});

test('where no query names a facet there is no such way, and a paper in its own pool is taken out', async () => {
  const found = await judged([{ id: '1', title: '', text: 'Paper 1' }], new Map([['1', new Map([['1', 1], ['3', 1], ['4', 0]])]]));
  assert.deepEqual([...found.keys()], ['all']);
  assert.equal(found.get('all')!.has('by facet'), false);
  assert.equal(found.get('all')!.get('fusion'), 1);
});
