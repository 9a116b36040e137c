import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Table } from '@lancedb/lancedb';
import fc from 'fast-check';
import { makeFolder } from '#test/make-folder';
import { countedCategories } from '../index/counted-categories.js';
import { GenerationWriter } from '../index/generation.js';
import { INDEX_FORMAT, newGenerationName, Place } from '../index/place.js';
import { SearchIndex, type OpenIndex } from '../index/search-index.js';
import { VectorFile } from '../index/vector-file.js';
import { countFacts, tallyFacts } from './counts.js';
import { both, either, everything, holds, opposite, type Fits } from './fits.js';
import { nearestPapers } from './nearest.js';
import { quoted, scalarFilter } from './scalar.js';
import { score } from './score.js';
import { inverseFrequency, tellingTerms } from './term-weights.js';
import { meaningWeight } from './weight.js';
import { mayRise } from './words-left.js';

const candidates = fc.uniqueArray(fc.record({ number: fc.nat(), bm25: fc.double({ min: 0, max: 100, noNaN: true }), cosine: fc.option(fc.double({ min: -1, max: 1, noNaN: true }), { nil: undefined }) }), { selector: ({ number }) => number });

const weights = fc.double({ min: 0, max: 1, noNaN: true });
const meanings = fc.option(weights, { nil: undefined });

test('the shares of a score add up to it exactly, and the order is one, however the papers come', () => {
  fc.assert(
    fc.property(candidates, meanings, (list, meaning) => {
      const scored = score(list, { meaning });
      assert.deepEqual(score(list.toReversed(), { meaning }), scored);
      for (const [at, { score: sum, why }] of scored.entries()) {
        assert.equal(sum, why.words.share + (why.vectors?.share ?? 0));
        assert.equal(why.vectors !== undefined, meaning !== undefined);
        assert.ok(at === 0 || scored[at - 1]!.score >= sum);
      }
    }),
  );
});

test('the longer a query, the more its meaning weighs, and words always weigh', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }), fc.string({ minLength: 1 }), (terms, another) => {
      const weight = meaningWeight(terms);
      assert.ok(weight > 0 && weight < 2 / 3);
      assert.equal(meaningWeight([...terms, ...terms]), weight, 'a word that is repeated says no more');
      assert.ok(terms.includes(another) || meaningWeight([...terms, another]) > weight);
    }),
  );
  assert.deepEqual([['one'], ['one', 'two'], Array.from({ length: 12 }, (_, at) => `${at}`)].map((terms) => meaningWeight(terms).toFixed(2)), ['0.22', '0.33', '0.57']);
});

test('more of both words and meaning never stands lower', () => {
  fc.assert(
    fc.property(candidates, (list) => {
      const scored = score(list, { meaning: 0.5 });
      for (const [at, paper] of scored.entries()) {
        for (const below of scored.slice(at + 1)) {
          assert.ok(!(below.why.words.bm25 > paper.why.words.bm25 && below.why.vectors!.cosine > paper.why.vectors!.cosine && below.score > paper.score));
        }
      }
    }),
  );
});

test('papers whose words are not looked up could not have come among the best', () => {
  const vectors = fc.array(fc.record({ cosine: fc.double({ min: -1, max: 1, noNaN: true }), share: fc.double({ min: 0, max: 1, noNaN: true }) }), { maxLength: 12 });
  fc.assert(
    fc.property(candidates, vectors, fc.integer({ min: 1, max: 20 }), weights, (list, others, exact, weight) => {
      const rows = list.map(({ number, bm25, cosine }) => ({ number, bm25, cosine }));
      const least = Math.min(...rows.map(({ bm25 }) => bm25));
      const near = rows.length === 0 ? [] : others.map(({ cosine, share }, at) => ({ number: -1 - at, bm25: least * share, cosine }));
      const cosines = new Map([...rows, ...near].map(({ number, cosine }) => [number, cosine]));
      const risen = new Set(mayRise({ rows, near: near.map(({ number }) => number), cosines, exact, weight }));
      const best = (papers: Parameters<typeof score>[0]) => score(papers, { meaning: weight }).slice(0, exact).map(({ number, score }) => ({ number, score }));
      assert.deepEqual(best([...rows, ...near.map((paper) => (risen.has(paper.number) ? paper : { ...paper, bm25: 0 }))]), best([...rows, ...near]));
    }),
  );
});

const sets = fc.record({ numbers: fc.uniqueArray(fc.nat(12)).map((list) => new Set(list)), denied: fc.boolean() });

test('sets of papers are put together as their conditions are', () => {
  fc.assert(
    fc.property(sets, sets, fc.nat(14), (a: Fits, b: Fits, paper) => {
      assert.equal(holds(both(a, b), paper), holds(a, paper) && holds(b, paper));
      assert.equal(holds(either(a, b), paper), holds(a, paper) || holds(b, paper));
      assert.equal(holds(opposite(a), paper), !holds(a, paper));
      assert.ok(holds(everything, paper));
    }),
  );
});

