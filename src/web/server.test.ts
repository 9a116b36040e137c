import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EnvironmentError } from '#lib';
import type { WebContext } from './app-context.js';
import { CONTENT_SECURITY_POLICY } from './headers.js';
import { createWeb } from './server.js';
import { checkPage } from './testing/check-page.js';
import { fakeContext } from './testing/fake-context.js';
import { edition, frame, gatherStatus, paper } from './testing/fixtures.js';

function web(given: Partial<WebContext> = {}, owner = true) {
  return createWeb(fakeContext(given), async (c, next) => {
    c.set('viewer', { owner, theme: 'auto' });
    await next();
  });
}

const NOTHING: Partial<WebContext> = {
  site: async () => frame({ paperCount: 0 }).site,
  editions: { ...fakeContext().editions, latestDay: async () => undefined },
};

test('every page answers, whole and with the safety headers', async () => {
  const pages = [
    '/', '/papers/date/2026-06-03', '/papers/week/2026-W23', '/papers/month/2026-06', '/papers/calendar/2026-06',
    `/papers/${paper().id}`, '/authors/Ada%20Brown', '/categories', '/categories/cs.DS', '/import', '/settings', '/status',
  ];
  for (const path of pages) {
    const answer = await web().request(path);
    assert.equal(answer.status, 200, path);
    assert.equal(answer.headers.get('Content-Security-Policy'), CONTENT_SECURITY_POLICY);
    assert.equal(answer.headers.get('X-Content-Type-Options'), 'nosniff');
    checkPage(await answer.text());
  }
});

test('the front page is the latest edition, else the first morning', async () => {
  assert.match(await (await web().request('/')).text(), /Wednesday, 3 June 2026/);
  assert.match(await (await web(NOTHING).request('/')).text(), /The first edition is yours to make/);
  const undated = { ...NOTHING, site: async () => frame().site };
  assert.match(await (await web(undated).request('/')).text(), /none of them is known to the day/);
});

test('the first edition on its way says so, and one line says what keeps the newest from being whole', async () => {
  const gathering = { ...fakeContext().gathering, status: async () => gatherStatus({ standing: 'gathering' }), line: async () => 'The feed was stale.' };
  const arriving = await web({ ...NOTHING, gathering }).request('/');
  const markup = await arriving.text();
  checkPage(markup);
  assert.match(markup, /is being gathered.*The feed was stale\./s);
  assert.match(await (await web({ gathering }).request('/')).text(), /<p class="notice gather-line" role="status">The feed was stale\./);
  assert.doesNotMatch(await (await web({ gathering }).request('/papers/date/2026-06-03')).text(), /gather-line/);
});

test('a paper that is not stored is asked for by readers, once, and never by robots', async () => {
  const asked: string[] = [];
  let stored = false;
  const want: WebContext['gathering']['want'] = async (id) => {
    asked.push(id);
    stored = true;
    return 'asked';
  };
  const context = { gathering: { ...fakeContext().gathering, want }, papers: { ...fakeContext().papers, find: async () => (stored ? { paper: paper({ id: '2606.77777' }) } : undefined) } };
  const robot = await web(context).request('/papers/2606.77777', { headers: { 'User-Agent': 'Examplebot/1.0 (+http://example.org)' } });
  assert.deepEqual([robot.status, asked], [404, []]);
  const reader = await web(context).request('/papers/2606.77777', { headers: { 'User-Agent': 'Mozilla/5.0' } });
  assert.deepEqual([reader.status, asked], [200, ['2606.77777']]);
  stored = false;
  assert.equal((await web(context).request('/papers/file:abc', { headers: { 'User-Agent': 'Mozilla/5.0' } })).status, 404);
  assert.equal(asked.length, 1, 'only what can be an arXiv id is asked for');
  const missing = await web({ gathering: { ...context.gathering, want: async () => 'missing' } }).request('/papers/2606.77778', { headers: { 'User-Agent': 'Mozilla/5.0' } });
  assert.equal(missing.status, 404);
  const said = await missing.text();
  assert.match(said, /not asked again for a day/);
  assert.doesNotMatch(said, /arXiv may have it/);
  const off = await web({ gathering: { ...context.gathering, want: async () => 'off' } }).request('/papers/2606.77778', { headers: { 'User-Agent': 'Mozilla/5.0' } });
  assert.equal(off.status, 404);
  assert.match(await off.text(), /It is not fetched, as nothing is gathered from arXiv now: <a href="\/status">/);
});

