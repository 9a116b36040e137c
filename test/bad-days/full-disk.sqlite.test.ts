import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertWhole } from '../kill-import.js';
import { runBroadsheet, type Ended } from '../run-broadsheet.js';
import { countRecords, importsIn, inDatabase, paperLines, writePapers, untilImports } from './papers.js';
import { makePlace, readPage, upload, whileServing, type Env } from './serving.js';
import { CANNOT_MOUNT, mountSmallDisk } from './small-disk.js';

const LIMITED = fileURLToPath(new URL('./page-limit.fixture.js', import.meta.url));
const RECORDS = 4_000;
/** Half of the papers fit: all of them take 7 MB. */
const SMALL_KB = 5_000;
const LARGE_KB = 64_000;

/** What was stored is whole, the import says where it stands, and once there is room the same import goes on to its end. */
async function assertGoesOn(env: Env, full: Ended, again: () => Promise<Ended>): Promise<void> {
  assert.equal(full.code, 1, full.stderr);
  assert.match(full.stderr, /The disk that holds \S+broadsheet\.db is full\. Nothing of the last step was written; free some space and run it again\./);
  assert.doesNotMatch(full.stderr, /\n\s+at /, 'no stack');
  const stored = await inDatabase(env, countRecords);
  assert.ok(stored > 0 && stored < RECORDS, `${stored} records are in`);
  const [before] = await importsIn(env);
  assert.equal(before?.records, stored, 'the place noted is that of what is in');
  const { code, stderr } = await again();
  assert.equal(code, 0, stderr);
  await inDatabase(env, (db) => assertWhole(db, RECORDS));
  const imports = await importsIn(env);
  assert.deepEqual(imports.map(({ state, records, unchanged }) => [state, records, unchanged]), [['done', RECORDS, 0]], 'one import, and nothing was read twice');
}

test('a full disk (a limit of pages) ends an import in words, and with room it goes on', async (t) => {
  const { folder, env } = await makePlace(t);
  const file = writePapers(folder, RECORDS);
  const full = await runBroadsheet([String(SMALL_KB / 8), 'import', file], env, { main: LIMITED });
  assert.match(full.stderr, /running the same import again goes on from there/);
  await assertGoesOn(env, full, () => runBroadsheet(['import', file], env));
});

test('a full disk (a real one of 5 MB) ends an import in words, and with room it goes on', async (t) => {
  const disk = mountSmallDisk(t, SMALL_KB);
  if (disk === undefined) return t.skip(CANNOT_MOUNT);
  const { folder, env: given } = await makePlace(t);
  const env = { ...given, BROADSHEET_DATA: disk.folder };
  const file = writePapers(folder, RECORDS);
  const full = await runBroadsheet(['import', file], env);
  const onFull = await runBroadsheet(['status'], env);
  assert.doesNotMatch(onFull.stderr, /should not|\n\s+at /, 'even reading on a full disk fails, if at all, in words');
  disk.resize(LARGE_KB);
  await assertGoesOn(env, full, () => runBroadsheet(['import', file], env));
});

test('a disk that fills up under the worker: the page says so, and with room the import goes on by itself', async (t) => {
  const disk = mountSmallDisk(t, SMALL_KB);
  if (disk === undefined) return t.skip(CANNOT_MOUNT);
  const { env: given } = await makePlace(t);
  const env = { ...given, BROADSHEET_DATA: disk.folder, BROADSHEET_LOG: 'warn' };
  await whileServing(env, async (serving) => {
    assert.equal((await upload(serving, paperLines(RECORDS))).status, 303);
    await serving.printed(/work failed: The disk that holds \S+ is full/);
    const { status, text } = await readPage(`${serving.url}/import`, { Cookie: await serving.cookie() });
    assert.equal(status, 200);
    assert.match(text, /papers\.jsonl stopped by an error .* The disk that holds \S+ is full\. Nothing of the last step was written/);
    disk.resize(LARGE_KB);
    await untilImports(env, 'the import is done', ([first]) => first?.state === 'done');
  });
  await inDatabase(env, (db) => assertWhole(db, RECORDS));
  assert.equal((await importsIn(env)).length, 1);
});
