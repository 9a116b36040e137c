import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseRetryAfter } from './retry-after.js';

const now = Date.parse('2026-06-02T18:00:00Z');
const parse = (text: string, date?: string) => parseRetryAfter(new Headers({ 'retry-after': text, ...(date === undefined ? {} : { date }) }), now);

test('seconds, and dates by the clock here', () => {
  assert.equal(parse('0'), 0);
  assert.equal(parse(' 120 '), 120_000);
  assert.equal(parse('Tue, 02 Jun 2026 18:10:00 GMT'), 600_000);
  assert.equal(parse('Tue, 02 Jun 2026 17:00:00 GMT'), 0);
});

test("dates by the server's clock where it tells its own: a day's error here changes nothing", () => {
  assert.equal(parse('Wed, 03 Jun 2026 19:00:30 GMT', 'Wed, 03 Jun 2026 19:00:00 GMT'), 30_000);
});

test('never more than a day', () => {
  assert.equal(parse('9999999999'), 86_400_000);
  assert.equal(parse('Tue, 02 Jun 2099 18:10:00 GMT'), 86_400_000);
});

test('anything else is no wait, and nothing throws', () => {
  for (const text of ['', 'soon', '-5', '1.5', '5 minutes', '2026-06-02']) assert.equal(parse(text), undefined, text);
  assert.equal(parseRetryAfter(new Headers(), now), undefined);
  fc.assert(fc.property(fc.stringMatching(/^[ -~]{0,60}$/), (text) => {
    const wait = parse(text);
    assert.ok(wait === undefined || (wait >= 0 && wait <= 86_400_000));
  }));
});
