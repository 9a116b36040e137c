import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { VOTING_PACE } from '#community';
import { readConfig } from '#config';
import { createLogger, FixedClock } from '#lib';
import { createWeb, keptPages, patterns } from '#web';
import { makeMigratedUrl, makeFolder } from '../../test/make-database.js';
import { announcedOn, makeRecord } from '../../test/make-record.js';
import { createInstance } from './create.js';
import { learnRanking } from './rank.js';
import { pageStamp } from './stamp.js';
import { webContext } from './web-context.js';

const ID = '2606.00001';
const OTHER = '2606.00002';
const DAY = '/papers/date/2026-06-09';

/** The pages of a real instance, kept as they are for people, for whoever a test says looks. */
async function makePages(t: TestContext) {
  const config = readConfig({ BROADSHEET_DATA: makeFolder(t), DATABASE_URL: await makeMigratedUrl(t), BROADSHEET_LOG: 'silent' });
  const clock = new FixedClock('2026-06-09T12:00:00Z');
  const instance = await createInstance(config, { process: 'test', clock, log: createLogger('silent', 'test') });
  t.after(() => instance.close());
  const paper = (id: string, title: string, authors: number) => makeRecord({ id, title, published: '2026-06-08', announcements: announcedOn('2026-06-09', ['cs.LG']), authors: Array.from({ length: authors }, (_, index) => ({ name: `Writer ${id.slice(-1)} Number${index}` })) });
  await instance.papers.save([paper(ID, 'Letters sorted by candle light', 1), paper(OTHER, 'Boats: by lanterns', 1)]);
  let reader: number | undefined = 1;
  const app = createWeb(
    webContext(instance),
    // The rules know the owner alone so far: other readers are let in as one.
    async (c, next) => (c.set('viewer', { owner: reader !== undefined, reader, theme: 'auto' }), next()),
    keptPages({ stamp: () => pageStamp(instance), lookEvery: 0 }),
  );
  const as = (number: number | undefined) => (reader = number);
  const page = async (path: string) => {
    const answer = await app.request(path);
    return { status: answer.status, html: await answer.text() };
  };
  const send = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) => app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers });
  const vote = (voted: boolean, paper = ID) => send(patterns.votes, { paper, voted: voted ? '1' : '0', back: `${DAY}#p1` });
  const addReader = async (number: number, name: string) => void (await instance.db.kysely.insertInto('readers').values({ number, role: 'reader', name, created_at: '2026-01-01T00:00:00.000Z' }).execute());
  return { instance, clock, as, page, send, vote, addReader };
}

/** Says of a page what is missing, and not the whole page. */
function shows(html: string, what: RegExp, why = ''): void {
  assert.ok(what.test(html), `${why} the page lacks ${what}`);
}

function hides(html: string, what: RegExp, why = ''): void {
  assert.ok(!what.test(html), `${why} the page has ${what.exec(html)?.[0]}`);
}

const JSON_PLEASE = { Accept: 'application/json' };

test('one reader alone marks papers: seen at once, first in the order, on a list, and nowhere a count', async (t) => {
  const { page, vote, as } = await makePages(t);
  const before = await page(DAY);
  shows(before.html, /aria-pressed="false"[^>]*>mark</);
  assert.ok(before.html.indexOf('Boats') < before.html.indexOf('Letters sorted'));
  const answer = await vote(true);
  assert.deepEqual([answer.status, answer.headers.get('Location')], [303, `${DAY}#p1`]);
  const after = await page(DAY);
  shows(after.html, /aria-pressed="true"[^>]*>marked</);
  assert.ok(after.html.indexOf('Letters sorted') < after.html.indexOf('Boats'));
  shows(after.html, /marked as worth reading/);
  const list = await page(patterns.votes);
  shows(list.html, /<h1>Marked<\/h1>.*Letters sorted/s);
  const paper = await page(`/papers/${ID}`);
  const trending = await page('/papers/trending');
  shows(trending.html, /1 marked paper.*Letters sorted/s);
  for (const { html } of [after, list, paper, trending]) hides(html, /\d+ votes?\b|Voted for by|be the first/i);
  as(undefined);
  const visitor = await page(DAY);
  hides(visitor.html, />marked<|vote-button|\d+ votes?\b/i);
  as(1);
  await vote(false);
  hides((await page(patterns.votes)).html, /Letters sorted/);
  assert.ok((await page(DAY)).html.indexOf('Boats') < (await page(DAY)).html.indexOf('Letters sorted'));
});

