import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { DAMAGES, FAULTS, HOSTILE_TITLE, type Fault, type FaultName } from './index.js';
import { announcedIn, harvest, PAPERS, serve, WORLD } from './testing/serve.js';
import { all, parseXml, texts } from './testing/xml-tree.js';

const LIST = '/oai?verb=ListRecords&metadataPrefix=arXivRaw&from=2026-06-08';

/** Bytes as they come over a socket of our own, for as long as told. */
async function rawBytes(port: number, path: string, forMs: number): Promise<{ body: string; ended: boolean }> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  let ended = false;
  socket.on('data', (data) => (text += data.toString('latin1')));
  socket.on('close', () => (ended = true));
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  await Promise.race([once(socket, 'close'), new Promise((done) => setTimeout(done, forMs))]);
  socket.destroy();
  return { body: text.slice(text.indexOf('\r\n\r\n') + 4), ended };
}

describe('unavailable', () => {
  const cases: [fault: Fault, status: number, retryAfter: string | null][] = [
    [{ fault: 'unavailable' }, 503, null],
    [{ fault: 'unavailable', retryAfter: 120 }, 503, '120'],
    [{ fault: 'unavailable', status: 429 }, 429, null],
    [{ fault: 'unavailable', status: 429, retryAfter: 5 }, 429, '5'],
    [{ fault: 'unavailable', retryAfter: 60, asDate: true }, 503, 'Wed, 10 Jun 2026 16:01:00 GMT'],
  ];
  for (const [fault, status, retryAfter] of cases) {
    it(JSON.stringify(fault), async (t) => {
      const { get, on } = await serve(t);
      on(fault);
      for (const path of [LIST, '/rss/cs.LG', '/api/query?id_list=2606.00001']) {
        const answer = await get(path);
        assert.deepEqual([answer.status, answer.headers.get('retry-after')], [status, retryAfter]);
      }
    });
  }
});

describe('scope', () => {
  it('is one protocol', async (t) => {
    const { get, on } = await serve(t);
    on({ fault: 'unavailable', protocols: ['oai', 'api'] });
    const statuses = await Promise.all([LIST, '/rss/cs.LG', '/atom/cs.LG', '/api/query?id_list=2606.00001'].map(async (path) => (await get(path)).status));
    assert.deepEqual(statuses, [503, 200, 200, 503]);
  });

  it('is a number of requests', async (t) => {
    const { get, on, arxiv } = await serve(t);
    on({ fault: 'unavailable', requests: 2 });
    const statuses = [(await get(LIST)).status, (await get('/rss/cs')).status, (await get(LIST)).status];
    assert.deepEqual([statuses, arxiv.faults.list()[0]!.applied], [[503, 503, 200], 2]);
  });

  it('is a span of the clock', async (t) => {
    const { get, on, clock } = await serve(t, { at: '2026-06-10T15:59:59Z' });
    on({ fault: 'unavailable', from: '2026-06-10T16:00:00Z', until: '2026-06-10T22:00:00Z' });
    const at = async (time: string) => {
      clock.set(time);
      return (await get('/rss/cs')).status;
    };
    assert.deepEqual([await at('2026-06-10T15:59:59Z'), await at('2026-06-10T16:00:00Z'), await at('2026-06-10T21:59:59Z'), await at('2026-06-10T22:00:00Z')], [200, 503, 503, 200]);
  });

  it('ends when it is switched off', async (t) => {
    const { get, on, arxiv } = await serve(t);
    const id = on({ fault: 'unavailable' });
    assert.equal((await get(LIST)).status, 503);
    assert.equal(arxiv.faults.remove(id), true);
    assert.equal((await get(LIST)).status, 200);
  });
});

