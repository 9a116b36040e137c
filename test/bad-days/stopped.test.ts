import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runBroadsheet } from '../run-broadsheet.js';
import { assertCompletes, importsIn, inDatabase, paperLines, untilHalfway, writePapers } from './papers.js';
import { endedBy, makePlace, start, startServing, upload, whileServing } from './serving.js';

const RECORDS = 4_000;
/** The command line takes 2,000 at once. */
const ON_COMMAND_LINE = 6_000;
/** It stops after the papers in hand; the rest is what a busy machine may take beside that. */
const LONGEST_S = 30;

// Most of their time is waiting.
describe('asked to stop while papers are stored', { concurrency: 2 }, () => {
  test('SIGTERM while the worker imports: the work is given back, and goes on at the next start', async (t) => {
    const { env } = await makePlace(t);
    const serving = await startServing(env);
    assert.equal((await upload(serving, paperLines(RECORDS))).status, 303);
    await untilHalfway(env);
    const { code, seconds } = await endedBy(serving, 'SIGTERM');
    assert.equal(code, 0);
    assert.ok(seconds < LONGEST_S, `${seconds} s`);
    assert.deepEqual((await importsIn(env)).map(({ state }) => state), ['interrupted']);
    const jobs = await inDatabase(env, (db) => db.kysely.selectFrom('jobs').select(['state', 'attempts']).execute());
    assert.deepEqual(jobs.map(({ state, attempts }) => [state, attempts]), [['waiting', 0]], 'stopping counts as no attempt');
    await whileServing(env, () => assertCompletes(env, RECORDS));
  });

  test('Ctrl-C during an import on the command line: it says how to go on, and then goes on', async (t) => {
    const { folder, env } = await makePlace(t);
    const file = writePapers(folder, ON_COMMAND_LINE);
    const running = start(['import', file], env);
    await untilHalfway(env);
    running.child.kill('SIGINT');
    const { code, stdout } = await running.ended;
    assert.equal(code, 130);
    assert.match(stdout, /^Stopped; run the same import again to go on from here\.\n[\d,]+ records read: /);
    assert.equal((await runBroadsheet(['import', file], env)).code, 0);
    await assertCompletes(env, ON_COMMAND_LINE);
  });
});
