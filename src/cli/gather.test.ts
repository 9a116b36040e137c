import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillWithEverything } from '../../test/full-instance.js';
import { makeCommandLine } from '../../test/run-command.js';

test('gather status says how every source is doing, in words and as JSON', async (t) => {
  const commands = await makeCommandLine(t);
  await commands.within(({ db }) => fillWithEverything(db));
  const { out } = await commands.run('gather', 'status');
  assert.match(out, /^gathering +yes$/m);
  assert.match(out, /announcement feed at rss\.arxiv\.org: last answered 2026-06-03 12:00 UTC, next .*, 1 request, 3 records/);
  assert.match(out, /cs, newest, changed 2026-06-02 to now: done, 1 page, 3 of 3 records/);
  const status = JSON.parse((await commands.run('gather', 'status', '--json')).out);
  assert.deepEqual([status.standing, status.roads.length, status.categories], ['gathering', 3, ['cs.LG']]);
  assert.equal(JSON.parse((await commands.run('status', '--json')).out).gathering.standing, 'gathering');
});

test('pause, resume, now and back are kept for the worker', async (t) => {
  const commands = await makeCommandLine(t);
  commands.environment.BROADSHEET_CATEGORIES = 'cs.LG';
  assert.match((await commands.run('gather', 'pause')).out, /^Paused\..*not running here now/);
  assert.match((await commands.run('gather', 'status')).out, /^gathering +paused since \d{4}-/m);
  await commands.run('gather', 'resume');
  await commands.run('gather', 'now');
  const wishes = await commands.within(({ settings }) => settings.get<{ now?: string; pausedSince?: string }>('gathering'));
  assert.deepEqual([typeof wishes?.now, wishes?.pausedSince], ['string', undefined]);
  assert.match((await commands.run('gather', 'back', '--from', '2020-01-01')).out, /The way back to 2020-01-01 begins/);
  await assert.rejects(commands.run('gather', 'back', '--from', 'yesterday'), /"yesterday" is no day/);
  assert.match((await commands.run('gather', 'back', '--stop')).out, /goes back no further/);
  assert.equal((await commands.within(({ gathering }) => gathering.status())).back, undefined);
});

test('before anybody chose categories nothing is gathered, and it says so', async (t) => {
  const commands = await makeCommandLine(t);
  assert.match((await commands.run('gather', 'status')).out, /no: categories were not chosen yet/);
  commands.environment.BROADSHEET_OFFLINE = '1';
  assert.match((await commands.run('gather', 'status')).out, /no: BROADSHEET_OFFLINE is set/);
});
