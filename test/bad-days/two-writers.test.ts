import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertWhole } from '../kill-import.js';
import { runBroadsheet } from '../run-broadsheet.js';
import { inDatabase, paperLines, writePapers, untilImports } from './papers.js';
import { makePlace, upload, whileServing } from './serving.js';

test('two imports of overlapping files into a place that is not there yet: both complete, and nothing is there twice', async (t) => {
  const { folder, env } = await makePlace(t);
  const files = [writePapers(folder, 2_000), writePapers(folder, 3_000, 1_000)];
  const ended = await Promise.all(files.map((file) => runBroadsheet(['import', file, '--json'], env)));
  for (const { code, stderr } of ended) assert.equal(code, 0, stderr);
  await inDatabase(env, (db) => assertWhole(db, 3_000));
  const told = ended.map(({ stdout }) => JSON.parse(stdout) as { records: number; added: number; changed: number; unchanged: number });
  for (const { records, added, changed, unchanged } of told) assert.deepEqual([records, added + changed + unchanged], [2_000, 2_000]);
  assert.equal(told.reduce((sum, { unchanged }) => sum + unchanged, 0), 1_000, 'the half that both have is new once');
});

test('an import on the command line beside one of the worker, while pages are read', async (t) => {
  const { folder, env } = await makePlace(t);
  await whileServing(env, async (serving) => {
    assert.equal((await upload(serving, paperLines(2_000))).status, 303);
    let reading = true;
    const pages = (async () => {
      const statuses = new Set<number>();
      for (; reading; await sleep(20)) statuses.add((await fetch(`${serving.url}/papers/date/2026-06-02`)).status);
      return statuses;
    })();
    const { code, stderr } = await runBroadsheet(['import', writePapers(folder, 3_000, 1_000)], env);
    assert.equal(code, 0, stderr);
    await untilImports(env, 'both are done', (imports) => imports.every(({ state }) => state === 'done'));
    reading = false;
    assert.deepEqual([...(await pages)], [200]);
  });
  await inDatabase(env, (db) => assertWhole(db, 3_000));
});
