import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { takeLease } from '#jobs';
import { FixedClock, systemClock } from '#lib';
import { Papers } from '#papers';
import { makeDatabase, makeFolder } from '#test/make-database';
import { makeRecord } from '#test/make-record';
import { FEWEST_PAPERS } from '../embed/built-in/policy.js';
import { downloadWords } from '../embed/onnx/download.js';
import { Place } from '../index/place.js';
import { INDEXER_LEASE } from './lease.js';
import { meaningOf, type MeaningFacts } from './meaning.js';
import { searchStatus, StatusBoard, type StatusParts } from './status.js';

const since = '2026-06-01T00:00:00.000Z';
const FACTS: MeaningFacts = { embedder: undefined, wished: 'built-in', papers: FEWEST_PAPERS };

test('what is said of meaning is true before, while and after there are vectors', () => {
  const training = { what: 'learning: training', share: 0.5, since };
  const rebuilding = { what: 'taking in papers', share: 0.5, since };
  const table: [Partial<MeaningFacts>, ReturnType<typeof meaningOf>][] = [
    [{ papers: FEWEST_PAPERS - 1 }, 'too few papers'],
    [{}, 'next'],
    [{ training }, 'learning'],
    [{ papers: 5, wished: 'onnx:model', training }, 'learning'],
    [{ rebuilding: { ...rebuilding, embedder: 'built-in:1' } }, 'embedding'],
    [{ rebuilding }, 'next'],
    [{ papers: 5, rebuilding }, 'too few papers'],
    [{ papers: 5, wished: 'endpoint:model' }, 'next'],
    [{ papers: 5, wished: 'endpoint:model', problem: 'It does not answer.' }, 'problem'],
    [{ embedder: 'built-in:1', training }, 'serves'],
    [{ embedder: 'built-in:1', wished: 'endpoint:model', problem: 'It does not answer.' }, 'serves'],
  ];
  for (const [facts, meaning] of table) assert.equal(meaningOf({ ...FACTS, ...facts }), meaning, JSON.stringify(facts));
});

async function makeStatus(t: TestContext, config: Partial<StatusParts['config']> = {}) {
  const [db, folder, clock] = [await makeDatabase(t), makeFolder(t), new FixedClock(since)];
  const board = new StatusBoard(new Place(folder), () => since);
  return { db, clock, board, status: () => searchStatus({ db, clock, folder, config: { embedder: 'built-in', embeddingsPrice: undefined, ...config } }) };
}

test('work that is written down is shown only while somebody does it', async (t) => {
  const { db, clock, board, status } = await makeStatus(t);
  board.set({ papers: FEWEST_PAPERS });
  board.progress('training', 'learning: training', 0.5);
  board.write();
  assert.deepEqual([(await status()).training, (await status()).meaning], [undefined, 'next'], 'who wrote it was killed');
  await takeLease(db, clock, { name: INDEXER_LEASE, holder: 'worker', forMs: 60_000 });
  assert.deepEqual([(await status()).training?.share, (await status()).meaning], [0.5, 'learning']);
  clock.set('2026-06-01T00:02:00.000Z');
  assert.equal((await status()).training, undefined, 'its lease is over');
});

test('what an endpoint will cost is told before and while all papers are embedded', async (t) => {
  const { db, board, status } = await makeStatus(t, { embedder: 'endpoint:model', embeddingsPrice: 2 });
  assert.equal((await status()).cost, undefined, 'there is nothing to embed');
  await new Papers({ db, clock: systemClock }).save([makeRecord({ id: '2401.00001', title: 'x'.repeat(100), abstract: 'y '.repeat(149) + 'yz' })]);
  board.set({ papers: 1_000_000 });
  board.write();
  assert.deepEqual((await status()).cost, { tokens: 100_000_000, money: 200 });
});

test('a download is told in megabytes, and by its share where the server says how much there is', () => {
  assert.deepEqual(downloadWords({ file: 'model.onnx', loaded: 45_000_000, total: 90_000_000 }), ['downloading the model: model.onnx, 90 MB', 0.5]);
  assert.deepEqual(downloadWords({ file: 'tokenizer.json', loaded: 700_000 }), ['downloading the model: 0.7 MB of tokenizer.json', 0]);
});
