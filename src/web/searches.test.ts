import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NotFoundError } from '#lib';
import type { WebContext } from './app-context.js';
import { createWeb } from './server.js';
import { checkPage } from './testing/check-page.js';
import { fakeContext } from './testing/fake-context.js';
import { HOSTILE, savedSearch } from './testing/fixtures.js';

function web(given: Partial<ReturnType<WebContext['savedSearches']>> = {}, owner = true) {
  const base = fakeContext();
  return createWeb(fakeContext({ savedSearches: () => ({ ...base.savedSearches(1), ...given }) }), async (c, next) => {
    c.set('viewer', { owner, theme: 'auto' });
    await next();
  });
}

function send(app: ReturnType<typeof web>, path: string, fields: Record<string, string> = {}) {
  return app.request(path, { method: 'POST', body: new URLSearchParams(fields) });
}

async function pageAt(app: ReturnType<typeof web>, path: string): Promise<string> {
  const answer = await app.request(path);
  assert.equal(answer.status, 200, path);
  const markup = await answer.text();
  checkPage(markup);
  return markup;
}

test('each saved search says how much is new, and its page shows it', async () => {
  const list = await pageAt(web(), '/searches');
  assert.match(list, /href="\/searches\/1">Letters by night<\/a>.*<b>2 new<\/b>.*<code>letters<\/code>/s);
  const one = await pageAt(web(), '/searches/1');
  assert.match(one, /<h1>Letters by night<\/h1>/);
  assert.match(one, /2 new papers since.*1 June 2026/s);
  assert.match(one, /name="upto" value="3"/, 'what comes later is not seen by this');
  assert.equal(one.match(/<article/g)!.length, 2);
});

test('what was seen is seen by a button, never by looking', async () => {
  const seen: unknown[] = [];
  const app = web({ markSeen: async (...args) => void seen.push(args) });
  await pageAt(app, '/searches/1');
  assert.deepEqual(seen, []);
  const answer = await send(app, '/searches/1/seen', { upto: '3' });
  assert.deepEqual([answer.status, answer.headers.get('Location')], [303, '/searches']);
  assert.deepEqual(seen, [[1, 3]]);
  assert.equal((await send(app, '/searches/1/seen', { upto: 'x' })).status, 400);
  assert.equal(seen.length, 1);
});

test('a search is kept, renamed, removed and brought back', async () => {
  const done: unknown[] = [];
  const note = (name: string) => async (...args: unknown[]) => void done.push([name, ...args]);
  const app = web({ save: async (search) => (done.push(['save', search]), 7), rename: note('rename'), remove: note('remove'), restore: note('restore'), find: async () => savedSearch({ removed: true }) });
  assert.equal((await send(app, '/searches', { name: 'A', q: 'b' })).headers.get('Location'), '/searches/7');
  assert.equal((await send(app, '/searches/7/name', { name: 'C' })).headers.get('Location'), '/searches/7');
  assert.equal((await send(app, '/searches/7/remove')).headers.get('Location'), '/searches?removed=7');
  assert.match(await pageAt(app, '/searches?removed=7'), /is removed\..*action|action="\/searches\/1\/restore"/s);
  assert.equal((await send(app, '/searches/7/restore')).headers.get('Location'), '/searches/7');
  assert.deepEqual(done, [['save', { name: 'A', query: 'b' }], ['rename', 7, 'C'], ['remove', 7], ['restore', 7]]);
});

test('visitors neither see nor change them', async () => {
  for (const path of ['/searches', '/searches/1']) assert.equal((await web({}, false).request(path)).status, 403, path);
  for (const path of ['/searches', '/searches/1/seen', '/searches/1/name', '/searches/1/remove', '/searches/1/restore']) {
    assert.equal((await send(web({}, false), path, { upto: '1', name: 'x', q: 'x' })).status, 403, path);
  }
});

test('what is not there is said', async () => {
  assert.equal((await web().request('/searches/99')).status, 404);
  assert.equal((await web().request('/searches/99999999999999999999')).status, 404);
  assert.equal((await web().request('/searches/x')).status, 404);
  const gone = web({ rename: async () => Promise.reject(new NotFoundError('There is no such saved search.')) });
  assert.equal((await send(gone, '/searches/99/name', { name: 'x' })).status, 404);
  assert.match(await pageAt(web({ list: async () => [] }), '/searches'), /None so far/);
});

test('a hostile name is text', async () => {
  const app = web({ list: async () => [savedSearch({ name: HOSTILE, query: HOSTILE })], find: async () => savedSearch({ name: HOSTILE, query: HOSTILE, removed: true }) });
  for (const path of ['/searches', '/searches/1', '/searches?removed=1']) assert.doesNotMatch(await pageAt(app, path), /<script>|<img/);
});
