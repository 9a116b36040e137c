import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ConflictError, EnvironmentError, FixedClock } from '#lib';
import { makeFolder } from '../../test/make-folder.js';
import { holdFolder, runningInstance } from './lock.js';

const HOLDER = fileURLToPath(new URL('./lock.fixture.js', import.meta.url));

/** Another process that asks for the folder, and what it said. */
async function ask(t: TestContext, folder: string, url = ''): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [HOLDER, folder, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: String(said).trim() };
}

async function kill9(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('one process serves a folder, and others are told which', async (t) => {
  const folder = makeFolder(t);
  const { child, said } = await ask(t, folder, 'http://127.0.0.1:3000');
  assert.equal(said, 'held');
  assert.throws(() => holdFolder(folder), (error) => {
    assert.ok(error instanceof ConflictError);
    assert.equal(error.message, `Broadsheet is already running on ${folder} (process ${child.pid}, http://127.0.0.1:3000). Stop it first, or use another BROADSHEET_DATA.`);
    return true;
  });
  assert.match((await ask(t, folder)).said, /^refused: Broadsheet is already running/);
  const running = runningInstance(folder);
  assert.equal(running?.pid, child.pid);
  assert.equal(running?.url, 'http://127.0.0.1:3000');
});

test('kill -9 lets the next one in, and nobody is said to run', async (t) => {
  const folder = makeFolder(t);
  for (let round = 0; round < 3; round++) {
    const { child, said } = await ask(t, folder, 'http://127.0.0.1:3000');
    assert.equal(said, 'held');
    await kill9(child);
    assert.equal(runningInstance(folder), undefined);
  }
  holdFolder(folder).release();
});

test('the folder is held against this process too, and given back once', (t) => {
  const folder = makeFolder(t);
  const held = holdFolder(folder, new FixedClock('2026-06-03T08:00:00Z'));
  assert.throws(() => holdFolder(folder), ConflictError);
  assert.deepEqual(runningInstance(folder), { pid: process.pid, url: undefined, started: '2026-06-03T08:00:00.000Z' });
  held.announce('http://127.0.0.1:4000');
  assert.equal(runningInstance(folder)?.url, 'http://127.0.0.1:4000');
  held.release();
  held.release();
  assert.equal(runningInstance(folder), undefined);
  holdFolder(folder).release();
});

test('looking, again and again, neither takes the lock nor gives it up', async (t) => {
  const folder = makeFolder(t);
  assert.equal(runningInstance(folder), undefined, 'before anything is there');
  const held = holdFolder(folder);
  for (let look = 0; look < 20; look++) assert.ok(runningInstance(folder));
  assert.match((await ask(t, folder)).said, /^refused/, 'another process is still kept out');
  held.release();
  assert.equal((await ask(t, folder)).said, 'held');
});

test('two folders do not know of each other', (t) => {
  const [one, two] = [holdFolder(makeFolder(t)), holdFolder(makeFolder(t))];
  one.release();
  two.release();
});

test('what stands in the way is said in words', (t) => {
  const folder = makeFolder(t);
  assert.throws(() => holdFolder(join(folder, 'missing')), (error) => error instanceof EnvironmentError && /cannot be used/.test(error.message));
  writeFileSync(join(folder, 'lock.db'), 'this is not a database, and long enough to be seen as none'.repeat(20));
  assert.throws(() => holdFolder(folder), EnvironmentError);
  assert.throws(() => runningInstance(folder), EnvironmentError);
});

test('a note that is damaged or not yet written takes nothing from the lock', (t) => {
  const folder = makeFolder(t);
  const held = holdFolder(folder);
  writeFileSync(join(folder, 'instance.json'), '{"pid":');
  assert.ok(runningInstance(folder));
  assert.throws(() => holdFolder(folder), /already running on .* Stop it first/);
  held.release();
});

const NOBODY = 65_534;

/** Runs as a user without rights: root may write everywhere. */
function unprivileged(run: () => void): void {
  if (process.geteuid?.() !== 0) return run();
  process.seteuid?.(NOBODY);
  try {
    run();
  } finally {
    process.seteuid?.(0);
  }
}

test('a folder that cannot be written cannot be held', (t) => {
  const folder = makeFolder(t);
  chmodSync(folder, 0o500);
  unprivileged(() => assert.throws(() => holdFolder(folder), (error) => error instanceof EnvironmentError && /may read and write/.test(error.message)));
});
