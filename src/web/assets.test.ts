import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asset, findAsset } from './assets.js';
import { createWeb } from './server.js';
import { fakeContext } from './testing/fake-context.js';

const SCRIPTS = ['page.js', 'search.js', 'copy.js', 'chooser.js', 'progress.js'];

function hashOf(address: string): string {
  return address.split('/')[2]!;
}

test('all scripts together are at most 15 kB', () => {
  const hash = hashOf(asset('page.js'));
  const size = SCRIPTS.reduce((sum, name) => sum + Buffer.byteLength(findAsset(hash, name)!.body), 0);
  assert.ok(size <= 15 * 1024, `${size} bytes`);
});

test('a file may be kept for ever under its own hash only', async () => {
  const app = createWeb(fakeContext());
  const style = await app.request(asset('style.css'));
  assert.equal(style.headers.get('Content-Type'), 'text/css; charset=utf-8');
  assert.match(style.headers.get('Cache-Control')!, /immutable/);
  const older = await app.request('/assets/0123456789ab/style.css');
  assert.equal(older.headers.get('Cache-Control'), 'no-cache');
  assert.equal((await app.request('/assets/0123456789ab/..%2Fserver.js')).status, 404);
});

test('the style sheet loads nothing from elsewhere', () => {
  const { body } = findAsset(hashOf(asset('style.css')), 'style.css')!;
  assert.doesNotMatch(body, /@import|url\(|https?:/);
});
