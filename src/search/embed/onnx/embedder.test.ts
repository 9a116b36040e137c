import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { createLogger, FixedClock } from '#lib';
import { createFetcher } from '#lib/fetch';
import { onnxLibrary } from '#test/onnx-library';
import { modelsServer, type Asked } from '#test/stand-ins/models/index';
import { checkEmbedder } from '../contract.js';
import type { Embedder } from '../embedder.js';
import { EmbedderError } from '../errors.js';
import type { Progress } from './download.js';
import { openOnnx, type OnnxOptions } from './embedder.js';
import { placeOf } from './place.js';
import { WORDS, writeTinyModel } from './tiny-model.fixture.js';

const fetcher = createFetcher({ userAgent: 'Broadsheet/test', log: createLogger('silent', 'test'), clock: new FixedClock('2026-06-02T18:00:00Z') });

function makeFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-onnx-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Options for a model in a folder of its own; `given` names other ones. */
function optionsFor(t: TestContext, library: string, given: Partial<OnnxOptions> = {}): OnnxOptions {
  const folder = makeFolder(t);
  return { model: join(folder, 'tiny'), models: join(folder, 'models'), library, server: 'http://127.0.0.1:9', fetcher, ...given };
}

async function opened(t: TestContext, options: OnnxOptions): Promise<Embedder> {
  const embedder = await openOnnx(options);
  t.after(() => embedder.close());
  return embedder;
}

async function serve(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a library that is not installed is named, with what to type, before anything is downloaded', async (t) => {
  const folder = makeFolder(t);
  const stranger = join(folder, 'node_modules', '@huggingface', 'transformers');
  writeFileSync(join(folder, 'package.json'), '{}');
  const options = optionsFor(t, folder, { model: 'owner/tiny', onProgress: () => assert.fail('nothing is downloaded') });
  const expected = { name: 'EmbedderError', message: /Type: npm ci --ignore-scripts --prefix ".*broadsheet-onnx-/ };
  await assert.rejects(openOnnx(options), expected);
  mkdirSync(stranger, { recursive: true });
  writeFileSync(join(stranger, 'package.json'), '{ "name": "tslib", "main": "index.js" }');
  writeFileSync(join(stranger, 'index.js'), '');
  await assert.rejects(openOnnx(options), expected, 'another package under its name');
});

test('an ONNX model keeps the contract of embedders', async (t) => {
  const library = onnxLibrary(t);
  if (library === undefined) return;
  const options = optionsFor(t, library);
  writeTinyModel(options.model);
  await checkEmbedder(t, () => openOnnx(options));
  assert.match((await opened(t, options)).name, /^onnx:tiny@[0-9a-f]{8}$/, 'nothing of where it is');
});

test('a model is downloaded by name once, with progress, and then serves without a network', async (t) => {
  const library = onnxLibrary(t);
  if (library === undefined) return;
  const asked: Asked = { paths: [] };
  const source = makeFolder(t);
  const files = writeTinyModel(source);
  const server = await serve(t, modelsServer({ 'owner/tiny': source }, asked));
  const seen = new Map<string, Progress>();
  const options = optionsFor(t, library, { model: 'owner/tiny', server, onProgress: (progress) => seen.set(progress.file, progress) });
  const first = await opened(t, options);
  assert.match(first.name, /^onnx:owner\/tiny@[0-9a-f]{8}$/);
  assert.deepEqual([...seen.keys()].sort(), files.sort());
  for (const { file, loaded, total } of seen.values()) assert.equal(loaded, total, file);
  assert.ok(asked.paths.every((path) => path.startsWith('/owner/tiny/resolve/main/')));
  const again = await opened(t, { ...options, server: 'http://127.0.0.1:9' });
  assert.deepEqual(await again.embedQuery('star'), await first.embedQuery('star'));
});

