import assert from 'node:assert/strict';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { StoredSettings } from '#db';
import { createLogger, FixedClock } from '#lib';
import { makeDatabase, makeFolder } from '#test/make-database';
import { makeRecord } from '#test/make-record';
import { parseQuery } from '../query/index.js';
import { meaningEmbedder, searchOver, type Make } from '../search.fixture.js';
import { isIndexingDue } from './due.js';
import { Mending } from './mend.js';
import { readRequest } from './request.js';

const HOUR = 3_600_000;
const ENGINE = new Error('lance error: Not found: data/1.lance');

async function made(t: Parameters<typeof makeDatabase>[0], make: Make = {}) {
  const db = await makeDatabase(t);
  const clock = new FixedClock('2026-06-01T00:00:00Z');
  const settings = new StoredSettings(db);
  const records = ['fold', 'rain'].map((word, index) => makeRecord({ id: `2401.0000${index}`, title: `On ${word}`, authors: [{ name: `Author ${word}` }] }));
  const notes: Promise<boolean>[] = [];
  let mending: Mending | undefined;
  const onDamage = (error: unknown, generation: string) => void notes.push(mending!.note(error, generation));
  const search = await searchOver(t, { db, folder: makeFolder(t), records }, { ...make, context: { onDamage } });
  mending = new Mending({ settings, clock, log: createLogger('silent', 'test'), place: search.place });
  return { ...search, db, clock, settings, notes, mending, isDue: () => isIndexingDue({ db, settings, place: search.place }) };
}

test('damage that a search meets is answered by the store, and the worker is asked for another index', async (t) => {
  const { search, place, settings, notes, isDue, numberOf } = await made(t);
  assert.equal(await isDue(), false);
  const query = { query: parseQuery('fold rain', { today: '2026-06-01' }) };
  rmSync(join(place.generationsFolder, place.readCurrent()!.generation, 'papers.lance', 'data'), { recursive: true });
  assert.equal((await search.find(query)).by.words, 'store');
  assert.deepEqual(await search.similar(numberOf('2401.00000')), { hits: [], vectors: false });
  assert.deepEqual(await search.similarAuthors('Author rain'), []);
  assert.deepEqual(await Promise.all(notes), [true, false, false], 'one wish');
  assert.ok(await readRequest(settings));
  assert.equal(await isDue(), true);
});

test('files of ours that are cut or garbled while they are open are damage too', async (t) => {
  const { search, place, notes } = await made(t, { embedder: meaningEmbedder });
  const folder = join(place.generationsFolder, place.readCurrent()!.generation);
  assert.ok(readdirSync(folder).includes('labels.json'));
  assert.equal((await search.find({ query: parseQuery('fold', { today: '2026-06-01' }) })).by.words, 'index');
  // A label that this reader has not seen makes it read the list again.
  writeFileSync(join(folder, 'labels.json'), '{"labels": [');
  const facts = Buffer.alloc(3 * 32);
  for (let paper = 1; paper < 3; paper++) {
    facts.set([1, 1, 0], paper * 32);
    facts.writeUInt16LE(40_000, paper * 32 + 8);
  }
  writeFileSync(join(folder, 'facts.bin'), facts);
  assert.equal((await search.find({ query: parseQuery('fold', { today: '2026-06-01' }) })).by.words, 'store');
  assert.deepEqual(await Promise.all(notes), [true]);
});

test('a wish is left once for a generation, once an hour, and not for the machine or for a former index', async (t) => {
  const { mending, place, clock, settings } = await made(t);
  const { generation } = place.readCurrent()!;
  assert.equal(await mending.note(ENGINE, '0123456789abcdef'), false, 'of a former index');
  assert.equal(await mending.note(Object.assign(new Error('write'), { code: 'ENOSPC' }), generation), false, 'a full disk');
  assert.equal(await mending.note(new Error('lance error: Too many open files (os error 24)')), false);
  assert.equal(await readRequest(settings), undefined);
  assert.equal(await mending.note(ENGINE), true);
  const first = await readRequest(settings);
  clock.set('2026-06-01T00:30:00Z');
  place.writeCurrent({ generation: 'fedcba9876543210' });
  assert.equal(await mending.note(ENGINE), false, 'half an hour later, of the next index');
  clock.set(new Date(clock.now() + HOUR).toISOString());
  assert.equal(await mending.note(ENGINE), false, 'somebody has asked already');
  assert.equal(await readRequest(settings), first);
});
