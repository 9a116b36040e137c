import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_CHOICE } from '#digest';
import { InvalidInputError, NotFoundError } from '#lib';
import { announcedOn, makeRecord } from '../../test/make-record.js';
import { makeCommandLine } from '../../test/run-command.js';

test('a feed and a mail are printed as they would be now', async (t) => {
  const { run, within } = await makeCommandLine(t);
  await within(({ papers }) => papers.save([makeRecord({ id: '2606.00001', title: 'On tables', announcements: announcedOn('2026-06-02', ['cs.LG']) })]));
  for (const url of ['category/cs.LG.json', '/feeds/category/cs.LG.json?top=3', 'https://x.example/feeds/category/cs.LG.json']) assert.match((await run('feed', url)).out, /"title": "On tables"/);
  await assert.rejects(run('feed', 'https://x.example/'), InvalidInputError);
  assert.match((await run('digest', 'preview')).out, /^Subject: On tables\n/);
  assert.match((await run('digest', 'preview', '--category', 'cs.LG', '--html')).out, /<!doctype html>[\s\S]+On tables/);
  assert.match((await run('digest', 'preview', '--category', 'math.AG')).out, /Nothing is new/);
  assert.match((await run('digest', 'preview', '--edition', '2026-06-02')).out, /Tuesday, 2 June 2026\. One paper\.[\s\S]+1\. On tables/);
  assert.match((await run('digest', 'preview', '--trending', 'month')).out, /Nothing is new/);
  await assert.rejects(run('digest', 'preview', '--edition', 'today'), InvalidInputError);
  await assert.rejects(run('digest', 'preview', '--top', 'all'), InvalidInputError);
});

test('what is due is said without sending, sent once, listed, stopped and sent again', async (t) => {
  const { run, within } = await makeCommandLine(t);
  assert.match((await run('digest', 'send', '--dry-run')).out, /Nobody is due/);
  await within(({ delivery }) => delivery.subscriptions.ask('ada@example.org', { ...DEFAULT_CHOICE, whenEmpty: 'word' }));
  assert.match((await run('digest', 'send')).out, /1 mail sent to .*outbox/);
  await within(async ({ delivery, db }) => {
    await delivery.subscriptions.confirm((await delivery.subscriptions.find(1))!);
    await db.kysely.updateTable('subscriptions').set({ next_at: '2026-01-01T00:00:00.000Z' }).execute();
  });
  assert.match((await run('digest', 'send', '--dry-run')).out, /ada@example\.org: nothing new\n1 subscription due\. Nothing was sent/);
  assert.match((await run('digest', 'send')).out, /1 subscription due; 1 mail sent/);
  assert.match((await run('digest', 'send')).out, /0 subscriptions due; 0 mails sent/);
  assert.deepEqual((JSON.parse((await run('digest', 'status', '--json')).out) as { bundles: unknown }).bundles, { sent: 2 });
  await assert.rejects(run('digest', 'stop', '2'), NotFoundError);
  assert.match((await run('digest', 'resend', '2')).out, /sent again/);
  assert.match((await run('digest', 'stop', '2')).out, /not sent/);
  assert.match((await run('digest', 'status')).out, /1 sent, 1 stopped/);
});
