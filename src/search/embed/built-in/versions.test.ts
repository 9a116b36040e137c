import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { EnvironmentError } from '#lib';
import { BuiltInEmbedder, learn, openBuiltInEmbedder, removeTermTables, saveTermTable, TermTableError, termTableVersions } from './index.js';
import { madeUpPapers } from './made-up-papers.fixture.js';

const papers = madeUpPapers(80);
const table = await learn(papers);

async function makeFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-terms-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('a table that was saved gives the same vectors, under numbers that grow', async (t) => {
  const folder = join(await makeFolder(t), 'search', 'embedder');
  assert.deepEqual(await termTableVersions(folder), []);
  assert.equal(await saveTermTable(folder, table), 1);
  assert.equal(await saveTermTable(folder, table), 2);
  assert.deepEqual(await termTableVersions(folder), [2, 1]);
  const read = await openBuiltInEmbedder(folder, 2);
  assert.equal(read.name, 'built-in:2');
  assert.deepEqual(read.learned, table.learned);
  assert.deepEqual(await read.embedPapers(papers), await new BuiltInEmbedder(table, 2).embedPapers(papers));
  assert.equal(read.unknownShare(papers), table.learned.unknownShare);
  await removeTermTables(folder, [1, 7]);
  assert.deepEqual(await termTableVersions(folder), [2]);
});

test('a file that is damaged anywhere, cut, empty or missing is noticed', async (t) => {
  const folder = await makeFolder(t);
  for (const name of ['header.json', 'vocabulary.txt', 'vectors.bin']) {
    const version = await saveTermTable(folder, table);
    const path = join(folder, String(version), name);
    const whole = await readFile(path);
    const changed = Buffer.from(whole);
    changed[Math.floor(changed.length / 2)]! ^= 1;
    for (const bytes of [changed, whole.subarray(0, whole.length - 2), Buffer.alloc(0), Buffer.concat([whole, Buffer.from('}')])]) {
      await writeFile(path, bytes);
      await assert.rejects(openBuiltInEmbedder(folder, version), TermTableError, `${name} of ${bytes.length} bytes`);
    }
    await rm(path);
    await assert.rejects(openBuiltInEmbedder(folder, version), /cannot be used.*Remove that folder/);
  }
  await assert.rejects(openBuiltInEmbedder(folder, 99), TermTableError);
});

test('a header of something else, or of a later release, is told apart', async (t) => {
  const folder = await makeFolder(t);
  const path = join(folder, String(await saveTermTable(folder, table)), 'header.json');
  const header = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  await writeFile(path, JSON.stringify({ ...header, format: 2 }));
  await assert.rejects(openBuiltInEmbedder(folder, 1), /format 2, and this release reads format 1/);
  for (const other of ['null', '[]', '{}', '"text"', JSON.stringify({ ...header, learned: undefined }), JSON.stringify({ ...header, terms: -1 })]) {
    await writeFile(path, other);
    await assert.rejects(openBuiltInEmbedder(folder, 1), TermTableError, other);
  }
});

test('a folder in which nothing can be written is said with what to do', async (t) => {
  const file = join(await makeFolder(t), 'file');
  await writeFile(file, '');
  await assert.rejects(saveTermTable(file, table), EnvironmentError);
});

test('what a writing that was killed has left is no version, and is cleared away', async (t) => {
  const folder = await makeFolder(t);
  await saveTermTable(folder, table);
  await killWhileSaving(folder);
  const versions = await termTableVersions(folder);
  for (const version of versions) assert.equal((await openBuiltInEmbedder(folder, version)).learned.papers, 80);
  await mkdir(join(folder, '9.unfinished'), { recursive: true });
  const next = await saveTermTable(folder, table);
  assert.equal(next, versions[0]! + 1);
  assert.deepEqual((await readdir(folder)).filter((name) => !/^\d+$/.test(name)), []);
});

/** Lets another process save the same table again and again, and kills it once it has begun. */
async function killWhileSaving(folder: string): Promise<void> {
  const program = `
    const { openBuiltInEmbedder, saveTermTable, learn } = await import(${JSON.stringify(new URL('./index.js', import.meta.url).href)});
    const { madeUpPapers } = await import(${JSON.stringify(new URL('./made-up-papers.fixture.js', import.meta.url).href)});
    const table = await learn(madeUpPapers(80));
    process.stdout.write('begun');
    for (;;) await saveTermTable(${JSON.stringify(folder)}, table);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGKILL');
  await ended;
}
