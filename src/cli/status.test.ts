import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillWithEverything } from '../../test/full-instance.js';
import { makeCommandLine } from '../../test/run-command.js';

test('status of a new instance says that there is nothing yet', async (t) => {
  const commands = await makeCommandLine(t);
  const { out } = await commands.run('status');
  assert.match(out, /^running +no$/m);
  assert.match(out, /^papers +0, from 0 records$/m);
  assert.match(out, /^latest edition +none yet$/m);
  assert.match(out, /^imports +none yet$/m);
});

test('status says what there is, also for programs', async (t) => {
  const commands = await makeCommandLine(t);
  await commands.within(({ db }) => fillWithEverything(db));
  commands.pretendRunning({ pid: 4711, url: 'http://127.0.0.1:3000' });
  const { out } = await commands.run('status');
  assert.match(out, /^running +yes, http:\/\/127\.0\.0\.1:3000 \(process 4711\)$/m);
  assert.match(out, /^database +(SQLite|PostgreSQL) \d+\.[\d.]+.*, [\d.]+ [kM]B, /m);
  assert.match(out, /^papers +3, from 4 records$/m);
  assert.match(out, /^categories +cs\.LG$/m);
  assert.match(out, /^latest edition +2018-01-03, 1 paper$/m);
  assert.match(out, /^work +1 waiting$/m);
  assert.match(out, /^ {2}2026-06-03 12:00 UTC {2}papers\.jsonl: done, 4 records$/m);
  const status = JSON.parse((await commands.run('status', '--json')).out) as Record<string, unknown>;
  assert.deepEqual([status.papers, status.records, status.jobs, status.latestEdition], [3, 4, { waiting: 1 }, { day: '2018-01-03', papers: 1 }]);
});
