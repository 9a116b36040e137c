import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { MiddlewareHandler } from 'hono';
import RssParser from 'rss-parser';
import type { Instance } from '#cli';
import { OWNER, SavedSearches } from '#community';
import { readConfig } from '#config';
import { FORMATS } from '#digest';
import { createLogger, FixedClock } from '#lib';
import type { PaperRecord } from '#papers';
import { createWeb, type WebEnv } from '#web';
import { makeMigratedUrl, makeFolder } from '../../test/make-database.js';
import { announcedOn, makeRecord } from '../../test/make-record.js';
import { assertAtom, assertJsonFeed, assertRss } from '../../test/feeds/valid.js';
import { createInstance } from './create.js';
import { webContext } from './web-context.js';

interface Reader {
  instance: Instance;
  clock: FixedClock;
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** As `ask`, by the owner. */
  askAsOwner(path: string, init?: RequestInit): Promise<Response>;
  /** What there is now: looks at the store anew. */
  feed(path: string): Promise<RssParser.Output<Record<string, unknown>>>;
}

/** The pages over a real instance that has nothing yet. */
async function reading(t: TestContext, environment: Record<string, string> = {}): Promise<Reader> {
  const clock = new FixedClock('2026-06-01T12:00:00Z');
  const config = readConfig({ BROADSHEET_DATA: makeFolder(t), DATABASE_URL: await makeMigratedUrl(t), BROADSHEET_INDEX: '0', ...environment });
  const instance = await createInstance(config, { process: 'test', clock, log: createLogger('silent', 'test') });
  t.after(() => instance.close());
  const asOwner: MiddlewareHandler<WebEnv> = async (c, next) => {
    c.set('viewer', { owner: true, reader: 1, theme: 'auto' });
    await next();
  };
  // Each anew: a server that has run for a while looks at the store twice a second.
  const ask = async (path: string, init?: RequestInit) => await createWeb(webContext(instance)).request(path, init);
  const askAsOwner = async (path: string, init?: RequestInit) => await createWeb(webContext(instance), asOwner).request(path, init);
  return { instance, clock, ask, askAsOwner, feed: async (path) => await new RssParser().parseString(await (await ask(path)).text()) };
}

function form(fields: Record<string, string>): RequestInit {
  return { method: 'POST', body: new URLSearchParams(fields) };
}

const days = ['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04', '2026-06-05'];
const paperOf = (day: string, number: number, given: Partial<PaperRecord> = {}) =>
  makeRecord({ id: `2606.0${day.slice(-2)}0${number}`, published: `${day}T01:00:00Z`, announcements: announcedOn(day, ['cs.LG', 'cs.CL']), abstract: 'We show that $\\alpha \\leq 2^{n}$.', ...given });

test('every list is a valid feed before there is a paper and after, whole in each format', async (t) => {
  const { instance, ask } = await reading(t);
  const paths = ['latest', 'category/cs.LG', 'author/Ada%20Lovelace', 'organisation/CERN', 'trending/week', 'trending/all/cs.LG', 'search?q=study', 'latest?replacements=1&kind=new&abstract=summary'].map((path) => path.split('?'));
  const look = async () => {
    for (const [path = '', query = ''] of paths) {
      for (const [format, check] of [['atom', assertAtom], ['rss', assertRss], ['json', assertJsonFeed]] as const) {
        const answer = await ask(`/feeds/${path}.${format}?${query}`);
        assert.equal(answer.status, 200, path);
        assert.equal(answer.headers.get('Content-Type'), `${FORMATS[format].type}; charset=utf-8`);
        await check(await answer.text());
      }
    }
  };
  await look();
  await instance.papers.save([paperOf('2026-06-02', 1), paperOf('2026-06-02', 2, { authors: [], title: 'A <b> & $\\frac{a}{b}$', comment: 'code at https://github.com/x/y' }), makeRecord({ source: 'file', id: 'x', via: 'list', published: '2018' })]);
  await look();
  const text = await (await ask('/feeds/latest.json')).text();
  assert.match(text, /α ?≤ ?2ⁿ/);
  assert.match(text, /github\.com\/x\/y/);
});

