import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoredSettings } from '#db';
import { createLogger, systemClock } from '#lib';
import { Papers } from '#papers';
import { followStore, NO_EMBEDDERS, Place, SearchIndex, searchStatus } from '#search';
import { makeDatabase } from '../make-database.js';
import { makeRecord } from '../make-record.js';
import { CANNOT_MOUNT, mountSmallDisk } from './small-disk.js';

const SMALL_KB = 400;
const LARGE_KB = 64_000;
const PAPERS = 400;
/** Made up, and no word twice, so that nothing can be stored small. */
const abstractOf = (number: number) => Array.from({ length: 150 }, (_, word) => `word${number}x${word}`).join(' ');

test('a full disk stops the index, not the papers; with room again it takes in what was missed', { timeout: 120_000 }, async (t) => {
  const disk = mountSmallDisk(t, SMALL_KB);
  if (disk === undefined) return t.skip(CANNOT_MOUNT);
  const db = await makeDatabase(t);
  const papers = new Papers({ db, clock: systemClock });
  const errors: unknown[] = [];
  const stopping = new AbortController();
  const following = followStore(
    { db, clock: systemClock, log: createLogger('silent', 'test'), settings: new StoredSettings(db), place: new Place(disk.folder), embedders: NO_EMBEDDERS },
    { holder: 'test', signal: stopping.signal, noteError: (error) => errors.push(error) },
  );
  t.after(async () => {
    stopping.abort();
    await following;
  });
  for (let number = 0; number < PAPERS; number += 50) {
    await papers.save(Array.from({ length: 50 }, (_, index) => makeRecord({ id: `1801.${10_000 + number + index}`, abstract: abstractOf(number + index) })));
  }
  assert.equal(await papers.count(), PAPERS);
  const status = () => searchStatus({ db, clock: systemClock, folder: disk.folder, config: { embedder: 'built-in', embeddingsPrice: undefined } });
  await until(async () => errors.length > 0);
  assert.ok((await status()).behind > 0);
  disk.resize(LARGE_KB);
  await until(async () => (await status()).behind === 0);
  assert.match((await status()).lastError?.message ?? '', /disk is full/);
  const index = new SearchIndex(disk.folder);
  t.after(() => index.close());
  const rows = await (await index.open())!.table.query().select(['number']).toArray();
  assert.equal(rows.length, PAPERS);
  assert.equal(new Set(rows.map(({ number }: { number: number }) => number)).size, PAPERS);
});

async function until(happened: () => Promise<boolean>): Promise<void> {
  for (const late = performance.now() + 60_000; performance.now() < late && !(await happened());) await sleep(50);
  assert.ok(await happened());
}
