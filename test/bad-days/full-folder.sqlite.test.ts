import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { assertWhole } from '../kill-import.js';
import { runBroadsheet } from '../run-broadsheet.js';
import { countRecords, importsIn, inDatabase, paperLines, writePapers, untilImports } from './papers.js';
import { makePlace, readPage, until, upload, whileServing } from './serving.js';
import { mountSmallDisk } from './small-disk.js';

const RECORDS = 600;
const PADDING = `${JSON.stringify({ id: '2606.99999', title: 'x'.repeat(1000) })}\n`.repeat(8_000);
const NEEDS_MOUNT = 'this user may not mount a small disk, and nothing else fills one for ordinary files';

test('a disk that fills up during an upload: words, nothing kept of it, and with room the next one goes in', async (t) => {
  const disk = mountSmallDisk(t, 6_000);
  if (disk === undefined) return t.skip(NEEDS_MOUNT);
  const { env: given } = await makePlace(t);
  const env = { ...given, BROADSHEET_DATA: disk.folder };
  await whileServing(env, async (serving) => {
    const refused = await upload(serving, PADDING);
    assert.equal(refused.status, 503);
    assert.match(refused.text, /could not be kept in \S+uploads: the disk is full\. Nothing of it was taken in; send it again when that is mended\./);
    assert.deepEqual(readdirSync(join(disk.folder, 'uploads')), [], 'no half file is left');
    assert.deepEqual(await importsIn(env), []);
    assert.equal((await readPage(serving.url)).status, 200, 'pages go on');
    disk.resize(64_000);
    assert.equal((await upload(serving, paperLines(RECORDS))).status, 303);
    await untilImports(env, 'the upload is imported', ([first]) => first?.state === 'done');
    await until('the upload is removed', async () => readdirSync(join(disk.folder, 'uploads')).length === 0);
  });
  await inDatabase(env, (db) => assertWhole(db, RECORDS));
});

for (const command of ['backup', 'export']) {
  test(`a full disk during ${command} leaves the good file of before, and no half one`, async (t) => {
    const disk = mountSmallDisk(t, 64);
    if (disk === undefined) return t.skip(NEEDS_MOUNT);
    const { folder, env } = await makePlace(t);
    const file = join(disk.folder, 'broadsheet.zst');
    assert.equal((await runBroadsheet([command, file], env)).code, 0);
    const good = readFileSync(file);
    await runBroadsheet(['import', writePapers(folder, RECORDS)], env);
    const { code, stderr, stdout } = await runBroadsheet([command, file], env);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /broadsheet\.zst cannot be written: the disk is full\. What was there before is as it was\./);
    assert.deepEqual(readdirSync(disk.folder), ['broadsheet.zst']);
    assert.deepEqual(readFileSync(file), good);
    assert.equal(await inDatabase(env, countRecords), RECORDS);
    disk.resize(4_000);
    assert.equal((await runBroadsheet([command, file], env)).code, 0);
  });
}
