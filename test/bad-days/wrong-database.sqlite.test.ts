import assert from 'node:assert/strict';
import { closeSync, existsSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runBroadsheet, type Ended } from '../run-broadsheet.js';
import { countRecords, inDatabase, writePapers } from './papers.js';
import { makePlace, readPage, whileServing, type Env } from './serving.js';

const fileOf = (env: Env) => join(env.BROADSHEET_DATA ?? '', 'broadsheet.db');

function assertRefused({ code, stdout, stderr }: Ended, words: RegExp): void {
  assert.equal(code, 1, stdout);
  assert.match(stderr, words);
  assert.doesNotMatch(stderr, /\n\s+at |should not/);
}

/** Overwrites part of the middle, as a failing disk might. */
function damage(file: string, { from, to }: { from: number; to: number }): void {
  const { size } = statSync(file);
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(Math.floor(size * (to - from)), 0xa5), 0, undefined, Math.floor(size * from));
  closeSync(handle);
}

test('a file that is no database is refused in words and left alone', async (t) => {
  const { folder, env } = await makePlace(t);
  await runBroadsheet(['status'], env);
  const letter = 'This is a letter to a friend, and not a database at all.\n'.repeat(400);
  writeFileSync(fileOf(env), letter);
  for (const args of [['serve'], ['import', writePapers(folder, 5)]]) {
    assertRefused(await runBroadsheet(args, env), /broadsheet\.db is not a Broadsheet database\. Move it away or choose another data folder with BROADSHEET_DATA\./);
  }
  const doctor = await runBroadsheet(['doctor'], env);
  assert.equal(doctor.code, 1);
  assert.match(doctor.stdout, /fail +database +\S+ is not a Broadsheet database\./);
  assert.equal(readFileSync(fileOf(env), 'utf8'), letter);
});

test('an empty file becomes a new database', async (t) => {
  const { env } = await makePlace(t);
  await runBroadsheet(['status'], env);
  writeFileSync(fileOf(env), '');
  const { code, stdout } = await runBroadsheet(['status'], env);
  assert.equal(code, 0);
  assert.match(stdout, /^papers +0, from 0 records$/m);
});

test('a damaged database: every command says so and what to do, pages too, and no export of half of it is left', async (t) => {
  const { folder, env } = await makePlace(t);
  assert.equal((await runBroadsheet(['import', writePapers(folder, 2_000)], env)).code, 0);
  assert.equal((await runBroadsheet(['backup', join(folder, 'good.zst')], env)).code, 0);
  damage(fileOf(env), { from: 0.25, to: 0.75 });
  const words = /The database \S+broadsheet\.db is damaged\. Stop Broadsheet and restore the last backup: "broadsheet restore --replace FILE"\./;
  const exported = join(folder, 'half.jsonl');
  assertRefused(await runBroadsheet(['export', exported], env), words);
  assert.ok(!existsSync(exported));
  assertRefused(await runBroadsheet(['import', writePapers(folder, 3_000)], env), words);
  const doctor = await runBroadsheet(['doctor'], env);
  assert.equal(doctor.code, 1);
  assert.match(doctor.stdout, /fail +database +.*damage/);
  await whileServing(env, async ({ url, child }) => {
    const pages = await Promise.all(Array.from({ length: 40 }, (_, number) => readPage(`${url}/papers/2606.${String(number * 50).padStart(5, '0')}`)));
    const failed = pages.filter(({ status }) => status === 503);
    assert.ok(failed.length > 0, `statuses: ${pages.map(({ status }) => status)}`);
    for (const { text } of failed) assert.match(text, words);
    assert.equal(child.exitCode, null, 'it goes on with what can be read');
  });
  assert.equal((await runBroadsheet(['restore', '--replace', join(folder, 'good.zst')], env)).code, 0);
  assert.equal(await inDatabase(env, countRecords), 2_000);
});

test('a database cut short, as by a copy that was not finished', async (t) => {
  const { folder, env } = await makePlace(t);
  await runBroadsheet(['import', writePapers(folder, 1_000)], env);
  const bytes = readFileSync(fileOf(env));
  writeFileSync(fileOf(env), bytes.subarray(0, bytes.length / 2));
  assertRefused(await runBroadsheet(['export', join(folder, 'half.jsonl')], env), /is damaged\. Stop Broadsheet and restore the last backup/);
});
