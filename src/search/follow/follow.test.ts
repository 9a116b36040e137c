import assert from 'node:assert/strict';
import { readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { MatchQuery } from '@lancedb/lancedb';
import { StoredSettings } from '#db';
import { giveLease, takeLease } from '#jobs';
import { createLogger, systemClock } from '#lib';
import { Papers } from '#papers';
import { makeDatabase, makeFolder } from '#test/make-database';
import { makeRecord } from '#test/make-record';
import type { Embedder } from '../embed/embedder.js';
import { EmbedderError } from '../embed/errors.js';
import { isDamage } from '../index/errors.js';
import { Place } from '../index/place.js';
import { SearchIndex } from '../index/search-index.js';
import { NO_EMBEDDERS, type EmbedderSource, type FollowContext } from './context.js';
import { isIndexingDue } from './due.js';
import { followStore } from './follow.js';
import { INDEXER_LEASE } from './lease.js';
import { requestRebuild } from './request.js';
import { searchStatus } from './status.js';

/** A store, an index that follows it, and a reader of that. */
async function makeFollowed(t: TestContext, embedders: EmbedderSource = NO_EMBEDDERS) {
  const db = await makeDatabase(t);
  const folder = makeFolder(t);
  const context: FollowContext = { db, clock: systemClock, log: createLogger('silent', 'test'), settings: new StoredSettings(db), place: new Place(folder), embedders };
  const index = new SearchIndex(folder);
  t.after(() => index.close());
  const find = async (term: string): Promise<number[] | undefined> => {
    const open = await index.open();
    // What is taken away while it is read is no answer, as in a search.
    const rows = await open?.table.query().fullTextSearch(new MatchQuery(term, 'terms')).select(['number', '_score']).limit(1_000).toArray().catch((error: unknown) => {
      if (!isDamage(error)) throw error;
      return undefined;
    });
    return rows?.map(({ number }: { number: number }) => number).toSorted((a: number, b: number) => a - b);
  };
  return { db, folder, context, index, find, papers: new Papers({ db, clock: systemClock }), status: () => searchStatus({ db, clock: systemClock, folder, config: { embedder: 'built-in', embeddingsPrice: undefined } }) };
}

/** Follows until the test ends, or until told to stop. */
function follow(t: TestContext, context: FollowContext, holder = 'test') {
  const stopping = new AbortController();
  const errors: unknown[] = [];
  const done = followStore(context, { holder, signal: stopping.signal, noteError: (error) => errors.push(error) });
  const stop = async () => {
    stopping.abort();
    await done;
  };
  t.after(stop);
  return { stop, errors };
}

/** Longer than anything takes on a busy machine; met only by a test that fails. */
const PATIENCE_MS = 60_000;

async function eventually<T>(look: () => Promise<T>, is: (value: T) => boolean): Promise<T> {
  for (const late = performance.now() + PATIENCE_MS; performance.now() < late; await sleep(50)) {
    const value = await look();
    if (is(value)) return value;
  }
  return await look();
}

const equals = (expected: unknown) => (value: unknown) => JSON.stringify(value) === JSON.stringify(expected);
const shows = async (look: () => Promise<unknown>, expected: unknown) => assert.deepEqual(await eventually(look, equals(expected)), expected);

/** Embeds by the letters of a title. */
class LetterEmbedder implements Embedder {
  readonly dimensions = 26;
  failing = false;

  constructor(readonly name: string) {}

  async embedPapers(papers: readonly { title: string }[]) {
    if (this.failing) throw new EmbedderError('The endpoint is away.', { tryLater: true });
    return papers.map(({ title }) => {
      const counts = new Float32Array(26);
      for (const letter of title.toLowerCase().match(/[a-z]/g) ?? []) counts[letter.charCodeAt(0) - 97]! += 1;
      const length = Math.hypot(...counts);
      return length === 0 ? undefined : counts.map((count) => count / length);
    });
  }

  embedQuery = async (text: string) => (await this.embedPapers([{ title: text }]))[0];
  close = async () => {};
}

test('what is saved, changed and merged in the store is so in the index', async (t) => {
  const { papers, context, find, status } = await makeFollowed(t);
  follow(t, context);
  await shows(() => find('zebra'), []);
  await papers.save([makeRecord({ id: '1801.00001', title: 'The stripes of zebras' }), makeRecord({ id: '1801.00002', title: 'A zebra is no horse' })]);
  await shows(() => find('zebra'), [1, 2]);
  await papers.save([makeRecord({ id: '1801.00001', title: 'The stripes of okapis', updated: '2026-01-02', versions: [{ number: 2, submitted: '2026-01-02' }] })]);
  await shows(() => find('zebra'), [2]);
  await shows(() => find('okapi'), [1]);
  await papers.merge({ a: '1801.00001', b: '1801.00002', why: 'one paper posted twice' });
  // Either title may be shown of the two.
  await shows(async () => [...(await find('stripe'))!, ...(await find('hors'))!].length, 1);
  const { papers: count, serving, embedder } = await status();
  assert.deepEqual({ count, serving, embedder }, { count: 1, serving: true, embedder: undefined });
});

test('an index follows on where it was left, and nothing is there twice', async (t) => {
  const { papers, context, find } = await makeFollowed(t);
  const first = follow(t, context);
  await papers.save([makeRecord({ id: '1801.00001', title: 'One zebra' })]);
  await shows(() => find('zebra'), [1]);
  await first.stop();
  await papers.save([makeRecord({ id: '1801.00002', title: 'Two zebras' })]);
  // As after a crash between writing the rows and writing how far that goes.
  const { generation } = context.place.readCurrent()!;
  context.place.generation(generation).writeCursor({ seq: 0, vectorSeq: 0 });
  follow(t, context);
  await shows(() => find('zebra'), [1, 2]);
});

test('another embedder takes the place of the one that serves, when all papers have its vectors', async (t) => {
  const letters = [new LetterEmbedder('letters:1'), new LetterEmbedder('letters:2')] as const;
  let chosen: Embedder | undefined;
  const { papers, context, index, status } = await makeFollowed(t, { ...NO_EMBEDDERS, choose: async () => chosen, load: async (name) => letters.find((one) => one.name === name) });
  await papers.save([makeRecord({ id: '1801.00001', title: 'abc' }), makeRecord({ id: '1801.00002', title: 'xyz' })]);
  follow(t, context);
  await eventually(status, ({ serving }) => serving);
  assert.equal((await index.open())?.vectors, undefined);
  const serving = async () => (await index.open())?.embedder?.name;
  for (const letter of letters) {
    chosen = letter;
    await shows(serving, letter.name);
    const query = await letter.embedQuery('cab');
    assert.deepEqual((await index.open())!.vectors!.cosines(query!, [1, 2]).map((cosine) => cosine?.toFixed(1)), ['1.0', '0.0']);
  }
  await papers.save([makeRecord({ id: '1801.00003', title: 'bca' })]);
  const query = await letters[1].embedQuery('abc');
  await shows(async () => (await index.open())!.vectors!.cosines(query!, [3])[0]?.toFixed(1), '1.0');
});

test('papers are found by words while their embedder fails, and have vectors when it is back', async (t) => {
  const letters = new LetterEmbedder('letters:1');
  const { papers, context, index, find, status } = await makeFollowed(t, { ...NO_EMBEDDERS, choose: async () => letters, load: async () => letters });
  const first = follow(t, context);
  await eventually(status, ({ embedder }) => embedder === letters.name);
  letters.failing = true;
  await papers.save([makeRecord({ id: '1801.00001', title: 'zebra' })]);
  await shows(() => find('zebra'), [1]);
  await shows(async () => (await status()).lastError?.message, 'The endpoint is away.');
  assert.equal((await status()).vectorsBehind, 1);
  letters.failing = false;
  await first.stop();
  follow(t, context);
  const query = await letters.embedQuery('zebra');
  await shows(async () => (await index.open())!.vectors!.cosines(query!, [1])[0]?.toFixed(1), '1.0');
  assert.equal((await status()).vectorsBehind, 0);
});

test('a rebuilding that somebody asks for makes another index, once', async (t) => {
  const { papers, context, find, status } = await makeFollowed(t);
  await papers.save([makeRecord({ id: '1801.00001', title: 'zebra' })]);
  follow(t, context);
  await eventually(status, ({ serving }) => serving);
  const before = context.place.readCurrent()!.generation;
  const request = await requestRebuild(context.settings, context.clock);
  await shows(async () => (await status()).fulfilled, request);
  const after = context.place.readCurrent()!;
  assert.notEqual(after.generation, before);
  assert.equal(after.previous, before);
  await shows(() => find('zebra'), [1]);
  await sleep(2_500);
  assert.equal(context.place.readCurrent()!.generation, after.generation);
});

test('only who holds the lease writes; what another did meanwhile is taken as it is', async (t) => {
  const { db, papers, context, find } = await makeFollowed(t);
  await takeLease(db, systemClock, { name: INDEXER_LEASE, holder: 'another', forMs: 60_000 });
  await papers.save([makeRecord({ id: '1801.00001', title: 'zebra' })]);
  follow(t, context);
  follow(t, context, 'third');
  await sleep(600);
  assert.equal(await find('zebra'), undefined);
  await giveLease(db, { name: INDEXER_LEASE, holder: 'another' });
  await shows(() => find('zebra'), [1]);
});

const DAMAGES: Record<string, (folder: string) => void> = {
  'cut off data': (folder) => everyFile(join(folder, 'papers.lance', 'data'), (file) => truncateSync(file, 100)),
  'no versions': (folder) => everyFile(join(folder, 'papers.lance', '_versions'), (file) => writeFileSync(file, 'x')),
  'an unreadable cursor': (folder) => writeFileSync(join(folder, 'cursor.json'), '{"seq":'),
  'no facts': (folder) => writeFileSync(join(folder, 'generation.json'), ''),
};

for (const [name, damage] of Object.entries(DAMAGES)) {
  test(`an index with ${name} is noticed at the start, said, and made anew`, async (t) => {
    const { papers, context, find, status } = await makeFollowed(t);
    await papers.save([makeRecord({ id: '1801.00001', title: 'zebra' })]);
    const first = follow(t, context);
    await shows(() => find('zebra'), [1]);
    await first.stop();
    const before = context.place.readCurrent()!.generation;
    damage(context.place.generation(before).folder);
    follow(t, context);
    await eventually(async () => context.place.readCurrent()?.generation, (now) => now !== undefined && now !== before);
    await eventually(() => find('zebra'), equals([1]));
    assert.deepEqual(await find('zebra'), [1]);
    assert.match((await status()).lastError?.message ?? '', /search index is damaged/);
  });
}

test('an index that followed another database is made anew', async (t) => {
  const one = await makeFollowed(t);
  await one.papers.save([makeRecord({ id: '1801.00001', title: 'zebra' })]);
  const first = follow(t, one.context);
  await shows(() => one.find('zebra'), [1]);
  await first.stop();
  const other = await makeFollowed(t);
  await other.papers.save([makeRecord({ id: '1801.00001', title: 'okapi' })]);
  follow(t, { ...other.context, place: one.context.place });
  await shows(() => one.find('okapi'), [1]);
  await shows(() => one.find('zebra'), []);
});

test('it ends when it is told to, with everything done', async (t) => {
  const { papers, context, find, status } = await makeFollowed(t);
  await papers.save(Array.from({ length: 30 }, (_, number) => makeRecord({ id: `1801.000${10 + number}`, title: `Zebra number ${number}` })));
  await followStore(context, { holder: 'test', signal: new AbortController().signal, until: async () => (await status()).behind === 0 });
  assert.equal((await find('zebra'))!.length, 30);
});

function everyFile(folder: string, change: (file: string) => void): void {
  for (const name of readdirSync(folder)) change(join(folder, name));
}

test('whether something is to be done is told without opening the index, and following ends when nothing is', async (t) => {
  const { context, papers, find } = await makeFollowed(t);
  assert.equal(await isIndexingDue(context), false, 'there is nothing to make an index of');
  const once = () => followStore(context, { holder: 'test', signal: new AbortController().signal, idleMs: 1_000 });
  await papers.save([makeRecord({ id: '2401.00001', title: 'Aardvarks' })]);
  await once();
  assert.equal(await isIndexingDue(context), false);
  assert.deepEqual((await find('aardvark'))?.length, 1);
  await papers.save([makeRecord({ id: '2401.00002', title: 'More aardvarks' })]);
  assert.equal(await isIndexingDue(context), true);
  await once();
  assert.equal(await isIndexingDue(context), false);
  await shows(async () => (await find('aardvark'))?.length, 2);
  await requestRebuild(context.settings, systemClock);
  assert.equal(await isIndexingDue(context), true);
  await once();
  assert.equal(await isIndexingDue(context), false);
});

test('a first index that took long is followed by the choice of an embedder, and not by the end', async (t) => {
  let chosen = false;
  const embedders: EmbedderSource = {
    ...NO_EMBEDDERS,
    choose: async (_, signal) => {
      await sleep(chosen ? 0 : 1_500, undefined, { signal });
      chosen = true;
      return 'as it is';
    },
  };
  const { context, papers } = await makeFollowed(t, embedders);
  await papers.save([makeRecord({ id: '2401.00001', title: 'Aardvarks' })]);
  const slowly: StoredSettings['get'] = async (name) => {
    await sleep(chosen ? 0 : 2_000);
    return context.settings.get(name);
  };
  const slow = Object.assign(Object.create(context.settings) as StoredSettings, { get: slowly });
  await followStore({ ...context, settings: slow }, { holder: 'test', signal: AbortSignal.timeout(60_000), idleMs: 1_500 });
  assert.equal(chosen, true);
});