test('over a week of new papers and new versions every paper comes once, and nothing changes its id', async (t) => {
  const { instance, clock, feed } = await reading(t, { BASE_URL: 'https://papers.example.org' });
  const seen = new Map<string, string>();
  for (const day of days) {
    clock.set(`${day}T02:00:00Z`);
    const before = days[days.indexOf(day) - 1];
    const version = { versions: [{ number: 1, submitted: '2026-06-01' }, { number: 2, submitted: `${day}T00:30:00Z` }], updated: `${day}T00:30:00Z` };
    await instance.papers.save([paperOf(day, 1), paperOf(day, 2), ...(before === undefined ? [] : [paperOf(before, 1, { ...version, title: 'A better title', announcements: [...paperOf(before, 1).announcements, { day, kind: 'replacement', category: 'cs.LG', computed: false }] })])]);
    for (const path of ['/feeds/latest.rss', '/feeds/category/cs.LG.rss', '/feeds/author/Ada Lovelace.rss']) {
      for (const { guid, link } of (await feed(path)).items) {
        assert.equal(seen.get(link!) ?? guid, guid, `${link} in ${path}`);
        seen.set(link!, guid!);
      }
    }
  }
  assert.equal(seen.size, 10);
  assert.equal(new Set(seen.values()).size, 10);
  const [newest] = (await feed('/feeds/latest.rss')).items;
  assert.equal(newest?.isoDate, '2026-06-05T00:00:00.000Z', 'the evening before in New York');
  const replaced = (await feed('/feeds/latest.rss?replacements=1&days=3')).items.filter(({ title }) => title?.endsWith('(version 2)'));
  assert.equal(replaced.length, 3);
  assert.ok(replaced.every(({ guid }) => ![...seen.values()].includes(guid!)));
});

test('options in the address hold', async (t) => {
  const { instance, feed, ask } = await reading(t);
  await instance.papers.save([...[1, 2, 3].map((number) => paperOf('2026-06-02', number, { abstract: 'word '.repeat(200) })), paperOf('2026-06-01', 4), makeRecord({ id: '2606.09999', published: '2026-06-02', announcements: [{ day: '2026-06-02', category: 'cs.CL', kind: 'cross-list', computed: false }] })]);
  assert.equal((await feed('/feeds/latest.rss')).items.length, 5);
  assert.equal((await feed('/feeds/latest.rss?days=1')).items.length, 4);
  assert.equal((await feed('/feeds/latest.rss?days=1&top=2')).items.length, 2);
  assert.equal((await feed('/feeds/latest.rss?kind=cross-list')).items.length, 1);
  assert.equal((await feed('/feeds/category/cs.CL.rss?kind=new')).items.length, 0);
  const [whole, summary, none] = await Promise.all(['', '?abstract=summary', '?abstract=none'].map(async (query) => (await (await ask(`/feeds/latest.rss${query}`)).text()).length));
  assert.ok(whole! > summary! && summary! > none!);
});

test('feeds of what is trending, of an organisation, and of papers with votes hold those papers', async (t) => {
  const { instance, clock, feed, askAsOwner } = await reading(t);
  await instance.papers.save([paperOf('2026-06-01', 1, { title: 'Voted for', authors: [{ name: 'Ada Lovelace', affiliation: 'Analytical Society' }] }), paperOf('2026-06-01', 2, { title: 'Not voted for' })]);
  const titles = async (path: string) => (await feed(path)).items.map(({ title }) => title);
  clock.set('2026-06-02T12:00:00Z');
  assert.deepEqual(await titles('/feeds/trending/week.rss'), []);
  await instance.votes.setWishes(OWNER, { withoutName: false, all: false });
  await instance.votes.set({ reader: OWNER, paper: '2606.00101', voted: true });
  for (const path of ['trending/week.rss', 'trending/all/cs.rss', 'latest.rss?votes=1', 'category/cs.LG.rss?votes=1&top=1', 'search.rss?q=voted&votes=1', 'organisation/Analytical Society.rss']) assert.deepEqual(await titles(`/feeds/${path}`), ['Voted for'], path);
  for (const path of ['trending/week/math.AG.rss', 'latest.rss?votes=2', 'organisation/Society "for" else.rss']) assert.deepEqual(await titles(`/feeds/${path}`), [], path);
  assert.match(await (await askAsOwner('/feeds?list=trending&name=')).text(), /href="\/feeds\/trending\/week\.atom"/);
});

