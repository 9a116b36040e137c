import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { runBroadsheet, type Running } from '../run-broadsheet.js';
import { assertCompletes, inDatabase, paperLines, untilHalfway } from './papers.js';
import { isAlive, kill9, makePlace, readPage, startServing, until, upload, whileServing } from './serving.js';

const RECORDS = 4_000;

/** The process of the worker that was ready last, as the log says. */
async function workerOf({ printed }: Running, restarts = 0): Promise<number> {
  const [, pid] = await printed(new RegExp(`${'[^]*the worker is ready'.repeat(restarts)}[^]*"pid":(\\d+)[^\n]*the worker is ready`));
  return Number(pid);
}

// Much of their time is waiting.
describe('killed with -9', { concurrency: 3 }, () => {
  test('kill -9 of the server: its worker stops by itself, the folder is free at once, and the next one goes on', async (t) => {
    const { env } = await makePlace(t, { BROADSHEET_LOG: 'debug' });
    const first = await startServing(env);
    const worker = await workerOf(first);
    assert.equal((await upload(first, paperLines(RECORDS))).status, 303);
    await untilHalfway(env);
    await kill9(first);
    await whileServing(env, async (second) => {
      assert.notEqual(second.child.pid, first.child.pid);
      await until('the orphaned worker is gone', async () => !isAlive(worker));
      await assertCompletes(env, RECORDS);
    });
  });

  test('kill -9 of the worker: another one takes its place and its work', async (t) => {
    const { env } = await makePlace(t, { BROADSHEET_LOG: 'debug' });
    await whileServing(env, async (serving) => {
      const first = await workerOf(serving);
      assert.equal((await upload(serving, paperLines(RECORDS))).status, 303);
      await untilHalfway(env);
      process.kill(first, 'SIGKILL');
      assert.notEqual(await workerOf(serving, 1), first);
      await assertCompletes(env, RECORDS);
      assert.match((await readPage(`${serving.url}/health`)).text, /"status":"ok".*"state":"running"/);
    });
  });

  test('kill -9 of both, as when the power goes: the next start goes on', async (t) => {
    const { env, data } = await makePlace(t, { BROADSHEET_LOG: 'debug' });
    const first = await startServing(env);
    const worker = await workerOf(first);
    assert.equal((await upload(first, paperLines(RECORDS))).status, 303);
    await untilHalfway(env);
    writeFileSync(join(data, 'uploads', 'cut.part'), 'what came in when the power went');
    process.kill(worker, 'SIGKILL');
    await kill9(first);
    assert.equal((await runBroadsheet(['status'], env)).code, 0, 'commands work on what is left');
    // The lease of the dead worker ends within a minute; the test does not wait for that.
    await inDatabase(env, (db) => db.kysely.updateTable('jobs').set({ lease_until: '2026-01-01T00:00:00.000Z' }).where('state', '=', 'running').execute());
    await whileServing(env, async () => {
      assert.ok(!existsSync(join(data, 'uploads', 'cut.part')), 'the half upload is gone');
      await assertCompletes(env, RECORDS);
    });
  });
});