test('the first vote among several readers is asked about, then counted, and the paper names who gave it', async (t) => {
  const { page, vote, send, as, addReader } = await makePages(t);
  await addReader(2, 'Bea <b>Brown</b>');
  as(2);
  const asked = await vote(true);
  assert.equal(asked.status, 409);
  const words = await asked.text();
  shows(words, /Votes are public/);
  shows(words, new RegExp(`name="paper" value="${ID}"`));
  shows((await page(DAY)).html, />vote</, 'nothing was counted yet');
  const scripted = await send(patterns.votes, { paper: ID, voted: '1' }, JSON_PLEASE);
  assert.equal(scripted.status, 409);
  assert.equal(((await scripted.json()) as { ask: boolean }).ask, true);
  assert.equal((await send(patterns.voterName, { paper: ID, back: DAY })).status, 400, 'neither with name nor without');
  assert.equal((await send(patterns.voterName, { name: 'with', paper: ID, back: DAY })).headers.get('Location'), DAY);
  shows((await page(DAY)).html, />1 vote</);
  shows((await page(`/papers/${ID}`)).html, /Voted for by.*Bea &lt;b&gt;Brown/s);
  shows((await page(`/papers/${ID}`)).html, /number 1 of 2 that day: why.*href="\/papers\/date\/2026-06-09".*1 vote after .*together/s);
  as(undefined);
  shows((await page(DAY)).html, /class="votes">1 vote</, 'visitors see the count');
  as(2);
  await send(patterns.voterName, { name: 'without', all: '1', back: patterns.votes });
  const nameless = await page(`/papers/${ID}`);
  shows(nameless.html, /1 reader without name/);
  hides(nameless.html, /Bea/);
  shows((await page(patterns.votes)).html, /You vote without your name/);
});

test('a vote for what is not there, a form that says nothing, and too many at once are told so', async (t) => {
  const { send, vote, clock } = await makePages(t);
  for (const paper of ['2606.99999', '../etc', "'; drop table votes; --", '\u0000', 'ÿ'.repeat(2_000)]) {
    const answer = await send(patterns.votes, { paper, voted: '1' }, JSON_PLEASE);
    assert.equal(answer.status, 404, paper);
    shows(((await answer.json()) as { error: string }).error, /not stored here/);
  }
  for (const fields of [{}, { paper: ID }, { paper: ID, voted: '2' }, { paper: '', voted: '1' }] as Record<string, string>[]) assert.equal((await send(patterns.votes, fields)).status, 400);
  assert.equal((await send(patterns.votes, { paper: ID, voted: '1', back: 'https://evil.example/' })).headers.get('Location'), '/');
  clock.advance(600_000);
  const statuses = await Promise.all(Array.from({ length: 200 }, async (_, index) => (await vote(index % 2 === 0)).status));
  assert.equal(statuses.filter((status) => status === 303).length, VOTING_PACE.atOnce);
  assert.equal(statuses.filter((status) => status === 429).length, 200 - VOTING_PACE.atOnce);
  const refused = await send(patterns.votes, { paper: ID, voted: '1' }, JSON_PLEASE);
  assert.ok(Number(refused.headers.get('Retry-After')) >= 1);
  shows(((await refused.json()) as { error: string }).error, /60 votes a minute/);
});