describe('what cannot be used is said, and nothing is left running', () => {
  const cases: { name: string; write?: (folder: string) => void; message: RegExp }[] = [
    { name: 'a folder that is not there', message: /There is no folder/ },
    { name: 'an empty folder', write: (folder) => mkdirSync(folder), message: /no config\.json, no tokenizer\.json, no tokenizer_config\.json, none of onnx/ },
    { name: 'a damaged model', write: (folder) => writeTinyModel(folder, { files: { 'onnx/model.onnx': Buffer.from('<html>not found</html>') } }), message: /cannot be used: .+Choose another/ },
    { name: 'half a model', write: (folder) => writeTinyModel(folder, { files: { 'onnx/model.onnx': Buffer.alloc(0) } }), message: /cannot be used/ },
    { name: 'a damaged description', write: (folder) => writeTinyModel(folder, { files: { 'config.json': '{"model_type": ' } }), message: /config\.json is damaged/ },
    { name: 'a damaged tokenizer', write: (folder) => writeTinyModel(folder, { files: { 'tokenizer.json': '[]' } }), message: /cannot be used/ },
    { name: 'a model of another kind', write: (folder) => writeTinyModel(folder, { output: 'logits' }), message: /does not give vectors of texts: its outputs are logits/ },
    { name: 'numbers that are none', write: (folder) => writeTinyModel(folder, { value: () => Number.NaN }), message: /gives zeros, or what is no number/ },
    { name: 'nothing but zeros', write: (folder) => writeTinyModel(folder, { value: () => 0 }), message: /gives zeros/ },
    { name: 'layers that are left out', write: (folder) => writeTinyModel(folder, { files: { 'modules.json': [{ type: 'sentence_transformers.models.Transformer' }, { type: 'sentence_transformers.models.Dense' }] } }), message: /layers that its ONNX file leaves out \(Dense\)/ },
  ];
  for (const { name, write, message } of cases) {
    test(name, async (t) => {
      const library = onnxLibrary(t);
      if (library === undefined) return;
      const options = optionsFor(t, library);
      write?.(options.model);
      await assert.rejects(openOnnx(options), (error) => {
        assert.ok(error instanceof EmbedderError, String(error));
        assert.match(error.message, message);
        return true;
      });
    });
  }

  test('a name that nobody has, a server that is away, an answer that breaks off', async (t) => {
    const library = onnxLibrary(t);
    if (library === undefined) return;
    const server = await serve(t, (request, response) => {
      if (request.url?.startsWith('/owner/none')) return void response.writeHead(401).end();
      if (request.url?.startsWith('/owner/bare')) return void response.writeHead(404).end();
      response.writeHead(200, { 'content-length': 1000 }).write('{');
      setTimeout(() => response.destroy(), 20);
    });
    const options = optionsFor(t, library, { server });
    await assert.rejects(openOnnx({ ...options, model: 'owner/none' }), { name: 'EmbedderError', message: /there is no such model, or it is not open/ });
    await assert.rejects(openOnnx({ ...options, model: 'owner/bare' }), { name: 'EmbedderError', message: /has no config\.json of owner\/bare/ });
    await assert.rejects(openOnnx({ ...options, model: 'owner/half' }), { name: 'EmbedderError', tryLater: true });
    await assert.rejects(openOnnx({ ...options, model: 'owner/tiny', server: 'http://127.0.0.1:9' }), { name: 'EmbedderError', message: /could not be downloaded/ });
    for (const model of ['owner/../..', 'owner', 'owner/a/b', '', 'https://example.org/a']) await assert.rejects(openOnnx({ ...options, model }), /names no model/);
    const left = readdirSync(options.models, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(part|json|onnx)$/.test(name));
    assert.deepEqual(left, [], 'no piece of a file stays behind');
  });
});

test('the files of the model say how it is used', async (t) => {
  const library = onnxLibrary(t);
  if (library === undefined) return;
  const make = async (files: Record<string, unknown>): Promise<Embedder> => {
    const options = optionsFor(t, library);
    writeTinyModel(options.model, { files });
    return await opened(t, options);
  };
  const plain = await make({});
  const prefixed = await make({ 'config_sentence_transformers.json': { prompts: { query: 'query: ', document: 'passage: ' } } });
  assert.deepEqual(await prefixed.embedQuery('star'), await plain.embedQuery('query: star'));
  assert.deepEqual(await prefixed.embedPapers([{ title: 'star', abstract: '' }]), await plain.embedPapers([{ title: 'passage: star', abstract: '' }]));
  const last = await make({ '1_Pooling/config.json': { pooling_mode_lasttoken: true, pooling_mode_mean_tokens: false } });
  assert.deepEqual(await last.embedQuery('star'), await last.embedQuery('galaxy proof'), 'the last token is always the same mark');
  assert.notDeepEqual(await plain.embedQuery('star'), await plain.embedQuery('galaxy proof'));
  assert.equal(new Set([plain.name, prefixed.name, last.name].map((name) => name.split('@').at(-1))).size, 3, 'vectors that differ have names that differ');
});

