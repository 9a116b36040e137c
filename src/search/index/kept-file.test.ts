import assert from 'node:assert/strict';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { test, type TestContext } from 'node:test';
import { makeFolder } from '#test/make-folder';
import { KeptFile } from './kept-file.js';
import { NumberedFile } from './numbered-file.js';

function makeFile(t: TestContext, content: string) {
  const path = join(makeFolder(t), 'file');
  writeFileSync(path, content);
  const file = NumberedFile.open(path, 'vectors', 'read');
  t.after(() => file.close());
  return { path, file };
}

const TURNS = 20;

async function afterReading(kept: KeptFile): Promise<string | undefined> {
  kept.bytes();
  for (let turn = 0; turn < TURNS; turn += 1) await setImmediate();
  return kept.bytes()?.toString();
}

test('a file is held in memory until it changes, and then as it is', async (t) => {
  const { path, file } = makeFile(t, 'first');
  const kept = new KeptFile(file, { settledMs: -1_000 });
  assert.equal(kept.bytes(), undefined, 'nothing waits for it');
  assert.equal(await afterReading(kept), 'first');
  writeFileSync(path, 'other');
  utimesSync(path, 1_000, 1_000);
  assert.equal(kept.bytes(), undefined, 'what is old is not given');
  assert.equal(await afterReading(kept), 'other');
});

test('a file that is too long, was just written or is closed is not held', async (t) => {
  const { file } = makeFile(t, 'content');
  assert.equal(await afterReading(new KeptFile(file, { settledMs: -1_000, mostBytes: 6 })), undefined);
  assert.equal(await afterReading(new KeptFile(file)), undefined);
  const kept = new KeptFile(file, { settledMs: -1_000 });
  kept.bytes();
  kept.close();
  await setImmediate();
  assert.equal(kept.bytes(), undefined);
});
