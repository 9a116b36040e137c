import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from '#test/make-database';
import { GenerationWriter } from '../index/generation.js';
import { INDEX_FORMAT, newGenerationName, Place } from '../index/place.js';
import { SearchIndex, type OpenIndex } from '../index/search-index.js';
import type { TermFrequencies } from '../rank/term-weights.js';
import { findingTerms, rankAlike } from './rank-alike.js';

const [PAPERS, DIMENSIONS, WORDS, LENGTH] = [300, 8, 60, 15];

/** Numbers that look random and are the same each time. */
function randomNumbers(seed: number): () => number {
  return () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Two of three papers are new, but one of fifty of the others. */
const dayOf = (paper: number) => (paper % 3 === 0 ? 20_200_101 : paper % 50 === 1 ? 20_260_101 : 20_240_101);

async function makeIndex(t: TestContext) {
  const random = randomNumbers(11);
  const unit = () => {
    const values = Float32Array.from({ length: DIMENSIONS }, () => random() - 0.5);
    return values.map((value) => value / Math.hypot(...values));
  };
  const place = new Place(makeFolder(t));
  const writer = await GenerationWriter.create(place, { format: INDEX_FORMAT, name: newGenerationName(), approximate: true, embedder: { name: 'test:1', dimensions: DIMENSIONS } });
  t.after(() => writer.close());
  const papers = Array.from({ length: PAPERS }, (_, at) => ({ paper: at + 1, vector: unit(), terms: Array.from({ length: LENGTH }, () => `w${Math.floor(random() * WORDS)}`) }));
  const rows = papers.map(({ paper, vector, terms }) => ({ number: paper, terms: terms.join(' '), field_terms: '', author_terms: '', categories: [], primary_category: null, published: dayOf(paper), sources: [], has_code: false, has_project: false, withdrawn: false, vector }));
  await writer.apply({ rows, gone: [], vectors: papers }, { seq: PAPERS, vectorSeq: PAPERS });
  await writer.makeIndexes();
  place.writeCurrent({ generation: writer.facts.name });
  const reader = new SearchIndex(place.folder);
  t.after(() => reader.close());
  return { index: (await reader.open())!, papers };
}

function frequenciesOf(papers: readonly { terms: readonly string[] }[]): TermFrequencies {
  const papersWith = new Map<string, number>();
  for (const { terms } of papers) for (const term of new Set(terms)) papersWith.set(term, (papersWith.get(term) ?? 0) + 1);
  return { papers: papers.length, length: LENGTH, papersWith };
}

test('few terms find candidates, and all terms compare them as if they had found them', async (t) => {
  const { index, papers } = await makeIndex(t);
  const { vector, terms } = papers[6]!;
  const like = { terms: [...terms, ...terms.slice(0, 3)], vector, without: new Set([7]), exact: 10 };
  const whole = await rankAlike(index, { ...like, exact: PAPERS }, { words: PAPERS, nearest: PAPERS });
  const inSteps = await rankAlike(index, like, { finding: 4, words: PAPERS, nearest: 50, compared: PAPERS });
  const holding = papers.filter(({ paper, terms: own }) => paper !== 7 && like.terms.slice(0, 4).some((term) => own.includes(term)));
  assert.ok(holding.every(({ paper }) => inSteps.some(({ number }) => number === paper)), 'every paper with one of the few terms is compared');
  assert.equal(inSteps[0]!.number, whole[0]!.number);
  const found = new Set(inSteps.map(({ number }) => number));
  assert.ok(!found.has(7));
  assert.deepEqual(inSteps, whole.filter(({ number }) => found.has(number)));
});

test('comparing by the terms that are kept gives the BM25 of the engine', async (t) => {
  const { index, papers } = await makeIndex(t);
  const { vector, terms } = papers[6]!;
  const like = { terms: [...terms, ...terms.slice(0, 3)], vector, without: new Set([7]), exact: 10 };
  const limits = { finding: 4, words: PAPERS, nearest: 50, compared: PAPERS };
  const engines = await rankAlike(index, like, limits);
  const ours = await rankAlike(index, { ...like, frequencies: frequenciesOf(papers) }, limits);
  assert.deepEqual(ours.map(({ number }) => number), engines.map(({ number }) => number));
  for (const [at, { score, why }] of ours.entries()) {
    assert.ok(Math.abs(score - engines[at]!.score) < 1e-5);
    assert.ok(Math.abs(why.words!.bm25 - engines[at]!.why.words!.bm25) < 1e-4);
  }
  const withoutFile = await rankAlike({ ...index, terms: { visit: async () => {}, read: async () => new Map() } as unknown as OpenIndex['terms'] }, { ...like, frequencies: frequenciesOf(papers) }, limits);
  assert.deepEqual(withoutFile, ours, 'what the file cannot tell, the table tells');
});

test('papers since a day are those of a whole comparison, whether many are or few', async (t) => {
  const { index, papers } = await makeIndex(t);
  while (index.rows.size < PAPERS) await sleep(1);
  const { vector, terms } = papers[6]!;
  const like = { terms, vector, without: new Set([7]), exact: 10, frequencies: frequenciesOf(papers) };
  const whole = await rankAlike(index, { ...like, exact: PAPERS }, { words: PAPERS, nearest: PAPERS });
  const first = (list: readonly { number: number }[], since: number) => list.map(({ number }) => number).filter((number) => dayOf(number) >= since).slice(0, 5);
  for (const since of [20_230_101, 20_250_101, 20_270_101]) {
    const found = await rankAlike(index, { ...like, since }, { finding: 8, words: 40, nearest: 60, compared: 100 });
    assert.ok(found.every(({ number }) => dayOf(number) >= since), String(since));
    assert.deepEqual(first(found, since), first(whole, since), String(since));
  }
});

test('no more candidates are compared than are allowed, nor fewer than are wanted', async (t) => {
  const { index, papers } = await makeIndex(t);
  const like = { terms: papers[0]!.terms, vector: papers[0]!.vector };
  const limits = { finding: 4, words: 100, nearest: 50, compared: 20 };
  assert.equal((await rankAlike(index, { ...like, exact: 10 }, limits)).length, 20);
  assert.equal((await rankAlike(index, { ...like, exact: 30 }, limits)).length, 30);
});

test('where no word is shared, what is near in meaning is found', async (t) => {
  const { index, papers } = await makeIndex(t);
  const limits = { finding: 4, words: 100, nearest: 20, compared: 20 };
  const [first] = await rankAlike(index, { terms: ['elsewhere'], vector: papers[41]!.vector, exact: 5 }, limits);
  assert.equal(first!.number, 42);
  const [alone] = await rankAlike(index, { terms: [], vector: papers[41]!.vector, exact: 5 }, limits);
  assert.equal(alone!.number, 42);
});

test('a term that too many papers hold does not find, but for the only one', () => {
  const frequencies = { papers: 100, papersWith: new Map([['usual', 50], ['known', 20], ['other', 30], ['third', 15]]) };
  const terms = ['rare', 'usual', 'known', 'known', 'other', 'third', 'last'];
  assert.deepEqual(findingTerms(terms, { finding: 4, usual: 0.4, frequencies }), ['rare', 'known', 'third', 'last']);
  assert.deepEqual(findingTerms(terms, { finding: 2, usual: 0.4, frequencies }), ['rare', 'known']);
  assert.deepEqual(findingTerms(terms, { finding: 3, usual: Infinity, frequencies }), ['rare', 'usual', 'known']);
  assert.deepEqual(findingTerms(terms, { finding: 3, usual: 0.4, frequencies: undefined }), ['rare', 'usual', 'known']);
  assert.deepEqual(findingTerms(['usual'], { finding: 3, usual: 0.4, frequencies }), ['usual']);
});
