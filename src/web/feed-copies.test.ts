import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodedBody, FeedCopies } from './feed-copies.js';

function make({ bytes }: { bytes?: number } = {}) {
  const state = { stamp: '1', now: 0, made: 0 };
  const copies = new FeedCopies({ stamp: async () => state.stamp, now: () => state.now, monotonic: () => state.now, bytes, rate: { perSecond: 2, burst: 3 } });
  const get = async (key: string, text = key) => await copies.get(key, async () => (state.made++, text));
  return { state, get, copies };
}

test('a feed is made once for every change, also when many ask at once', async () => {
  const { state, get } = make();
  await Promise.all(Array.from({ length: 100 }, () => get('a')));
  assert.equal(state.made, 1);
  state.stamp = '2';
  state.now += 1000;
  await get('a');
  assert.equal(state.made, 2);
});

test('a change that leaves the text as it was leaves its tag and date, too', async () => {
  const { state, get } = make();
  const first = await get('a', 'text');
  Object.assign(state, { stamp: '2', now: 5000 });
  const second = await get('a', 'text');
  assert.ok(typeof first === 'object' && typeof second === 'object');
  assert.deepEqual([second.etag, second.modified], [first.etag, first.modified]);
  state.stamp = '3';
  state.now = 9000;
  const third = await get('a', 'other');
  assert.ok(typeof third === 'object' && third.etag !== first.etag && third.modified === 9000);
});

test('a hundred different feeds a second: some are made, the rest must wait, and an older text is better than none', async () => {
  const { state, get } = make();
  const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => get(`feed ${index}`)));
  assert.equal(answers.filter((answer) => answer === 'busy').length, 97);
  assert.equal(state.made, 3);
  state.stamp = '2';
  state.now = 499;
  assert.equal(await get('feed 99'), 'busy');
  state.now = 500;
  assert.equal(typeof (await get('feed 0')), 'object', 'the bucket has filled a little');
  assert.equal(await get('feed 99'), 'busy');
  assert.equal(typeof (await get('feed 1')), 'object');
  assert.equal(state.made, 4, 'feed 1 is the older text');
});

test('what is longest unused goes when there is too much, and what is not there is not kept', async () => {
  const { state, get, copies } = make({ bytes: 10 });
  await get('a', 'aaaaaa');
  await get('b', 'bbbbbb');
  await get('b', 'bbbbbb');
  assert.equal(state.made, 2);
  state.now += 60_000;
  await get('a', 'aaaaaa');
  assert.equal(state.made, 3);
  assert.equal(await copies.get('none', async () => undefined), undefined);
});

test('each encoding is made once', async () => {
  const { get } = make();
  const copy = await get('a', 'a'.repeat(5_000));
  assert.ok(typeof copy === 'object');
  assert.equal(await encodedBody(copy, 'br'), await encodedBody(copy, 'br'));
  assert.ok((await encodedBody(copy, 'gzip')).length < 200);
  assert.equal((await encodedBody(copy, 'identity')).length, 5_000);
});