test('the nearest of a scan are those of a whole comparison', async (t) => {
  const [papers, dimensions] = [3_000, 80];
  const file = VectorFile.create(join(makeFolder(t), 'vectors.bin'), { embedder: 'test:1', dimensions });
  t.after(() => file.close());
  let seed = 1;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647 - 0.5;
  const unit = () => {
    const values = Float32Array.from({ length: dimensions }, (_, k) => (random() + random() + random()) / (1 + k / 8));
    return values.map((value) => value / Math.hypot(...values));
  };
  file.write(Array.from({ length: papers }, (_, paper) => ({ paper, vector: paper % 7 === 0 ? undefined : unit() })));
  const query = unit();
  const index = { table: undefined as unknown as Table, rows: undefined as unknown as OpenIndex['rows'], vectors: file, approximate: false };
  const all = Array.from({ length: papers }, (_, paper) => paper);
  const exact = (accepts: (paper: number) => boolean) => {
    const cosines = file.cosines(query, all);
    return all.filter((paper) => cosines[paper] !== undefined && accepts(paper)).sort((a, b) => cosines[b]! - cosines[a]!).slice(0, 50);
  };
  assert.deepEqual(await nearestPapers(index, query, {}, { limit: 50 }), exact(() => true));
  const fits = { numbers: new Set(all.filter((paper) => paper % 3 === 0)), denied: false };
  assert.deepEqual(await nearestPapers(index, query, { fits }, { limit: 50 }), exact((paper) => paper % 3 === 0));
  assert.deepEqual(await nearestPapers(index, query.slice(1), {}, { limit: 50 }), [], 'a vector of another embedder is near to nothing');
});

test('a text cannot leave its quotation marks', () => {
  fc.assert(fc.property(fc.string(), (text) => /^'(?:[^']|'')*'$/s.test(quoted(text))));
  assert.equal(scalarFilter({ kind: 'category', code: "a') OR (1=1" }), "array_has(categories, 'a'') OR (1=1')");
});

test('what is denied is denied of each column', () => {
  const condition = { kind: 'not', condition: { kind: 'or', conditions: [{ kind: 'has', what: 'code' }, { kind: 'date', from: '2024-01-01', to: '2024-12-31' }] } } as const;
  assert.equal(scalarFilter({ ...condition, condition: { ...condition.condition, conditions: [...condition.condition.conditions] } }), '(has_code = false AND (published IS NULL OR published < 20240101 OR published > 20241231))');
  assert.equal(scalarFilter({ kind: 'word', text: 'x' }), undefined);
});

test('the terms that tell most come first, each as often as it stands there', () => {
  const frequencies = { papers: 100, papersWith: new Map([['common', 90], ['known', 10]]) };
  assert.deepEqual(tellingTerms(['common', 'known', 'rare', 'known', 'common', ''], frequencies, 2), ['known', 'known', 'rare']);
  assert.ok(inverseFrequency(frequencies, 'rare') > inverseFrequency(frequencies, 'known'));
  assert.ok(inverseFrequency({ papers: 0, papersWith: new Map() }, 'x') > 0);
});

test('a paper counts once in a category that has two names', () => {
  const { categories } = countFacts(tallyFacts([{ published: 0, categories: countedCategories(['cs.IT', 'cs', 'math.IT', 'math', 'hep-th', 'own.kind']), sources: [] }]));
  assert.deepEqual(categories.map(({ value }) => value).toSorted(), ['cs.IT', 'hep-th', 'own.kind']);
});

test('an approximate index finds the very nearest, among all papers and among those that fit', async (t) => {
  const [papers, dimensions] = [400, 16];
  const place = new Place(makeFolder(t));
  const writer = await GenerationWriter.create(place, { format: INDEX_FORMAT, name: newGenerationName(), approximate: true, embedder: { name: 'test:1', dimensions } });
  t.after(() => writer.close());
  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647 - 0.5;
  const unit = () => {
    const values = Float32Array.from({ length: dimensions }, random);
    return values.map((value) => value / Math.hypot(...values));
  };
  const entries = Array.from({ length: papers }, (_, at) => ({ paper: at + 1, vector: unit() }));
  const rows = entries.map(({ paper, vector }) => ({ number: paper, terms: 'a', field_terms: 't:a', author_terms: '', categories: [], primary_category: null, published: null, sources: [], has_code: paper % 2 === 0, has_project: false, withdrawn: false, vector }));
  await writer.apply({ rows, gone: [], vectors: entries }, { seq: papers, vectorSeq: papers });
  await writer.makeIndexes();
  place.writeCurrent({ generation: writer.facts.name });
  const reader = new SearchIndex(place.folder);
  t.after(() => reader.close());
  const index = (await reader.open())!;
  const query = unit();
  const exact = async (filter: Parameters<typeof nearestPapers>[2]) => await nearestPapers({ ...index, approximate: false }, query, filter, { limit: 20 });
  const fits = { numbers: new Set(entries.map(({ paper }) => paper).filter((paper) => paper % 3 === 0)), denied: false };
  for (const filter of [{}, { where: 'has_code = true' }, { fits }]) {
    const [found, nearest] = [await nearestPapers(index, query, filter, { limit: 20 }), await exact(filter)];
    assert.equal(found.length, 20);
    assert.ok(new Set(found).intersection(new Set(nearest)).size >= 18, 'two of twenty may be missed');
  }
});
