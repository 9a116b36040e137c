import assert from 'node:assert/strict';
import { readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { MatchQuery, PhraseQuery } from '@lancedb/lancedb';
import type { Paper } from '#papers';
import { makeFolder } from '#test/make-folder';
import { DamagedIndexError } from './errors.js';
import { GenerationWriter } from './generation.js';
import { INDEX_FORMAT, newGenerationName, Place, type GenerationFacts } from './place.js';
import { rowOf } from './row.js';
import type { IndexRow } from './schema.js';
import { SearchIndex } from './search-index.js';

const ROUNDS = 200;
const PAPERS_A_ROUND = 10;
const EMBEDDER = { name: 'test:1', dimensions: 4 };

function paperOf(number: number, facts: Partial<Paper> = {}): Paper {
  return { number, id: `2401.${number}`, seq: number, ids: [], title: `Paper ${number}`, abstract: '', authors: [], authorCount: 0, categories: [], versions: [], withdrawn: false, links: [], sources: ['arxiv'], announcements: [], ...facts };
}

async function makeGeneration(t: TestContext, facts: Partial<GenerationFacts> = {}) {
  const place = new Place(makeFolder(t));
  const writer = await GenerationWriter.create(place, { format: INDEX_FORMAT, name: newGenerationName(), approximate: false, ...facts });
  t.after(() => writer.close());
  return { place, writer };
}

function openIndex(t: TestContext, place: Place): SearchIndex {
  const index = new SearchIndex(place.folder);
  t.after(() => index.close());
  return index;
}

async function found(index: SearchIndex, query: MatchQuery | PhraseQuery): Promise<number[]> {
  const open = await index.open();
  const rows = await open!.table.query().fullTextSearch(query).select(['number', '_score']).limit(4_000).toArray();
  return rows.map(({ number }: { number: number }) => number).toSorted((a: number, b: number) => a - b);
}

const matching = (index: SearchIndex, term: string, column = 'terms') => found(index, new MatchQuery(term, column));

test('a generation holds what was written last, before its indexes are made and after', async (t) => {
  const { place, writer } = await makeGeneration(t);
  const rows = [paperOf(1, { title: 'Folding sheets', abstract: 'We fold GPT-4 sheets.' }), paperOf(2, { title: 'Unfolding maps' }), paperOf(3, { title: 'A third fold' })].map(rowOf);
  await writer.apply({ rows, gone: [], vectors: [] }, { seq: 3, vectorSeq: 3 });
  await writer.makeIndexes();
  place.writeCurrent({ generation: writer.facts.name });
  const index = openIndex(t, place);
  assert.deepEqual(await matching(index, 'fold'), [1, 3]);
  assert.deepEqual(await matching(index, 't:fold', 'field_terms'), [1, 3]);
  assert.deepEqual(await matching(index, 'a:gpt4', 'field_terms'), [1]);
  assert.deepEqual(await found(index, new PhraseQuery('t:fold t:sheet', 'field_terms')), [1]);
  assert.deepEqual(await found(index, new PhraseQuery('t:sheet a:fold', 'field_terms')), []);

  await writer.apply({ rows: [rowOf(paperOf(1, { title: 'Something else' })), rowOf(paperOf(4, { title: 'Fold again' }))], gone: [3, 99], vectors: [] }, { seq: 6, vectorSeq: 6 });
  await new Promise((resolve) => setTimeout(resolve, 600));
  assert.deepEqual(await matching(index, 'fold'), [4]);
  assert.deepEqual(await matching(index, 'els'), [1]);
  assert.equal(writer.papers, 3);
});

test('repeating a batch changes nothing', async (t) => {
  const { place, writer } = await makeGeneration(t, { embedder: EMBEDDER });
  const batch = { rows: [rowOf(paperOf(1)), rowOf(paperOf(2))], gone: [7], vectors: [{ paper: 1, vector: Float32Array.of(0, 1, 0, 0) }] };
  await writer.apply(batch, { seq: 2, vectorSeq: 2 });
  writer.close();
  const again = await GenerationWriter.open(place, writer.facts.name);
  t.after(() => again.close());
  await again.apply(batch, { seq: 2, vectorSeq: 2 });
  await again.makeIndexes();
  place.writeCurrent({ generation: writer.facts.name });
  const index = openIndex(t, place);
  assert.deepEqual(await matching(index, 'paper'), [1, 2]);
  const { vectors, embedder } = (await index.open())!;
  assert.deepEqual(embedder, EMBEDDER);
  assert.deepEqual(vectors?.cosines(Float32Array.of(0, 1, 0, 0), [1, 2, 7]).map((cosine) => cosine?.toFixed(2)), ['1.00', undefined, undefined]);
});

test('what is written again as it is there is not written, and a vector stays until there is another', async (t) => {
  const { place, writer } = await makeGeneration(t, { embedder: EMBEDDER, approximate: true });
  const paper = (number: number, facts: Partial<Paper> = {}) => rowOf(paperOf(number, { categories: ['cs.LG', 'math.IT'], published: '2026-06-01', sources: ['arxiv', 'acl'], ...facts }));
  const [east, north] = [Float32Array.of(0.6, 0.8, 0, 0), Float32Array.of(0, 0.1, 0.995, 0)];
  const write = (rows: IndexRow[], seq: number) => writer.apply({ rows, gone: [], vectors: [] }, { seq, vectorSeq: seq });
  await write([{ ...paper(1), vector: east }, { ...paper(2), vector: null }, paper(3)], 3);
  place.writeCurrent({ generation: writer.facts.name });
  const { table } = (await openIndex(t, place).open())!;
  const written = async () => {
    await table.checkoutLatest();
    return await table.version();
  };
  const before = await written();
  await write([{ ...paper(1), vector: east }, paper(2), { ...paper(3), vector: null }], 4);
  await write([paper(1)], 5);
  assert.equal(await written(), before, 'nothing was written');
  assert.equal(writer.cursor.seq, 5);
  await write([paper(1, { title: 'Something else' }), { ...paper(2), vector: north }, paper(3, { categories: ['cs.LG'] })], 6);
  assert.ok((await written()) > before);
  const rows: { number: number; terms: string; categories: Iterable<string>; vector: Iterable<number> | null }[] = await table.query().toArray();
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  assert.match(byNumber.get(1)!.terms, /els/);
  assert.deepEqual([...byNumber.get(1)!.vector!], [...east], 'it had this one');
  assert.deepEqual([...byNumber.get(2)!.vector!], [...north]);
  assert.equal(byNumber.get(3)!.vector, null);
  assert.deepEqual([...byNumber.get(3)!.categories], paper(3, { categories: ['cs.LG'] }).categories);
  await write([{ ...paper(1, { title: 'Something else' }), vector: null }], 7);
  assert.equal((await table.checkoutLatest(), await table.query().where('number = 1').toArray())[0].vector, null, 'one that is taken away is gone');
});

test('readers follow a switch to another generation, and a removal', async (t) => {
  const { place, writer } = await makeGeneration(t);
  await writer.apply({ rows: [rowOf(paperOf(1))], gone: [], vectors: [] }, { seq: 1, vectorSeq: 1 });
  const index = openIndex(t, place);
  assert.equal(await index.open(), undefined);
  const later = () => new Promise((resolve) => setTimeout(resolve, 600));
  place.writeCurrent({ generation: writer.facts.name });
  await later();
  assert.equal((await index.open())?.generation, writer.facts.name);
  const other = await GenerationWriter.create(place, { ...writer.facts, name: newGenerationName() });
  t.after(() => other.close());
  place.writeCurrent({ generation: other.facts.name, previous: writer.facts.name });
  await later();
  assert.equal((await index.open())?.generation, other.facts.name);
});

for (const dimensions of [3, 8]) {
  test(`an index of approximate search holds the vectors in its table (${dimensions} dimensions)`, async (t) => {
    const { place, writer } = await makeGeneration(t, { embedder: { name: 'test:1', dimensions }, approximate: true });
    const vectorOf = (number: number) => Float32Array.from({ length: dimensions }, (_, index) => [Math.cos(number), Math.sin(number)][index] ?? 0);
    const papers = Array.from({ length: 300 }, (_, index) => index + 1);
    const rows = papers.map((number) => ({ ...rowOf(paperOf(number)), vector: number === 7 ? null : vectorOf(number) }));
    await writer.apply({ rows, gone: [], vectors: [] }, { seq: 300, vectorSeq: 300 });
    await writer.makeIndexes();
    place.writeCurrent({ generation: writer.facts.name });
    const open = await openIndex(t, place).open();
    const nearest = await open!.table.query().nearestTo(vectorOf(42)).distanceType('dot').refineFactor(30).select(['number', '_distance']).limit(10).toArray();
    assert.equal(nearest[0].number, 42);
  });
}

test('a generation that is damaged is refused in words', async (t) => {
  const damages: Record<string, (folder: string) => void> = {
    'no facts': (folder) => writeFileSync(join(folder, 'generation.json'), '{"format":'),
    'no cursor': (folder) => writeFileSync(join(folder, 'cursor.json'), '{"seq":-1}'),
    'vectors cut off': (folder) => truncateSync(join(folder, 'vectors.bin'), 10),
    'facts cut off': (folder) => truncateSync(join(folder, 'facts.bin'), 10),
    'no labels of facts': (folder) => writeFileSync(join(folder, 'labels.json'), '{"labels":'),
    'no versions of the table': (folder) => emptyFiles(join(folder, 'papers.lance', '_versions')),
    'no data of the table': (folder) => emptyFiles(join(folder, 'papers.lance', 'data')),
  };
  for (const [name, damage] of Object.entries(damages)) {
    const { place, writer } = await makeGeneration(t, { embedder: EMBEDDER });
    await writer.apply({ rows: [rowOf(paperOf(1))], gone: [], vectors: [] }, { seq: 1, vectorSeq: 1 });
    damage(place.generation(writer.facts.name).folder);
    await assert.rejects(GenerationWriter.open(place, writer.facts.name), DamagedIndexError, name);
  }
});

test('months of small additions are kept together: the size stays bounded, and everything is found', { timeout: 120_000 }, async (t) => {
  const { place, writer } = await makeGeneration(t, { embedder: EMBEDDER });
  await writer.makeIndexes();
  place.writeCurrent({ generation: writer.facts.name });
  const sizes: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    // New papers, and one of the first hundred again.
    const fresh = Array.from({ length: PAPERS_A_ROUND }, (_, index) => round * PAPERS_A_ROUND + index);
    const rows = [...fresh, 10 + (round % 90)].map((number) => rowOf(paperOf(number, { title: `Paper ${number}`, abstract: `written in round r${round}` })));
    const once = [...new Map(rows.map((row) => [row.number, row])).values()];
    await writer.apply({ rows: once, gone: [], vectors: once.map(({ number }) => ({ paper: number, vector: Float32Array.of(1, 0, 0, number) })) }, { seq: round, vectorSeq: round });
    if (writer.untidy) {
      await writer.tidy({ keepMs: 0 });
      sizes.push(bytesUnder(place.folder));
    }
  }
  await writer.tidy({ keepMs: 0 });
  const index = openIndex(t, place);
  assert.equal((await matching(index, 'paper')).length, ROUNDS * PAPERS_A_ROUND);
  assert.equal((await matching(index, `r${ROUNDS}`)).length, PAPERS_A_ROUND + 1);
  assert.ok(sizes.length >= 3, `tidied ${sizes.length} times`);
  assert.ok(bytesUnder(place.folder) < 2_700_000, `${bytesUnder(place.folder)} bytes, on the way ${sizes.join(', ')}`);
});

function emptyFiles(folder: string): void {
  for (const file of readdirSync(folder)) writeFileSync(join(folder, file), '');
}

function bytesUnder(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}