test('only the owner steers the gathering', async () => {
  const wishes: unknown[] = [];
  const gathering = { ...fakeContext().gathering, change: async (wish: unknown) => void wishes.push(wish) };
  const send = (owner: boolean, fields: Record<string, string>) => web({ gathering }, owner).request('/settings/gathering', { method: 'POST', body: new URLSearchParams(fields), headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
  assert.equal((await send(false, { wish: 'pause' })).status, 403);
  const answer = await send(true, { wish: 'pause', from: '/status' });
  assert.deepEqual([answer.status, answer.headers.get('Location')], [303, '/status']);
  await send(true, { wish: 'go back', day: '2025-01-01', from: '//elsewhere.example' });
  assert.equal((await send(true, { wish: 'sing' })).status, 400);
  assert.deepEqual(wishes, [{ wish: 'pause' }, { wish: 'go back', from: '2025-01-01' }]);
});

test('the filters of an address reach the edition', async () => {
  const asked: unknown[] = [];
  const read: WebContext['editions']['read'] = async (query) => {
    asked.push(query);
    return edition({}, query);
  };
  await web({ editions: { ...fakeContext().editions, read } }).request('/papers/week/2026-W23?category=cs.CL&code=1&after=abc&x=y');
  assert.deepEqual(asked, [{ period: { kind: 'week', key: '2026-W23' }, category: 'cs.CL', code: true, after: 'abc' }]);
});

test('addresses that mean nothing are pages that say so', async () => {
  for (const path of ['/nowhere', '/papers/date/2026-06-31', '/papers/week/2025-W53', '/papers/month/2026-13', '/papers/calendar/June', '/papers/2699.99999']) {
    const answer = await web().request(path);
    assert.equal(answer.status, 404, path);
    checkPage(await answer.text());
  }
});

test('an older name of a paper leads to the present one, in the format asked for', async () => {
  const moved = web({ papers: { ...fakeContext().papers, find: async () => ({ movedTo: '2606.01001' }) } });
  const page = await moved.request('/papers/2606.01001v2');
  assert.equal(page.status, 301);
  assert.equal(page.headers.get('Location'), '/papers/2606.01001');
  assert.equal(page.headers.get('Cache-Control'), 'no-cache', 'a merge can be undone');
  assert.equal((await moved.request('/papers/iclr2026:x.csl.json')).headers.get('Location'), '/papers/2606.01001.csl.json');
});

test('a paper comes as Markdown and as each citation', async () => {
  const types = { md: 'text/markdown', bib: 'application/x-bibtex', ris: 'application/x-research-info-systems', 'csl.json': 'application/vnd.citationstyles.csl+json' };
  for (const [format, type] of Object.entries(types)) {
    const answer = await web().request(`/papers/${paper().id}.${format}`);
    assert.equal(answer.headers.get('Content-Type'), `${type}; charset=utf-8`);
    assert.match(await answer.text(), /Sorting/);
  }
});

test('only the owner sees or does what changes something', async () => {
  const visitor = web(NOTHING, false);
  for (const path of ['/import', '/settings']) assert.equal((await visitor.request(path)).status, 403, path);
  for (const path of ['/import', '/settings/categories', '/sample/hide']) {
    assert.equal((await visitor.request(path, { method: 'POST', body: new FormData() })).status, 403, path);
  }
});

test('the colours chosen are remembered, and the way back stays on this site', async () => {
  const choose = (back: string) => web().request('/theme', { method: 'POST', body: new URLSearchParams({ theme: 'dark', back }) });
  const answer = await choose('/papers/month/2026-06?code=1');
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.get('Location'), '/papers/month/2026-06?code=1');
  assert.match(answer.headers.get('Set-Cookie')!, /^theme=dark; .*HttpOnly; SameSite=Lax/);
  for (const elsewhere of ['//evil.example', '/\\evil.example', 'https://evil.example', '/a\r\nb']) {
    assert.equal((await choose(elsewhere)).headers.get('Location'), '/');
  }
  const page = await web().request('/', { headers: { Cookie: 'theme=dark' } });
  assert.match(await page.text(), /<html lang="en" data-theme="dark">/);
});

test('a chosen set of categories is kept, without what is none', async () => {
  const kept: string[][] = [];
  const settings = { ...fakeContext().settings, setCategories: async (codes: string[]) => void kept.push(codes) };
  const body = new URLSearchParams([['category', 'cs.CL'], ['category', 'math.IT'], ['category', 'cs.IT'], ['category', 'nonsense']]);
  const answer = await web({ settings }).request('/settings/categories', { method: 'POST', body });
  assert.equal(answer.headers.get('Location'), '/settings?saved=1');
  assert.deepEqual(kept, [['cs.CL', 'cs.IT']]);
});

test('a file is handed on as it streams in', async () => {
  const got: [string, string][] = [];
  const start: WebContext['imports']['start'] = async (bytes, filename) => void got.push([filename, await new Response(bytes).text()]);
  const body = new FormData();
  body.set('file', new File(['@misc{a, title={Letters}}'], 'letters.bib'));
  const importing = web({ imports: { start, list: async () => [] } });
  assert.equal((await importing.request('/import', { method: 'POST', body })).headers.get('Location'), '/import');
  assert.deepEqual(got, [['letters.bib', '@misc{a, title={Letters}}']]);
  const none = new FormData();
  none.set('file', new File([], ''));
  const answer = await importing.request('/import', { method: 'POST', body: none });
  assert.equal(answer.status, 400);
  assert.match(await answer.text(), /No file was chosen/);
});

test('the sample is there until it is put away or papers come', async () => {
  assert.match(await (await web(NOTHING).request('/sample')).text(), /Sample edition/);
  assert.equal((await web().request('/sample')).headers.get('Location'), '/');
  const hidden = { ...NOTHING, settings: { ...fakeContext().settings, sampleHidden: async () => true } };
  assert.equal((await web(hidden).request('/sample')).headers.get('Location'), '/');
});

test('a failure is a page too: in words where it is known, reported where it is not', async () => {
  const reported: unknown[] = [];
  const failing = (error: Error) => ({
    editions: { ...fakeContext().editions, latestDay: async () => Promise.reject(error) },
    site: async () => Promise.reject(error),
    report: (told: unknown) => void reported.push(told),
  });
  const away = await web(failing(new EnvironmentError('The database is away; start it again.'))).request('/');
  assert.equal(away.status, 503);
  assert.match(await away.text(), /The database is away; start it again\..*Nothing that is stored was changed/s);
  const bug = new TypeError('secret detail');
  const broken = await web(failing(bug)).request('/');
  assert.equal(broken.status, 500);
  const text = await broken.text();
  checkPage(text);
  assert.doesNotMatch(text, /secret detail/);
  assert.equal(reported.at(-1), bug);
});
