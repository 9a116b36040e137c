import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { readConfig } from '#config';
import { createLogger, FixedClock } from '#lib';
import { OutsideError } from '#lib/fetch';
import { createWeb } from '#web';
import { makeMigratedUrl, makeFolder } from '../../test/make-database.js';
import { announcedOn, makeRecord } from '../../test/make-record.js';
import { createInstance } from './create.js';
import { tellHub } from './hub.js';
import { webContext } from './web-context.js';

test('a hub is told once of each change of the latest editions, later when it was away, and by nobody twice', async (t) => {
  const got: URLSearchParams[] = [];
  let status = 204;
  const server = createServer((request, response) => void text(request).then((body) => {
    got.push(new URLSearchParams(body));
    response.writeHead(status).end();
  }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise((resolve) => server.close(resolve)));
  const hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clock = new FixedClock('2026-06-01T12:00:00Z');
  const config = readConfig({ BROADSHEET_DATA: makeFolder(t), DATABASE_URL: await makeMigratedUrl(t), BROADSHEET_INDEX: '0', BASE_URL: 'https://papers.example.org', BROADSHEET_CATEGORIES: 'cs.LG', WEBSUB_HUB: hub });
  const instance = await createInstance(config, { process: 'test', clock, log: createLogger('silent', 'test') });
  t.after(() => instance.close());
  const publish = async (id: string) => void (await instance.papers.save([makeRecord({ id, published: '2026-06-01T01:00:00Z', announcements: announcedOn('2026-06-01', ['cs.LG']) })]));
  const context = { instance, hub, origin: 'https://papers.example.org' };
  assert.equal(await tellHub(context), false, 'nothing to tell of');
  await publish('2606.00001');
  assert.equal(await tellHub(context), true);
  assert.equal(await tellHub(context), false);
  assert.equal(await tellHub({ instance, hub, origin: context.origin }), false, 'nor after a start');
  assert.deepEqual([got[0]?.get('hub.mode'), got[0]?.getAll('hub.url')], ['publish', ['latest', 'category/cs.LG'].flatMap((list) => ['atom', 'rss', 'json'].map((format) => `https://papers.example.org/feeds/${list}.${format}`))]);
  status = 503;
  await publish('2606.00002');
  await assert.rejects(tellHub(context), OutsideError);
  assert.equal(await tellHub(context), false, 'not at once again');
  status = 202;
  clock.advance(6 * 60_000);
  assert.equal(await tellHub(context), true);
  assert.equal(got.length, 3);
  await instance.votes.setWishes(1, { withoutName: false, all: false });
  await instance.votes.set({ reader: 1, paper: '2606.00001', voted: true });
  assert.equal(await tellHub(context), true, 'what rises is news of what is trending, and of nothing else');
  assert.deepEqual(got.at(-1)?.getAll('hub.url').filter((url) => url.endsWith('.atom')), ['day', 'week', 'month'].map((window) => `https://papers.example.org/feeds/trending/${window}.atom`));
  assert.equal(await tellHub(context), false);
});

test('a feed names the hub when that is told of it, and not when nobody tells', async (t) => {
  const config = readConfig({ BROADSHEET_DATA: makeFolder(t), DATABASE_URL: await makeMigratedUrl(t), BROADSHEET_INDEX: '0', BASE_URL: 'https://papers.example.org', BROADSHEET_CATEGORIES: 'cs.LG', WEBSUB_HUB: 'https://hub.example.org/' });
  const instance = await createInstance(config, { process: 'test', clock: new FixedClock('2026-06-01T12:00:00Z'), log: createLogger('silent', 'test') });
  t.after(() => instance.close());
  const web = createWeb(webContext(instance));
  const names = async (path: string) => {
    const answer = await web.request(`/feeds/${path}`);
    assert.equal(answer.headers.has('Link'), (await answer.text()).includes('https://hub.example.org'), path);
    return answer.headers.get('Link');
  };
  for (const path of ['latest.atom', 'latest.rss', 'latest.json', 'category/cs.LG.atom', 'trending/week.rss']) assert.match((await names(path)) ?? '', /<https:\/\/hub\.example\.org>; rel="hub", <https:\/\/papers\.example\.org\/feeds\/[^>]+>; rel="self"/, path);
  for (const path of ['latest.atom?top=3', 'category/math.NT.atom', 'author/Ada.atom', 'search.atom?q=study', 'trending/all.atom']) assert.equal(await names(path), null, path);
});
