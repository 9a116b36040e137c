import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { EnvironmentError, InvalidInputError } from '#lib';
import { makeFolder } from '../../test/make-folder.js';
import { writeWhole, writtenAs } from './write-file.js';

async function* text(...parts: string[]): AsyncGenerator<string> {
  yield* parts;
}

test('the name says how a file is compressed', async (t) => {
  const folder = makeFolder(t);
  const unpack = { 'a.jsonl': (bytes: Buffer) => bytes, 'a.jsonl.gz': gunzipSync, 'a.jsonl.zst': zstdDecompressSync };
  for (const [name, undo] of Object.entries(unpack)) {
    const file = join(folder, name);
    const size = await writeWhole(file, text('one\n', 'zwölf\n'), { as: writtenAs(file) });
    assert.equal(size, statSync(file).size);
    assert.equal(undo(readFileSync(file)).toString(), 'one\nzwölf\n');
  }
  assert.deepEqual(readdirSync(folder).sort(), Object.keys(unpack).sort());
});

test('permissions hold also where an older, readable file or a leftover is', async (t) => {
  const file = join(makeFolder(t), 'a.zst');
  writeFileSync(file, 'older', { mode: 0o644 });
  writeFileSync(`${file}.part`, 'left over', { mode: 0o644 });
  await writeWhole(file, text('newer'), { as: 'plain', mode: 0o600 });
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(readFileSync(file, 'utf8'), 'newer');
});

test('what fails in the middle leaves the older file and nothing else', async (t) => {
  const folder = makeFolder(t);
  const file = join(folder, 'a.jsonl');
  writeFileSync(file, 'older');
  async function* failing(): AsyncGenerator<string> {
    yield 'half';
    throw new Error('the database went away');
  }
  await assert.rejects(writeWhole(file, failing(), { as: 'gzip' }), /the database went away/);
  assert.equal(readFileSync(file, 'utf8'), 'older');
  assert.deepEqual(readdirSync(folder), ['a.jsonl']);
});

test('a folder that is not there, or that this user may not write, is said in words', async (t) => {
  const folder = makeFolder(t);
  await assert.rejects(writeWhole(join(folder, 'missing', 'a.jsonl'), text('one'), { as: 'plain' }), (error) => error instanceof EnvironmentError && /its folder does not exist/.test(error.message));
  const locked = join(folder, 'locked');
  mkdirSync(locked);
  chmodSync(folder, 0o755);
  chmodSync(locked, 0o555);
  await assert.rejects(
    asOrdinaryUser(() => writeWhole(join(locked, 'a.jsonl'), text('one'), { as: 'plain' })),
    (error) => error instanceof EnvironmentError && /this user may not write there/.test(error.message),
  );
});

/** Root may write everywhere, so it becomes nobody for a moment. */
async function asOrdinaryUser<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return await work();
  process.seteuid?.(65_534);
  return await work().finally(() => process.seteuid?.(0));
}

test('devices are refused, links are followed', async (t) => {
  const folder = makeFolder(t);
  await assert.rejects(writeWhole('/dev/null', text('one'), { as: 'plain' }), InvalidInputError);
  assert.ok(statSync('/dev/null').isCharacterDevice());
  writeFileSync(join(folder, 'real'), 'older');
  symlinkSync(join(folder, 'real'), join(folder, 'link'));
  await writeWhole(join(folder, 'link'), text('newer'), { as: 'plain' });
  assert.equal(readFileSync(join(folder, 'real'), 'utf8'), 'newer');
  assert.ok(!existsSync(join(folder, 'link.part')));
});
