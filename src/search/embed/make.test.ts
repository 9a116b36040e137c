import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readConfig } from '#config';
import { createLogger, FixedClock } from '#lib';
import { createFetcher } from '#lib/fetch';
import { onnxLibrary } from '#test/onnx-library';
import { startEmbeddings } from '#test/stand-ins/embeddings/index';
import type { Embedder } from './embedder.js';
import { costOf, makeEmbedder, type MakerParts } from './make.js';
import { writeTinyModel } from './onnx/tiny-model.fixture.js';

const log = createLogger('silent', 'test');
const builtIn: Embedder = {
  name: 'built-in:1',
  dimensions: 1,
  embedPapers: (papers) => Promise.resolve(papers.map(() => Float32Array.of(1))),
  embedQuery: () => Promise.resolve(Float32Array.of(1)),
  close: () => Promise.resolve(),
};
const parts: MakerParts = {
  builtIn,
  log,
  fetcher: createFetcher({ userAgent: 'Broadsheet/test', log, clock: new FixedClock('2026-06-02T18:00:00Z') }),
  library: tmpdir(),
};

test('the built-in one serves by default, and is missing where there is none yet', async () => {
  assert.deepEqual(await makeEmbedder(readConfig({}), parts), { wished: 'built-in', embedder: builtIn });
  assert.deepEqual(await makeEmbedder(readConfig({}), { ...parts, builtIn: undefined }), { wished: 'built-in', embedder: undefined });
});

test('an endpoint is chosen by its model, and asked only for what is not known', async (t) => {
  const server = await startEmbeddings({ key: 'of-ours' });
  t.after(() => server.close());
  const config = readConfig({ BROADSHEET_EMBEDDER: 'endpoint:tiny', EMBEDDINGS_URL: server.url, EMBEDDINGS_KEY: 'of-ours' });
  const made = await makeEmbedder(config, { ...parts, known: { name: 'endpoint:other', dimensions: 5 } });
  assert.deepEqual([made.embedder?.name, made.embedder?.dimensions, made.problem], ['endpoint:tiny', 32, undefined]);
  assert.equal(server.asked.length, 1);
  const again = await makeEmbedder(config, { ...parts, known: { name: 'endpoint:tiny', dimensions: 32 } });
  assert.deepEqual([again.embedder?.dimensions, server.asked.length], [32, 1]);
});

test('where the one wished for cannot be had, the built-in one serves and the reason is there', async () => {
  const cases: [Record<string, string>, RegExp][] = [
    [{ BROADSHEET_EMBEDDER: 'endpoint:tiny' }, /Set EMBEDDINGS_URL/],
    [{ BROADSHEET_EMBEDDER: 'onnx:owner/name' }, /Type: npm ci/],
    [{ BROADSHEET_EMBEDDER: 'onnx:name' }, /names no model/],
  ];
  for (const [environment, message] of cases) {
    const made = await makeEmbedder(readConfig(environment), parts);
    assert.deepEqual([made.wished, made.embedder], [environment.BROADSHEET_EMBEDDER, builtIn]);
    assert.match(made.problem?.message ?? '', message);
  }
});

test('giving up is no problem of the embedder', async (t) => {
  const server = await startEmbeddings();
  t.after(() => server.close());
  server.fail({ name: 'stall' });
  const reason = new Error('enough');
  const config = readConfig({ BROADSHEET_EMBEDDER: 'endpoint:tiny', EMBEDDINGS_URL: server.url });
  await assert.rejects(makeEmbedder(config, { ...parts, signal: AbortSignal.abort(reason) }), reason);
});

test('a model in a folder is chosen by the folder', async (t) => {
  const library = onnxLibrary(t);
  if (library === undefined) return;
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-make-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeTinyModel(folder, { dimensions: 12 });
  const { embedder, problem } = await makeEmbedder(readConfig({ BROADSHEET_EMBEDDER: `onnx:${folder}` }), { ...parts, library });
  t.after(() => embedder?.close());
  assert.equal(problem, undefined);
  assert.equal(embedder?.dimensions, 12);
  assert.equal((await embedder.embedQuery('star'))?.length, 12);
});

test('only an endpoint costs anything', () => {
  const config = readConfig({ BROADSHEET_EMBEDDER: 'endpoint:tiny', EMBEDDINGS_PRICE: '0.02' });
  assert.deepEqual(costOf(config, 200_000, 1_500), { tokens: 75_000_000, money: 1.5 });
  assert.equal(costOf(readConfig({}), 200_000, 1_500), undefined);
});