test('a text that a model overflows on stays without a vector, alone', async (t) => {
  const library = onnxLibrary(t);
  if (library === undefined) return;
  const options = optionsFor(t, library);
  const galaxy = 4 + WORDS.indexOf('galaxy');
  writeTinyModel(options.model, { value: (word, dimension) => (word === galaxy ? Infinity : Math.cos(word + dimension * word)) });
  const vectors = await (await opened(t, options)).embedPapers(['star', 'galaxy', 'graph'].map((title) => ({ title, abstract: '' })));
  assert.deepEqual(vectors.map((vector) => vector?.length), [8, undefined, 8]);
});

test('what a download that was killed left behind does not stay', async (t) => {
  const library = onnxLibrary(t);
  if (library === undefined) return;
  const source = makeFolder(t);
  writeTinyModel(source);
  const server = await serve(t, modelsServer({ 'owner/tiny': source }, { paths: [] }));
  const options = optionsFor(t, library, { model: 'owner/tiny', server });
  const { folder } = placeOf('owner/tiny', options.models);
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  const left = join(folder, 'onnx', 'model.onnx.123.part');
  const fresh = join(folder, 'config.json.124.part');
  for (const path of [left, fresh]) writeFileSync(path, 'half');
  utimesSync(left, new Date(0), new Date(0));
  await opened(t, options);
  assert.deepEqual([existsSync(left), existsSync(fresh)], [false, true], 'another process may still be at the fresh one');
});

test('a process that is killed is started again, once, and who waited is told', async (t) => {
  const library = onnxLibrary(t);
  if (library === undefined) return;
  const pids: number[] = [];
  const options = optionsFor(t, library, { onStart: (pid) => pids.push(pid!) });
  writeTinyModel(options.model);
  const embedder = await opened(t, options);
  const before = await embedder.embedQuery('star');
  const waiting = assert.rejects(embedder.embedPapers(Array.from({ length: 20_000 }, () => ({ title: 'a star', abstract: 'star '.repeat(200) }))), { name: 'EmbedderError', tryLater: true });
  process.kill(pids[0]!, 'SIGKILL');
  await waiting;
  assert.deepEqual(await Promise.all([embedder.embedQuery('star'), embedder.embedQuery('star')]), [before, before]);
  assert.equal(pids.length, 2);
  await embedder.close();
  await assert.rejects(embedder.embedQuery('star'), { name: 'EmbedderError' });
  for (const pid of pids) assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
});

test('a model that was replaced by one of another dimension is noticed, not mixed in', async (t) => {
  const library = onnxLibrary(t);
  if (library === undefined) return;
  const pids: number[] = [];
  const options = optionsFor(t, library, { onStart: (pid) => pids.push(pid!) });
  writeTinyModel(options.model);
  const embedder = await opened(t, options);
  writeTinyModel(options.model, { dimensions: 12 });
  assert.equal((await embedder.embedQuery('star'))?.length, 8, 'what is in memory goes on');
  const ended = assert.rejects(embedder.embedPapers(Array.from({ length: 20_000 }, () => ({ title: 'a star', abstract: 'star '.repeat(200) }))), { name: 'EmbedderError' });
  process.kill(pids[0]!, 'SIGKILL');
  await ended;
  await assert.rejects(embedder.embedQuery('star'), { name: 'EmbedderError', message: /is not the one that was loaded before/ });
  const anew = await opened(t, options);
  assert.equal(anew.dimensions, 12);
  assert.notEqual(anew.name, embedder.name);
});
