import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import type { WebEnv } from './answer.js';
import { encodingOf, keptPages } from './kept-pages.js';

function makePages(bytes?: number) {
  const state: { stamp: string; searchStamp?: string; made: number; text: string } = { stamp: 'one', made: 0, text: 'word '.repeat(2_000) };
  const app = new Hono<WebEnv>();
  app.use(async (c, next) => {
    c.set('viewer', { owner: c.req.header('X-Owner') === 'yes', theme: 'auto' });
    await next();
  });
  app.use(keptPages({ stamp: async () => state.stamp, searchStamp: async () => state.searchStamp, lookEvery: 0, bytes }));
  const make = (text: string) => {
    state.made += 1;
    return text;
  };
  app.get('/papers', (c) => c.html(make(state.text)));
  app.get('/papers/missing', (c) => c.html(make(state.text), 404));
  app.get('/papers/unfinished', (c) => c.html(make(state.text), 200, { 'Cache-Control': 'no-store' }));
  app.get('/papers/:id', (c) => c.html(make(`${c.req.param('id')} ${state.text}`)));
  app.get('/import', (c) => c.html(make(state.text)));
  app.get('/picture', (c) => c.body(new Uint8Array(5_000), 200, { 'Content-Type': 'image/png' }));
  return { state, get: (path: string, headers: Record<string, string> = {}) => app.request(path, { headers }) };
}

test('the best encoding that is accepted', () => {
  assert.equal(encodingOf('gzip, deflate, br, zstd'), 'br');
  assert.equal(encodingOf('gzip;q=1.0, br;q=0'), 'gzip');
  assert.equal(encodingOf('GZIP'.toLowerCase()), 'gzip');
  assert.equal(encodingOf(''), 'identity');
});

test('a page that lacks something is made anew for whoever asks next', async () => {
  const { state, get } = makePages();
  for (const times of [1, 2]) {
    assert.equal((await get('/papers/unfinished')).headers.get('Cache-Control'), 'no-store');
    assert.equal(state.made, times);
  }
});

test('a page is made once, for each encoding, viewer and theme, until something changes', async () => {
  const { state, get } = makePages();
  const brotli = await get('/papers', { 'Accept-Encoding': 'br' });
  assert.equal(brotliDecompressSync(await brotli.arrayBuffer()).toString(), state.text);
  await get('/papers', { 'Accept-Encoding': 'br' });
  assert.equal(state.made, 1);
  const zipped = await get('/papers', { 'Accept-Encoding': 'gzip' });
  assert.equal(gunzipSync(await zipped.arrayBuffer()).toString(), state.text);
  assert.equal(zipped.headers.get('Content-Encoding'), 'gzip');
  await get('/papers', { 'Accept-Encoding': 'br', 'X-Owner': 'yes' });
  await get('/papers', { 'Accept-Encoding': 'br', Cookie: 'theme=dark' });
  await get('/papers?p=2', { 'Accept-Encoding': 'br' });
  assert.equal(state.made, 5);
  state.stamp = 'two';
  state.text = 'changed '.repeat(500);
  assert.match(await (await get('/papers')).text(), /changed/);
  assert.equal(brotliDecompressSync(await (await get('/papers', { 'Accept-Encoding': 'br' })).arrayBuffer()).toString(), state.text);
});

test('an unchanged page is not sent again', async () => {
  const { get } = makePages();
  const etag = (await get('/papers')).headers.get('ETag')!;
  const again = await get('/papers', { 'If-None-Match': `"other", W/${etag}` });
  assert.equal(again.status, 304);
  assert.equal(await again.text(), '');
  assert.equal((await get('/papers', { 'If-None-Match': '"other"' })).status, 200);
});

test('errors and the owner’s own pages are not kept, pictures pass as they are', async () => {
  const { state, get } = makePages();
  for (const path of ['/papers/missing', '/import']) {
    const before = state.made;
    await get(path);
    await get(path);
    assert.equal(state.made, before + 2, path);
  }
  const picture = await get('/picture', { 'Accept-Encoding': 'br' });
  assert.equal(picture.headers.get('Content-Encoding'), null);
  assert.equal((await picture.arrayBuffer()).byteLength, 5_000);
});

test('no more is kept than allowed; what was not asked for goes first', async () => {
  const { state, get } = makePages(25_000);
  await get('/papers/a');
  await get('/papers/b');
  await get('/papers/a');
  await get('/papers/c');
  assert.equal(state.made, 3);
  await get('/papers/a');
  assert.equal(state.made, 3, 'a is still there');
  await get('/papers/b');
  assert.equal(state.made, 4, 'b had to go');
});

test('what a search found is kept while it would be found again, and made anew each time while nobody can tell', async () => {
  const { state, get } = makePages();
  const made = async (...paths: string[]) => {
    const before = state.made;
    for (const path of paths) await get(path);
    return state.made - before;
  };
  const paths = ['/papers?q=a', '/papers?q=a', '/papers/1?page=2&q=a'];
  assert.equal(await made(...paths), 3);
  state.searchStamp = 'one';
  assert.equal(await made(...paths), 2);
  assert.equal(await made(...paths), 0);
  state.searchStamp = 'two';
  assert.equal(await made(...paths), 2);
  state.stamp = 'two';
  assert.equal(await made(...paths), 2);
  state.searchStamp = undefined;
  assert.equal(await made(...paths), 3);
});

test('what changed while it was searched is not kept', async () => {
  const { state, get } = makePages();
  state.searchStamp = 'one';
  for (const after of ['two', undefined, 'two']) {
    const before = state.made;
    const answer = get('/papers?q=a');
    state.searchStamp = after;
    await answer;
    state.searchStamp = 'two';
    await get('/papers?q=a');
    assert.ok(state.made > before);
    state.searchStamp = 'one';
  }
});

test('no end of queries pushes out what is no search', async () => {
  const { state, get } = makePages(25_000);
  state.searchStamp = 'one';
  await get('/papers/a');
  for (let query = 0; query < 20; query += 1) await get(`/papers?q=${query}`);
  const { made } = state;
  await get('/papers/a');
  assert.equal(state.made, made);
});