test('who has the text already is told so, until it changes', async (t) => {
  const { instance, clock } = await reading(t);
  await instance.papers.save([paperOf('2026-06-02', 1)]);
  const web = createWeb(webContext(instance));
  const first = await web.request('/feeds/latest.atom', { headers: { 'Accept-Encoding': 'gzip, br' } });
  assert.equal(first.headers.get('Content-Encoding'), 'br');
  const [etag, modified] = [first.headers.get('ETag')!, first.headers.get('Last-Modified')!];
  assert.equal(modified, 'Mon, 01 Jun 2026 12:00:00 GMT');
  const status = async (headers: Record<string, string>) => (await web.request('/feeds/latest.atom', { headers })).status;
  assert.equal(await status({ 'If-None-Match': etag }), 304);
  assert.equal(await status({ 'If-None-Match': `W/${etag}, "x"` }), 304);
  assert.equal(await status({ 'If-Modified-Since': modified }), 304);
  assert.equal(await status({ 'If-None-Match': '"x"', 'If-Modified-Since': modified }), 200);
  assert.equal(await status({ 'If-Modified-Since': 'Mon, 01 Jun 2026 11:59:59 GMT' }), 200);
  assert.equal((await web.request('/feeds/latest.atom', { method: 'HEAD' })).status, 200);
  clock.advance(1000);
  await instance.papers.save([paperOf('2026-06-02', 2)]);
  const anew = createWeb(webContext(instance));
  assert.equal((await anew.request('/feeds/latest.atom', { headers: { 'If-None-Match': etag } })).status, 200);
});

test('a reader keeps feeds under addresses that only they know, and takes them back', async (t) => {
  const { instance, ask, askAsOwner } = await reading(t, { WEBSUB_HUB: 'https://hub.example.org/' });
  await instance.papers.save([paperOf('2026-06-02', 1, { title: 'Learning to paint tables' }), paperOf('2026-06-02', 2)]);
  const search = await new SavedSearches(instance, OWNER).save({ name: 'Painted things', query: 'paint' });
  assert.equal((await ask('/feeds/kept', form({ list: 'saved-search', name: String(search) }))).status, 403);
  assert.equal((await askAsOwner('/feeds/kept', form({ list: 'saved-search', name: '99' }))).status, 400);
  assert.equal((await askAsOwner('/feeds/kept', form({ list: 'saved-search', name: String(search) }))).status, 303);
  const address = async () => /\/feeds\/private\/[\w-]+\.rss/.exec(await (await askAsOwner('/feeds')).text())![0];
  const first = await address();
  assert.doesNotMatch(await (await ask('/feeds')).text(), /private/);
  const answer = await ask(first);
  assert.deepEqual([answer.status, answer.headers.get('Link'), answer.headers.get('Cache-Control')], [200, null, 'private, max-age=60']);
  const read = await new RssParser().parseString(await answer.text());
  assert.equal(read.title, 'Painted things · Broadsheet');
  assert.deepEqual(read.items.map(({ title }) => title), ['Learning to paint tables']);
  assert.equal((await ask(first.replace(/.\.rss/, (end) => `${end.startsWith('A') ? 'B' : 'A'}.rss`))).status, 404, 'a forged one');
  assert.equal((await ask(first.replace(/\d+-/, '2-'))).status, 404);
  assert.equal((await askAsOwner('/feeds/kept/1/address', form({}))).status, 303);
  assert.equal((await ask(first)).status, 404);
  const second = await address();
  assert.equal((await ask(second)).status, 200);
  const opml = await (await askAsOwner('/feeds.opml')).text();
  assert.match(opml, /search\.atom\?q=paint/);
  assert.equal((await askAsOwner('/feeds/kept/1/remove', form({}))).status, 303);
  assert.equal((await ask(second)).status, 404);
  const body = new FormData();
  body.set('opml', new File([opml], 'feeds.opml'));
  assert.match(await (await askAsOwner('/feeds/opml', { method: 'POST', body })).text(), /1 feed taken in/);
  assert.match(await (await askAsOwner('/feeds')).text(), /Papers on paint/);
});

test('what there is no feed of is said, and pages say where their feeds are', async (t) => {
  const { instance, ask } = await reading(t);
  await instance.papers.save([paperOf('2026-06-02', 1)]);
  for (const path of ['/feeds/x.atom', '/feeds/latest.xml', '/feeds/trending.atom', '/feeds/trending/never.atom', '/feeds/saved-search/1.atom', '/feeds/private/1-aaaaaaaaaaaaaaaaaaaaaaaaaaa.atom']) assert.equal((await ask(path)).status, 404, path);
  for (const path of ['/', '/categories/cs.LG', '/authors/Ada%20Lovelace', '/papers?q=study', '/papers/trending?window=month&field=cs.LG', '/feeds']) {
    const [, href] = /<link rel="alternate" type="application\/atom\+xml" title="[^"]+" href="([^"]+)"/.exec(await (await ask(path)).text()) ?? [];
    assert.equal((await ask(href!.replaceAll('&amp;', '&'))).status, 200, path);
  }
});