describe('on the way', () => {
  it('stall: some bytes, then silence', async (t) => {
    const { arxiv, on } = await serve(t);
    on({ fault: 'stall', afterBytes: 700 });
    assert.deepEqual(await rawBytes(arxiv.door.port, LIST, 300).then(({ body, ended }) => [body.length, ended]), [700, false]);
  });

  it('stall: not even one byte', async (t) => {
    const { arxiv, on } = await serve(t);
    on({ fault: 'stall', afterBytes: 0 });
    assert.deepEqual(await rawBytes(arxiv.door.port, LIST, 200), { body: '', ended: false });
  });

  it('truncate: the connection is cut', async (t) => {
    const { arxiv, get, on } = await serve(t);
    on({ fault: 'truncate', afterBytes: 5000 });
    assert.deepEqual(await rawBytes(arxiv.door.port, LIST, 2000).then(({ body, ended }) => [body.length, ended]), [5000, true]);
    await assert.rejects(get(LIST), TypeError);
  });

  it('truncate: as if that were all', async (t) => {
    const { get, on } = await serve(t);
    on({ fault: 'truncate', afterBytes: 5000, complete: true });
    const { status, text } = await get(LIST);
    assert.deepEqual([status, Buffer.byteLength(text)], [200, 5000]);
    assert.throws(() => parseXml(text));
  });

  it('drip: all of it, slowly', async (t) => {
    const { get, on } = await serve(t);
    const whole = (await get('/oai?verb=Identify')).text;
    on({ fault: 'drip', bytesPerSecond: 2000 });
    const began = Date.now();
    assert.equal((await get('/oai?verb=Identify')).text, whole);
    assert.ok(Date.now() - began > (whole.length / 2000) * 1000 * 0.7);
  });

  it('refuse: nobody answers for a while of the clock', async (t) => {
    const { get, on, clock, arxiv } = await serve(t);
    await get('/rss/cs');
    on({ fault: 'refuse', seconds: 60 });
    await assert.rejects(async () => {
      for (;;) await get('/rss/cs');
    }, (error: Error) => /ECONNREFUSED|ECONNRESET/.test(String((error.cause as { code?: string }).code)));
    clock.advance(59_000);
    await assert.rejects(get('/rss/cs'), (error: Error) => (error.cause as { code?: string }).code === 'ECONNREFUSED');
    clock.advance(1000);
    for (let tries = 0; tries < 6_000 && !(await get('/rss/cs').then(() => true, () => false)); tries += 1) await new Promise((done) => setTimeout(done, 10));
    assert.equal((await get('/rss/cs')).status, 200);
    assert.equal(arxiv.faults.list()[0]!.applied, 1);
  });

  it('refuse: ends when it is switched off, and when the server is closed', async (t) => {
    const { get, on, arxiv } = await serve(t);
    const id = on({ fault: 'refuse', seconds: 1e9 });
    await new Promise((done) => setTimeout(done, 20));
    await assert.rejects(get('/rss/cs'));
    arxiv.faults.remove(id);
    for (let tries = 0; tries < 6_000 && !(await get('/rss/cs').then(() => true, () => false)); tries += 1) await new Promise((done) => setTimeout(done, 10));
    assert.equal((await get('/rss/cs')).status, 200);
    on({ fault: 'refuse', seconds: 1e9 });
  });
});

