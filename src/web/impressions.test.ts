import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hono } from 'hono';
import type { WebEnv } from './answer.js';
import { noteImpressions } from './impressions.js';
import { keptPages } from './kept-pages.js';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

function makePages() {
  const noted: (readonly number[])[] = [];
  const app = new Hono<WebEnv>();
  app.use(noteImpressions((papers) => noted.push(papers)), keptPages({ stamp: async () => 'same', lookEvery: 0 }));
  app.get('/papers/date/:day', (c) => {
    c.set('shown', [3, 1]);
    return c.html('<p>papers</p>');
  });
  app.get('/papers/missing', (c) => {
    c.set('shown', [3]);
    return c.html('<p>nothing</p>', 404);
  });
  const ask = (headers: Record<string, string>, { path = '/papers/date/2026-06-09', method = 'GET' } = {}) => Promise.resolve(app.request(path, { method, headers: { 'User-Agent': BROWSER, ...headers } }));
  return { noted, ask };
}

test('a page that somebody looks at is counted, made anew, kept, or still in the browser', async () => {
  const { noted, ask } = makePages();
  const first = await ask({});
  await ask({});
  const etag = first.headers.get('ETag') ?? '';
  assert.equal((await ask({ 'If-None-Match': etag })).status, 304);
  assert.deepEqual(noted, [[3, 1], [3, 1], [3, 1]]);
});

test('programs, pages fetched ahead, scripts, HEAD and what is not there are not', async () => {
  const { noted, ask } = makePages();
  await ask({ 'User-Agent': '' });
  for (const program of ['curl/8.5.0', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'python-requests/2.32']) await ask({ 'User-Agent': program });
  for (const [name, value] of [['Sec-Purpose', 'prefetch;prerender'], ['Purpose', 'prefetch'], ['X-Moz', 'prefetch'], ['Sec-Fetch-Dest', 'empty']] as const) await ask({ [name]: value });
  await ask({}, { method: 'HEAD' });
  await ask({}, { path: '/papers/missing' });
  assert.deepEqual(noted, []);
});
