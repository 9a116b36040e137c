import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sleepUntil } from '#lib';
import { patientClock } from '../../patient-clock.js';
import { FAULTS, type ActiveFault } from './index.js';
import { serve } from './testing/serve.js';

const LIST = '/oai?verb=ListRecords&metadataPrefix=arXivRaw&from=2026-06-08';

describe('politeness', () => {
  it('is counted: too soon, and beside another', async (t) => {
    const { get, clock, arxiv, on } = await serve(t);
    await get('/rss/cs');
    clock.advance(3000);
    await get(LIST);
    clock.advance(2900);
    await get(LIST);
    assert.deepEqual(arxiv.violations, { tooSoon: 1, beside: 0 });
    clock.advance(3000);
    on({ fault: 'drip', bytesPerSecond: 2000, requests: 1 });
    const slow = get('/oai?verb=Identify');
    while (arxiv.requests().length < 4) await new Promise((done) => setTimeout(done, 5));
    clock.advance(3000);
    await get('/oai?verb=Identify');
    await slow;
    assert.deepEqual(arxiv.violations, { tooSoon: 1, beside: 1 });
    arxiv.forget();
    assert.deepEqual([arxiv.violations, arxiv.requests()], [{ tooSoon: 0, beside: 0 }, []]);
  });

  it('is judged by a fast clock as by a slow one', async (t) => {
    const clock = patientClock({ start: '2026-06-10T16:00:00Z', speed: 20 });
    const { get, arxiv } = await serve(t, { clock });
    const everySeconds = async (seconds: number) => {
      for (let turn = 0; turn < 3; turn += 1) {
        await get('/rss/cs');
        await sleepUntil(clock, clock.now() + seconds * 1000);
      }
      return arxiv.violations.tooSoon;
    };
    assert.equal(await everySeconds(3), 0);
    assert.ok((await everySeconds(0.5)) >= 2);
  });

  it('pace: the impolite are turned away', async (t) => {
    const { get, clock, on } = await serve(t);
    on({ fault: 'pace', status: 429, retryAfter: 7 });
    const after = async (ms: number) => {
      clock.advance(ms);
      const { status, headers } = await get('/rss/cs');
      return [status, headers.get('retry-after')];
    };
    assert.deepEqual([await after(0), await after(3000), await after(1000), await after(3000)], [[200, null], [200, null], [429, '7'], [200, null]]);
  });

  it('is written down with the times of the clock', async (t) => {
    const { get, clock, arxiv, on } = await serve(t);
    on({ fault: 'unavailable', requests: 1, status: 429 });
    await get('/rss/cs', { headers: { 'User-Agent': 'Broadsheet/1 (mailto:owner@example.org)' } });
    clock.advance(3500);
    await get(LIST);
    const [first, second] = arxiv.requests();
    assert.deepEqual([first!.protocol, first!.url, first!.at, first!.status, first!.userAgent, first!.faults], ['feed', '/rss/cs', '2026-06-10T16:00:00.000Z', 429, 'Broadsheet/1 (mailto:owner@example.org)', ['unavailable']]);
    assert.deepEqual([second!.protocol, second!.gap, second!.status, second!.bytes > 10_000], ['oai', 3.5, 200, true]);
  });
});

describe('control addresses', () => {
  it('switch faults on and off and tell of them', async (t) => {
    const { get, arxiv } = await serve(t);
    const post = (body: unknown) => get('/__faults', { method: 'POST', body: JSON.stringify(body) });
    assert.deepEqual(JSON.parse((await post([{ fault: 'stall' }, { fault: 'unavailable', protocols: ['feed'], status: 429 }])).text), { ids: [1, 2] });
    assert.equal((await get('/__faults/1', { method: 'DELETE' })).status, 200);
    assert.equal((await get('/__faults/1', { method: 'DELETE' })).status, 404);
    assert.equal((await get('/rss/cs')).status, 429);
    const { on, known } = JSON.parse((await get('/__faults')).text) as { on: ActiveFault[]; known: object };
    assert.deepEqual([on, known], [[{ fault: 'unavailable', protocols: ['feed'], status: 429, id: 2, applied: 1 }], FAULTS]);
    await get('/__faults', { method: 'DELETE' });
    assert.deepEqual(arxiv.faults.list(), []);
  });

  it('tell of requests and of the clock, and are none themselves', async (t) => {
    const { get, arxiv } = await serve(t, { clockText: '2026-06-10T16:00:00Z@1x0' });
    await get('/rss/cs');
    const { violations, requests } = JSON.parse((await get('/__requests')).text) as { violations: object; requests: object[] };
    assert.deepEqual([violations, requests.length], [{ tooSoon: 0, beside: 0 }, 1]);
    assert.equal(JSON.parse((await get('/__clock')).text).clock, '2026-06-10T16:00:00Z@1x0');
    await get('/__requests', { method: 'DELETE' });
    assert.equal(arxiv.requests().length, 0);
    assert.equal((await get('/elsewhere')).status, 404);
  });

  const wrong: [body: string, message: RegExp][] = [
    ['{', /JSON/], ['5', /A fault is an object/], ['{"fault":"fire"}', /no fault "fire"; there are unavailable/], ['{"fault":"stall","bytes":5}', /knows no "bytes"; it can be told afterBytes/],
    ['{"fault":"stall","afterBytes":"5"}', /"afterBytes" is a number/], ['{"fault":"malformed","how":"badly"}', /"how" is one of unclosed-tag/], ['{"fault":"stall","protocols":["ftp"]}', /list of oai, feed, api/],
    ['{"fault":"stall","requests":0}', /1 or more/], ['{"fault":"stall","until":"soon"}', /"soon" is no instant/], ['{"fault":"expired-token","x":1}', /it can be told nothing/],
  ];
  for (const [body, message] of wrong) {
    it(`refuse ${body}`, async (t) => {
      const { get, arxiv } = await serve(t);
      const { status, text } = await get('/__faults', { method: 'POST', body });
      assert.equal(status, 400);
      assert.match((JSON.parse(text) as { error: string }).error, message);
      assert.deepEqual(arxiv.faults.list(), []);
    });
  }
});