describe('in the answer', () => {
  it('expired-token: any token is refused', async (t) => {
    const { oai, on } = await serve(t, { pageSize: 20 });
    const token = encodeURIComponent(texts(await oai('verb=ListRecords&metadataPrefix=arXiv'), 'resumptionToken')[0]!);
    on({ fault: 'expired-token', requests: 1 });
    assert.equal(all(await oai('verb=ListRecords&metadataPrefix=arXiv'), 'error').length, 0, 'a request without a token uses nothing up');
    assert.equal(all(await oai(`verb=ListRecords&resumptionToken=${token}`), 'error')[0]?.attributes['code'], 'badResumptionToken');
    assert.equal(all(await oai(`verb=ListRecords&resumptionToken=${token}`), 'error').length, 0);
  });

  for (const how of DAMAGES) {
    it(`malformed: ${how} in one record, the rest as it was`, async (t) => {
      const { arxiv, get, on } = await serve(t, { pageSize: 20 });
      for (const path of [LIST, '/rss/cs.LG', '/atom/cs.LG', '/api/query?search_query=cat:cs.LG']) {
        const whole = (await get(path)).text;
        const id = on({ fault: 'malformed', record: 3, how });
        const bytes = Buffer.from(await (await fetch(arxiv.origin + path)).arrayBuffer());
        arxiv.faults.remove(id);
        assert.notEqual(bytes.toString(), whole);
        const records = (text: string) => text.split(/(?=<record>|<item>|<entry>)/);
        const [broken, good] = [records(bytes.toString()), records(whole)];
        assert.deepEqual(broken.filter((_, index) => index !== 4), good.filter((_, index) => index !== 4));
        if (how === 'hostile') assert.deepEqual(texts(parseXml(broken[4]!.replace(/(<\/(?:record|item|entry)>)[\s\S]*$/, '$1')), 'title'), [HOSTILE_TITLE]);
        else assert.throws(() => parseXml(bytes.toString()), `${how} in ${path}`);
        assert.equal(bytes.toString().includes('\ufffd'), how === 'invalid-utf8');
      }
    });
  }

  it('stale: the feed is one batch behind and looks current', async (t) => {
    const { get, on, clock } = await serve(t);
    const today = await get('/rss/cs');
    on({ fault: 'stale', protocols: ['feed'] });
    const stale = await get('/rss/cs');
    assert.deepEqual(['lastBuildDate', 'pubDate'].map((name) => texts(stale.xml, name)[0]), ['lastBuildDate', 'pubDate'].map((name) => texts(today.xml, name)[0]));
    const days = (feed: typeof stale) => [...new Set(announcedIn(feed.xml).filter((one) => one.endsWith('new')).map((one) => PAPERS.find(({ id }) => one.startsWith(id))!.published))];
    assert.deepEqual([days(today), days(stale)], [['2026-06-10'], ['2026-06-09']]);
    clock.set('2026-06-15T16:00:00Z');
    assert.deepEqual(days(await get('/rss/cs')), ['2026-06-12'], 'over a weekend');
  });

  it('stale: the harvest misses the last announcements', async (t) => {
    const { oai, on } = await serve(t);
    on({ fault: 'stale', protocols: ['oai'], batches: 2 });
    const days = new Set(texts(await oai('verb=ListIdentifiers&metadataPrefix=arXiv&from=2026-06-05'), 'datestamp'));
    assert.ok(days.has('2026-06-08') && !days.has('2026-06-09') && !days.has('2026-06-10'));
  });

  it('hide: one protocol lacks what another has', async (t) => {
    const served = await serve(t);
    const { get, on, arxiv } = served;
    const fed = async () => new Set(announcedIn((await get('/rss/cs')).xml).map((one) => one.split('v')[0]!));
    const harvested = async () => new Set((await harvest(served, 'verb=ListIdentifiers&metadataPrefix=arXiv&from=2026-06-10')).flat());
    const [feed, list] = [await fed(), await harvested()];
    const id = on({ fault: 'hide', protocols: ['oai'], share: 0.3 });
    const fewer = await harvested();
    assert.ok(fewer.size < list.size && fewer.size > list.size / 2);
    assert.deepEqual(await fed(), feed);
    assert.ok([...feed].some((one) => list.has(one) && !fewer.has(one)));
    arxiv.faults.remove(id);
    on({ fault: 'hide', protocols: ['feed'], share: 0.3 });
    const partOfFeed = await fed();
    assert.ok(partOfFeed.size < feed.size && partOfFeed.size > 0);
    assert.deepEqual(await harvested(), list);
  });

  it('hide: lists stay whole but for what is hidden, in both manners', async (t) => {
    for (const manner of ['recorded', 'today'] as const) {
      const served = await serve(t, { manner, pageSize: 30 });
      const whole = (await harvest(served, 'verb=ListIdentifiers&metadataPrefix=arXiv&from=2026-06-01')).flat();
      served.on({ fault: 'hide', share: 0.5 });
      const part = (await harvest(served, 'verb=ListIdentifiers&metadataPrefix=arXiv&from=2026-06-01')).flat();
      assert.equal(new Set(part).size, part.length);
      assert.ok(part.length > whole.length * 0.35 && part.length < whole.length * 0.65 && part.every((id) => whole.includes(id)));
    }
  });

  it('misannounce: the feed takes some new papers for cross-lists', async (t) => {
    const { get, on } = await serve(t);
    const before = announcedIn((await get('/rss/cs')).xml);
    on({ fault: 'misannounce', share: 0.5 });
    const after = announcedIn((await get('/rss/cs')).xml);
    const ids = (list: string[]) => list.map((one) => one.split(' ')[0]).sort();
    assert.deepEqual(ids(after), ids(before));
    assert.ok(after.some((one) => one.endsWith('cross') && before.includes(one.replace('cross', 'new'))));
  });

  it('moved-clock: everything is of another day, the Date header too', async (t) => {
    const { get, on } = await serve(t);
    on({ fault: 'moved-clock', seconds: -86_400 });
    const { headers, xml } = await get('/oai?verb=ListIdentifiers&metadataPrefix=arXiv&from=2026-06-08');
    assert.equal(headers.get('date'), 'Tue, 09 Jun 2026 16:00:00 GMT');
    assert.equal(texts(xml, 'responseDate')[0], '2026-06-09T16:00:00Z');
    assert.equal(texts(xml, 'datestamp').at(-1), '2026-06-09');
    assert.equal(texts((await get('/rss/cs')).xml, 'pubDate')[0], 'Tue, 09 Jun 2026 00:00:00 -0400');
  });

  it('repeat: pages begin with the end of the one before', async (t) => {
    for (const manner of ['recorded', 'today'] as const) {
      const served = await serve(t, { pageSize: 50, manner });
      served.on({ fault: 'repeat', records: 5 });
      const pages = await harvest(served, 'verb=ListIdentifiers&metadataPrefix=arXiv&from=2026-06-05');
      assert.ok(pages.length > 3);
      const all = pages.flat();
      const whole = [...WORLD.changedWithin({ from: Date.parse('2026-06-05'), until: Infinity }, served.clock.now())];
      assert.equal(new Set(all).size, whole.length);
      if (manner === 'recorded') for (const [index, page] of pages.entries()) if (index > 0) assert.deepEqual(page.slice(0, 5), pages[index - 1]!.slice(-5));
      assert.ok(all.length > whole.length);
    }
  });

  it('deleted: a header that says so, and nothing in feed and query', async (t) => {
    const { oai, get, on } = await serve(t);
    on({ fault: 'deleted', share: 0.2 });
    const records = all(await oai('verb=ListRecords&metadataPrefix=arXiv&from=2026-06-10'), 'record');
    const deleted = records.filter((record) => all(record, 'header')[0]!.attributes['status'] === 'deleted');
    assert.ok(deleted.length > 0 && deleted.length < records.length / 2);
    assert.ok(deleted.every((record) => all(record, 'metadata').length === 0) && records.every((record) => deleted.includes(record) || all(record, 'metadata').length === 1));
    const ids = deleted.map((record) => texts(record, 'identifier')[0]!.replace('oai:arXiv.org:', ''));
    assert.equal(texts((await get(`/api/query?id_list=${ids.join(',')}`)).xml, 'opensearch:totalResults')[0], '0');
    const fed = announcedIn((await get('/rss/cs+math+stat+astro-ph+hep-th+quant-ph+q-bio+eess')).xml).map((one) => one.split('v')[0]!);
    assert.ok(fed.length > 20 && !fed.some((id) => ids.includes(id)));
  });
});

it('every fault there is has been tried, here or in control.test.ts', () => {
  const tried: Record<FaultName, true> = {
    unavailable: true, stall: true, truncate: true, drip: true, 'expired-token': true, malformed: true, stale: true, hide: true,
    misannounce: true, 'moved-clock': true, refuse: true, pace: true, repeat: true, deleted: true,
  };
  assert.deepEqual(Object.keys(tried).sort(), Object.keys(FAULTS).sort());
});
