import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runBroadsheet, type Ended } from '../run-broadsheet.js';
import { asNobody } from './as-nobody.js';
import { countRecords, inDatabase, writePapers } from './papers.js';
import { makePlace } from './serving.js';

/** Ended with 1, in one or a few sentences, and without the inside of the program. */
function assertInWords({ code, stdout, stderr }: Ended, words: RegExp): void {
  assert.equal(code, 1, `${stdout}\n${stderr}`);
  assert.match(stdout + stderr, words);
  assert.doesNotMatch(stdout + stderr, /\n\s+at |should not|Error:/);
}

const nobody = asNobody();
const COMMANDS = { serve: ['serve'], import: (file: string) => ['import', file], status: ['status'] } as const;

for (const [name, args] of Object.entries(COMMANDS)) {
  test(`${name} on a data folder that this user may not write`, async (t) => {
    const { folder, data, env } = await makePlace(t);
    const file = writePapers(folder, 10);
    mkdirSync(data);
    chmodSync(folder, 0o755);
    chmodSync(data, 0o555);
    const ended = await runBroadsheet(typeof args === 'function' ? args(file) : args, env, nobody);
    assertInWords(ended, new RegExp(`The data folder ${data} cannot be written\\. Give this user the right to, or choose another with BROADSHEET_DATA\\.`));
    assert.deepEqual(readdirSync(data), []);
  });
}

test('a data folder that cannot even be made', async (t) => {
  const { folder, data, env } = await makePlace(t);
  chmodSync(folder, 0o555);
  assertInWords(await runBroadsheet(['serve'], env, nobody), /The data folder \S+ cannot be written/);
  assertInWords(await runBroadsheet(['doctor'], env, nobody), /fail +data folder +\S+ cannot be made by this user/);
  chmodSync(folder, 0o755);
  assert.ok(!existsSync(data));
});

test('doctor says what is wrong with the folder and what to do', async (t) => {
  const { folder, data, env } = await makePlace(t);
  mkdirSync(data);
  chmodSync(folder, 0o755);
  chmodSync(data, 0o555);
  assertInWords(await runBroadsheet(['doctor'], env, nobody), /fail +data folder +\S+ cannot be written by this user\. Give it the right to, or choose another folder with BROADSHEET_DATA\./);
});

test('a database file of another user in a folder that may be written', async (t) => {
  const { folder, data, env } = await makePlace(t);
  assert.equal((await runBroadsheet(['import', writePapers(folder, 10)], env)).code, 0);
  const file = writePapers(folder, 20);
  chmodSync(folder, 0o755);
  chmodSync(data, 0o777);
  chmodSync(join(data, 'broadsheet.db'), 0o444);
  for (const args of [['import', file], ['serve']]) {
    assertInWords(await runBroadsheet(args, env, nobody), /The database \S+broadsheet\.db cannot be written\. Check the permissions of the file and its folder\./);
  }
  chmodSync(join(data, 'broadsheet.db'), 0o644);
  assert.equal(await inDatabase(env, countRecords), 10);
});

test('an import whose file this user may not read', async (t) => {
  const { folder, data, env } = await makePlace(t);
  const file = writePapers(folder, 10);
  mkdirSync(data);
  chmodSync(folder, 0o755);
  chmodSync(data, 0o777);
  chmodSync(file, 0o000);
  if (nobody.through !== undefined) return t.skip('here the user without rights can read everything');
  assertInWords(await runBroadsheet(['import', file], env, nobody), /This user may not read \S+\. Change its permissions, or give it on standard input\./);
});

test('a backup into a folder that this user may not write', async (t) => {
  const { folder, data, env } = await makePlace(t);
  mkdirSync(data);
  mkdirSync(join(folder, 'backups'), { mode: 0o555 });
  chmodSync(folder, 0o755);
  chmodSync(data, 0o777);
  assertInWords(await runBroadsheet(['backup', join(folder, 'backups', 'b.zst')], env, nobody), /b\.zst cannot be written: this user may not write there\. What was there before is as it was\./);
});
