import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import type { MiddlewareHandler } from 'hono';
import { SavedSearches } from '#community';
import { readConfig } from '#config';
import { deliverHooks, planHooks } from '#digest';
import { createLogger, FixedClock } from '#lib';
import { createWeb, type WebEnv } from '#web';
import { makeMigratedUrl, makeFolder } from '../../test/make-database.js';
import { announcedOn, makeRecord } from '../../test/make-record.js';
import { createInstance } from './create.js';
import { hookContext } from './hook-desk.js';
import { webContext } from './web-context.js';

interface Receiver {
  url: string;
  got: { headers: IncomingHttpHeaders; body: string; path?: string }[];
  /** What it answers; a redirect to itself for 302. */
  status: number;
}

async function receiver(t: TestContext): Promise<Receiver> {
  const made: Receiver = { url: '', got: [], status: 200 };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      made.got.push({ headers: request.headers, body, path: request.url });
      response.writeHead(made.status, { location: '/elsewhere' }).end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  made.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  t.after(() => new Promise((resolve) => server.close(resolve)));
  return made;
}

async function hooking(t: TestContext, environment: Record<string, string> = { ALLOWED_HOSTS: '127.0.0.1' }) {
  const clock = new FixedClock('2026-06-01T12:00:00Z');
  const config = readConfig({ BROADSHEET_DATA: makeFolder(t), DATABASE_URL: await makeMigratedUrl(t), BROADSHEET_INDEX: '0', BASE_URL: 'https://papers.example.org', ...environment });
  const instance = await createInstance(config, { process: 'test', clock, log: createLogger('silent', 'test') });
  t.after(() => instance.close());
  const asOwner: MiddlewareHandler<WebEnv> = async (c, next) => {
    c.set('viewer', { owner: true, reader: 1, theme: 'auto' });
    await next();
  };
  const web = createWeb(webContext(instance), asOwner);
  const context = hookContext(instance);
  return {
    clock, instance,
    post: async (path: string, fields: Record<string, string> = {}) => (await web.request(path, { method: 'POST', body: new URLSearchParams(fields) })).status,
    page: async () => await (await web.request('/hooks')).text(),
    publish: async (day: string, count: number, from = 0) => void (await instance.papers.save(Array.from({ length: count }, (_, each) => each + from).map((index) => makeRecord({ id: `2606.${index > 99 ? `1${String(index).padStart(4, '0')}` : `0${day.slice(-2)}${String(index).padStart(2, '0')}`}`, title: `Paper ${index} of ${day}`, published: `${day}T01:00:00Z`, announcements: announcedOn(day, ['cs.LG']) })))),
    work: async () => {
      await planHooks(context);
      return await deliverHooks(context);
    },
    vote: async (paper: string) => {
      await instance.votes.setWishes(1, { withoutName: false, all: false });
      await instance.votes.set({ reader: 1, paper, voted: true });
    },
    visitor: async () => (await createWeb(webContext(instance)).request('/hooks')).status,
  };
}

test('an address is told of what is new, once, with a signature that it can check', async (t) => {
  const [{ post, page, publish, work, clock, visitor }, got] = [await hooking(t), await receiver(t)];
  assert.equal(await visitor(), 403);
  await publish('2026-06-01', 2);
  assert.equal(await post('/hooks', { url: got.url, list: 'latest', body: 'plain' }), 303);
  assert.equal(await work(), 0, 'what was there counts as told');
  clock.set('2026-06-02T00:30:00Z');
  await publish('2026-06-02', 2);
  assert.equal(await work(), 1);
  clock.advance(11 * 60_000);
  assert.equal(await work(), 0);
  const [{ headers, body }] = got.got as [Receiver['got'][number]];
  const [, secret] = /<code>([\w-]{43})<\/code>/.exec(await page())!;
  const [, seconds, signature] = /^t=(\d+),v1=(\w+)$/.exec(String(headers['broadsheet-signature']))!;
  assert.equal(signature, createHmac('sha256', secret!).update(`${seconds}.${body}`).digest('hex'));
  assert.equal(Number(seconds), Date.parse('2026-06-02T00:30:00Z') / 1000);
  const news = JSON.parse(body) as { list: string; papers: { title: string; url: string }[] };
  assert.deepEqual([news.list, news.papers.map(({ url }) => url)], ['Latest papers', ['https://papers.example.org/papers/2606.00200', 'https://papers.example.org/papers/2606.00201']]);
  assert.match(await page(), /sent: answered 200/);
});

