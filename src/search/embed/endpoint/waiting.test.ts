import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { OutsideError, StatusError } from '#lib/fetch';
import { duration, restAfter, waitBeforeRetry } from './waiting.js';

const status = (code: number, given: { retryAfter?: number; excerpt?: string; headers?: Headers } = {}) => new StatusError(code, { host: 'example.org', ...given });

test('waits double, are spread, and end after six tries', () => {
  const waits = (random: number) => [1, 2, 3, 4, 5, 6].map((failures) => waitBeforeRetry(status(503), failures, random));
  assert.deepEqual(waits(1), [1_000, 2_000, 4_000, 8_000, 16_000, undefined]);
  assert.deepEqual(waits(0), [500, 1_000, 2_000, 4_000, 8_000, undefined]);
});

test('what the server asks for counts, up to five minutes', () => {
  assert.equal(waitBeforeRetry(status(429, { retryAfter: 20_000 }), 1, 1), 20_000);
  assert.equal(waitBeforeRetry(status(429, { retryAfter: 301_000 }), 1, 1), undefined);
  assert.equal(waitBeforeRetry(status(429, { headers: new Headers({ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '1m30s' }) }), 1, 1), 90_000);
  assert.equal(waitBeforeRetry(status(429, { retryAfter: 5_000, headers: new Headers({ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '2h' }) }), 1, 1), 5_000, 'Retry-After says it best');
});

test('only what may do better later is tried again', () => {
  assert.equal(waitBeforeRetry(status(400), 1, 1), undefined);
  assert.equal(waitBeforeRetry(status(429, { excerpt: '{"error":{"code":"insufficient_quota"}}' }), 1, 1), undefined);
  assert.equal(waitBeforeRetry(new Error('ours'), 1, 1), undefined);
  assert.equal(waitBeforeRetry(new OutsideError('too-large', { host: 'x' }), 1, 1), undefined);
  assert.equal(waitBeforeRetry(new OutsideError('reset', { host: 'x' }), 1, 1), 1_000);
});

test('a rest is kept when too little is left', () => {
  const headers = (requests: string, tokens: string) => new Headers({ 'x-ratelimit-remaining-requests': requests, 'x-ratelimit-reset-requests': '2s', 'x-ratelimit-remaining-tokens': tokens, 'x-ratelimit-reset-tokens': '6m0s' });
  assert.equal(restAfter(headers('10', '5000'), 1_000), 0);
  assert.equal(restAfter(headers('0', '5000'), 1_000), 2_000);
  assert.equal(restAfter(headers('10', '500'), 1_000), 300_000, 'never more than five minutes');
  assert.equal(restAfter(new Headers(), 1_000), 0);
  assert.equal(restAfter(headers('-1', 'many'), 1_000), 0);
});

test('durations in the forms that are in use', () => {
  assert.deepEqual(['1s', '6m0s', '120ms', '1h2m3.5s', '20', '0.5'].map(duration), [1_000, 360_000, 120, 3_723_500, 20_000, 500]);
  assert.deepEqual([null, '', 'soon', '1d', '-1s', '1s!', '1764012345678'].map(duration), Array.from({ length: 7 }, () => undefined));
});

test('whatever stands in the headers, a rest is a number of milliseconds up to five minutes', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.string({ unit: 'grapheme-ascii' }), (left, reset) => {
    const rest = restAfter(new Headers({ 'x-ratelimit-remaining-requests': left, 'x-ratelimit-reset-requests': reset }), 10);
    assert.ok(rest >= 0 && rest <= 300_000);
  }));
});