test('a page that one reader is shown is no other’s', async (t) => {
  const { page, vote, as, addReader, instance } = await makePages(t);
  await addReader(2, 'Bea');
  for (const reader of [1, 2]) await instance.votes.setWishes(reader, { withoutName: false, all: false });
  await vote(true);
  shows((await page(DAY)).html, /class="vote" aria-pressed="true"/);
  as(2);
  hides((await page(DAY)).html, /class="vote" aria-pressed="true"/);
  as(undefined);
  hides((await page(DAY)).html, /class="vote"/);
});

test('a merge is taken in by the worker, and the day’s first three are marked once it is over', async (t) => {
  const { page, vote, instance, clock, addReader, as } = await makePages(t);
  await addReader(2, 'Bea');
  for (const reader of [1, 2]) await instance.votes.setWishes(reader, { withoutName: false, all: false });
  await vote(true, OTHER);
  as(2);
  await vote(true, ID);
  await instance.papers.merge({ a: ID, b: OTHER });
  await instance.votes.followMerges();
  shows((await page(DAY)).html, />2 votes</);
  clock.advance(24 * 3_600_000);
  await learnRanking(instance);
  shows((await page(DAY)).html, /class="place-mark"[^>]*>first of the day</);
  shows((await page(`/papers/${ID}`)).html, /first of <a href="\/papers\/date\/2026-06-09">/);
});

test('trending shows why, and every choice is an address that means something', async (t) => {
  const { page, vote, instance, addReader } = await makePages(t);
  shows((await page('/papers/trending')).html, /Nothing from the last five editions is marked yet.*the latest edition/s);
  await addReader(2, 'Bea');
  await instance.votes.setWishes(1, { withoutName: false, all: false });
  shows((await page('/papers/trending?field=cs.LG')).html, /No paper in cs\.LG.*All categories/s);
  await vote(true);
  const { html } = await page('/papers/trending?window=week&sinking=0.2&raw=1');
  shows(html, /1 vote so far.*together/s);
  shows(html, /type="range"[^>]*value="0.2"/);
  shows(html, /name="raw" value="1" checked/);
  for (const odd of ['window=decade', 'sinking=1e9', 'sinking=-1', 'field=%00', 'field=<script>', 'raw=yes', `field=${'x'.repeat(500)}`]) {
    const answer = await page(`/papers/trending?${odd}`);
    assert.equal(answer.status, 200, odd);
    shows(answer.html, /Letters sorted/, odd);
  }
});

test('a list leads to the same papers by votes, and what is typed says so too', async (t) => {
  const { page, vote } = await makePages(t);
  await vote(true);
  const category = await page('/categories/cs.LG');
  const [, address] = /href="(\/papers\?q=category[^"]+)">marked first</.exec(category.html) ?? assert.fail('no way to the order by votes');
  for (const path of [address!.replaceAll('&amp;', '&'), '/papers?q=by+order:votes', '/papers?q=by&order=votes']) {
    const { html } = await page(path);
    assert.ok(html.indexOf('Letters sorted') < html.indexOf('Boats: by'), path);
    shows(html, /<b aria-current="true">marked first/, path);
  }
});

test('the history of authors is switched on where papers have votes enough, and not before', async (t) => {
  const { page, send, vote, instance } = await makePages(t);
  await vote(true);
  shows((await page(patterns.settings)).html, /Once 1,000 papers have votes \(so far 1\)/);
  const refused = await send(patterns.settingsHistory, { history: 'on' });
  assert.equal(refused.status, 409);
  shows(await refused.text(), /says little as long as fewer than 1000 papers have votes/);
  assert.equal((await send(patterns.settingsHistory, {})).status, 400);
  Object.defineProperty(instance.feed.tally, 'size', { value: 1_000 });
  assert.equal((await send(patterns.settingsHistory, { history: 'on' })).headers.get('Location'), patterns.settings);
  shows((await page(patterns.settings)).html, /counts in the order of an edition.*popularity loop.*Leave the authors’ history out/s);
  shows((await page(DAY)).html, /Letters sorted/, 'an edition too small for it stays as it was');
  await send(patterns.settingsHistory, { history: 'off' });
  shows((await page(patterns.settings)).html, /Let the authors’ history count/);
});