test('more than fits into one request comes in the next ones, and a paper with votes when it has them', async (t) => {
  const [{ post, page, publish, work, vote, clock }, got] = [await hooking(t), await receiver(t)];
  await publish('2026-06-01', 3);
  await post('/hooks', { url: got.url, list: 'latest' });
  await post('/hooks', { url: got.url, list: 'latest', votes: '1' });
  assert.match(await page(), /with at least 1 vote/);
  assert.equal(await work(), 0);
  clock.set('2026-06-02T00:30:00Z');
  await publish('2026-06-02', 45);
  for (let look = 0; look < 5; look += 1) {
    await work();
    clock.advance(11 * 60_000);
  }
  const told = () => got.got.map(({ body }) => (JSON.parse(body) as { papers: { id: string }[] }).papers.map(({ id }) => id));
  assert.deepEqual(told().map(({ length }) => length), [20, 20, 5]);
  assert.equal(new Set(told().flat()).size, 45, 'each once');
  await vote('2606.00102');
  clock.set('2026-06-04T00:30:00Z');
  assert.equal(await work(), 1);
  clock.advance(11 * 60_000);
  assert.equal(await work(), 0);
  assert.deepEqual(told().at(-1), ['2606.00102']);
});

const toldBy = ({ got }: Receiver) => got.map(({ body }) => (JSON.parse(body) as { papers: { id: string }[] }).papers.map(({ id }) => id));

test('of a day with more papers than any list shows all are told, once, in order, also what is stored later', async (t) => {
  const [{ post, publish, work, clock }, latest, category] = [await hooking(t), await receiver(t), await receiver(t)];
  await post('/hooks', { url: latest.url, list: 'latest' });
  await post('/hooks', { url: category.url, list: 'category', name: 'cs.LG' });
  await work();
  clock.set('2026-06-02T00:30:00Z');
  await publish('2026-06-02', 450);
  for (let look = 0; look < 26; look += 1) {
    await work();
    clock.advance(60_000);
  }
  for (const got of [latest, category]) {
    assert.deepEqual([...new Set(toldBy(got).map(({ length }) => length))], [20, 10]);
    assert.deepEqual([toldBy(got).flat().length, new Set(toldBy(got).flat()).size], [450, 450]);
  }
  await publish('2026-06-02', 230, 450);
  for (let look = 0; look < 26; look += 1) {
    await work();
    clock.advance(60_000);
  }
  for (const got of [latest, category]) assert.deepEqual([toldBy(got).flat().length, new Set(toldBy(got).flat()).size], [680, 680]);
});

test('what waits for a receiver that is away comes later and in its order, and stops no other', async (t) => {
  const [{ post, publish, work, clock }, away, well] = [await hooking(t), await receiver(t), await receiver(t)];
  for (const { url } of [away, well]) await post('/hooks', { url, list: 'latest' });
  await work();
  clock.set('2026-06-02T00:30:00Z');
  await publish('2026-06-02', 50);
  away.status = 503;
  for (let minute = 0; minute < 4; minute += 1) {
    await work();
    clock.advance(60_000);
  }
  assert.deepEqual([away.got.length, well.got.length], [1, 3], 'the others are not tried in vain');
  away.status = 200;
  clock.advance(3_600_000);
  await work();
  assert.deepEqual(toldBy(away).slice(1), toldBy(well));
});

test('a receiver that never answers stops no other, and is told later', async (t) => {
  const [{ post, publish, work, clock, instance }, well] = [await hooking(t), await receiver(t)];
  const asked = Promise.withResolvers<void>();
  const silent = createServer((request) => void request.resume().once('end', () => asked.resolve()));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  t.after(() => (silent.closeAllConnections(), silent.close()));
  await post('/hooks', { url: `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`, list: 'latest' });
  await post('/hooks', { url: well.url, list: 'latest' });
  await work();
  clock.set('2026-06-02T00:30:00Z');
  await publish('2026-06-02', 1);
  const context = hookContext(instance);
  await planHooks(context);
  const stop = new AbortController();
  const delivering = deliverHooks(context, stop.signal);
  await asked.promise;
  const states = async () => Object.fromEntries((await instance.db.kysely.selectFrom('hook_calls').select(['hook', 'state']).execute()).map(({ hook, state }) => [hook, state]));
  while ((await states())[2] !== 'sent') await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal((await states())[1], 'sending');
  // The worker stops meanwhile.
  stop.abort();
  assert.equal(await delivering, 1);
  assert.equal((await states())[1], 'waiting');
});

