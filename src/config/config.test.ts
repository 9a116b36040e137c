import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { ConfigError, readConfig } from './index.js';

const folder = mkdtempSync(join(tmpdir(), 'broadsheet-config-'));

test('nothing set: the defaults start by themselves', () => {
  const config = readConfig({});
  assert.equal(config.port, 3000);
  assert.equal(config.host, '127.0.0.1');
  assert.equal(config.data, resolve('./data'));
  assert.equal(config.databaseUrl, undefined);
  assert.equal(config.given.size, 0);
});

test('every problem is named at once, and secrets are not repeated', () => {
  assert.throws(
    () => readConfig({ PORT: 'eighty', BASE_URL: 'papers', DATABASE_URL: 'mysql://root:hunter2@db', BROADSHEET_LOG: 'loud', BROADSHEET_CATEGORIES: 'cs.LG <b>' }),
    (error) => {
      assert.ok(error instanceof ConfigError);
      assert.equal(error.problems.length, 5);
      assert.doesNotMatch(error.message, /hunter2/);
      return true;
    },
  );
});

test('the file is below the environment; unknown names in it are refused', () => {
  const file = join(folder, 'some.env');
  writeFileSync(file, 'PORT=4000\nBROADSHEET_CATEGORIES=cs.LG, cs.CL\n');
  const config = readConfig({ BROADSHEET_CONFIG: file, PORT: '5000' });
  assert.equal(config.port, 5000);
  assert.deepEqual(config.categories, ['cs.LG', 'cs.CL']);
  assert.ok(config.given.has('categories'));
  writeFileSync(file, 'PROT=4000\n');
  assert.throws(() => readConfig({ BROADSHEET_CONFIG: file }), /PROT, which is not a setting/);
});

test('a secret may stand in a file of its own', () => {
  const file = join(folder, 'secret');
  writeFileSync(file, 'postgres://a:b@localhost/papers\n');
  assert.equal(readConfig({ DATABASE_URL_FILE: file }).databaseUrl, 'postgres://a:b@localhost/papers');
  assert.throws(() => readConfig({ DATABASE_URL_FILE: join(folder, 'missing') }), /cannot be read/);
});

test('the makers of vectors are named, and their settings checked', () => {
  const config = readConfig({ BROADSHEET_EMBEDDER: 'endpoint:text-embedding-3-small', EMBEDDINGS_URL: 'http://localhost:8080/v1/embeddings/', EMBEDDINGS_KEY: 'of-ours', EMBEDDINGS_PRICE: '0.02', EMBEDDINGS_DIMENSIONS: '512' });
  assert.deepEqual([config.embedder, config.embeddingsUrl, config.embeddingsKey, config.embeddingsPrice, config.embeddingsDimensions], ['endpoint:text-embedding-3-small', 'http://localhost:8080/v1', 'of-ours', 0.02, 512]);
  assert.equal(readConfig({}).embedder, 'built-in');
  assert.equal(readConfig({ BROADSHEET_EMBEDDER: 'onnx:/models/some folder' }).embedder, 'onnx:/models/some folder');
  assert.throws(
    () => readConfig({ BROADSHEET_EMBEDDER: 'openai', EMBEDDINGS_URL: 'api.openai.com', EMBEDDINGS_KEY: 'secret\nword', EMBEDDINGS_PRICE: 'cheap', EMBEDDINGS_DIMENSIONS: '1e3', MODELS_URL: 'models' }),
    (error) => error instanceof ConfigError && error.problems.length === 6 && !error.message.includes('secret'),
  );
});

test('a public address has no path', () => {
  assert.equal(readConfig({ BASE_URL: 'https://papers.example.org/' }).baseUrl, 'https://papers.example.org');
  assert.throws(() => readConfig({ BASE_URL: 'https://example.org/papers' }), /without a path/);
});

test('a mail server and a sender are checked, and the password is not repeated', () => {
  const config = readConfig({ SMTP_URL: 'smtps://ada%40example.org:pass@mail.example.org', MAIL_FROM: 'The Paper <papers@example.org>' });
  assert.deepEqual([config.smtpUrl, config.mailFrom], ['smtps://ada%40example.org:pass@mail.example.org', 'The Paper <papers@example.org>']);
  for (const url of ['mail.example.org', 'https://mail.example.org', 'smtp://user:hunter2%@host', 'smtp://user:hunter2@host/path']) {
    assert.throws(() => readConfig({ SMTP_URL: url }), (error) => error instanceof ConfigError && !error.message.includes('hunter2'), url);
  }
  for (const from of ['nobody', 'a@b.c, d@e.f', 'A <a@b.c> <d@e.f>']) assert.throws(() => readConfig({ MAIL_FROM: from }), ConfigError, from);
});
