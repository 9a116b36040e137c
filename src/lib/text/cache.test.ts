import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StringCache } from './cache.js';

test('forgets what was not used for longest', () => {
  const cache = new StringCache({ entries: 2, characters: 1_000 });
  cache.set('a', '1');
  cache.set('b', '2');
  assert.equal(cache.get('a'), '1');
  cache.set('c', '3');
  assert.equal(cache.get('b'), undefined);
  assert.equal(cache.get('a'), '1');
  assert.equal(cache.get('c'), '3');
  assert.deepEqual(cache.size, { entries: 2, characters: 4 });
});

test('keeps within its size and does not keep what is too large for it', () => {
  const cache = new StringCache({ entries: 1_000, characters: 100 });
  cache.set('large', 'x'.repeat(50));
  assert.equal(cache.get('large'), undefined);
  for (let i = 0; i < 50; i++) cache.set(`key${i}`, 'x'.repeat(15));
  assert.ok(cache.size.characters <= 100);
  assert.equal(cache.get('key49'), 'x'.repeat(15));
  assert.equal(cache.get('key0'), undefined);
});

test('a new value takes the place of the old', () => {
  const cache = new StringCache({ entries: 10, characters: 1_000 });
  cache.set('a', 'long value');
  cache.set('a', '');
  assert.equal(cache.get('a'), '');
  assert.deepEqual(cache.size, { entries: 1, characters: 1 });
  cache.clear();
  assert.deepEqual(cache.size, { entries: 0, characters: 0 });
});