test('a search that its reader keeps is told of, by the name they gave it', async (t) => {
  const [{ post, page, publish, work, clock, instance }, got] = [await hooking(t), await receiver(t)];
  const search = await new SavedSearches(instance, 1).save({ name: 'All the sevens', query: 'title:7' });
  assert.match(await page(), new RegExp(`<option value="saved-search:${search}">All the sevens`));
  assert.equal(await post('/hooks', { url: got.url, list: `saved-search:${search}` }), 303);
  assert.equal(await post('/hooks', { url: got.url, list: 'saved-search:99' }), 400);
  await work();
  clock.set('2026-06-02T00:30:00Z');
  await publish('2026-06-02', 9);
  assert.equal(await work(), 1);
  assert.deepEqual([toldBy(got), (JSON.parse(got.got[0]!.body) as { list: string }).list], [[['2606.00207']], 'All the sevens']);
});

test('while its reader is suspended a hook is silent, and what came meanwhile counts as told', async (t) => {
  const [{ post, publish, work, clock, instance }, got] = [await hooking(t), await receiver(t)];
  await post('/hooks', { url: got.url, list: 'latest' });
  const suspend = async (since: string) => void (await instance.db.kysely.updateTable('readers').set({ suspended_at: since }).where('number', '=', 1).execute());
  clock.set('2026-06-02T00:30:00Z');
  await publish('2026-06-02', 45);
  assert.equal(await work(), 1);
  await suspend('2026-06-02T00:31:00Z');
  clock.advance(11 * 60_000);
  assert.equal(await work(), 0, 'nor what waited');
  await publish('2026-06-03', 3);
  clock.set('2026-06-03T00:30:00Z');
  assert.equal(await work(), 0);
  await suspend('');
  clock.advance(11 * 60_000);
  assert.equal(await work(), 0);
  await publish('2026-06-03', 1, 3);
  clock.advance(11 * 60_000);
  assert.equal(await work(), 1);
  assert.deepEqual(toldBy(got).at(-1), ['2606.00303']);
});

test('a receiver that is away is told later, one that refuses is not asked again, and a redirect is not followed', async (t) => {
  const [{ post, page, publish, work, clock }, got] = [await hooking(t), await receiver(t)];
  await post('/hooks', { url: got.url, list: 'latest', body: 'slack' });
  clock.set('2026-06-02T00:30:00Z');
  await publish('2026-06-02', 1);
  got.status = 503;
  assert.equal(await work(), 0);
  assert.equal(await work(), 0);
  assert.equal(got.got.length, 1, 'not at once again');
  clock.advance(6 * 60_000);
  got.status = 200;
  assert.equal(await work(), 1);
  assert.equal(got.got[0]?.body, got.got[1]?.body);
  for (const status of [404, 302]) {
    got.status = status;
    const before: number = got.got.length;
    assert.equal(await post('/hooks/1/test'), 303);
    assert.equal(await work(), 0);
    clock.advance(86_400_000);
    assert.equal(await work(), 0);
    assert.equal(got.got.length, before + 1, `${status}`);
  }
  assert.ok(got.got.every(({ path }) => path === '/hook'));
  assert.match(await page(), /failed/);
});

test('a private address is not asked unless the owner allowed it; what is no address or list is refused', async (t) => {
  const [{ post, page, work }, got] = [await hooking(t, {}), await receiver(t)];
  assert.equal(await post('/hooks', { url: got.url, list: 'latest' }), 303);
  assert.equal(await post('/hooks/1/test'), 303);
  assert.equal(await work(), 0);
  assert.deepEqual(got.got, []);
  assert.match(await page(), /failed/);
  const refused: Record<string, string>[] = [{ url: 'ftp://x.example/', list: 'latest' }, { url: 'x', list: 'latest' }, { url: 'https://x.example/', list: 'category' }, { url: 'https://x.example/', list: 'latest', body: 'own', template: 'no' }, { url: 'https://x.example/', list: 'nothing' }];
  for (const bad of refused) assert.equal(await post('/hooks', bad), 400);
  assert.equal(await post('/hooks/1/state'), 303);
  assert.match(await page(), /paused/);
  assert.equal(await post('/hooks/1/remove'), 303);
  assert.doesNotMatch(await page(), /paused/);
  assert.equal(await post('/hooks/1/remove'), 404);
});
