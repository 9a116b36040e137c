import assert from 'node:assert/strict';
import { request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import { OwnerAccess } from '#community';
import { FixedClock } from '#lib';
import { makeDatabase } from '../../../test/make-database.js';
import { createWeb } from '../server.js';
import { fakeContext } from '../testing/fake-context.js';
import { guard, mountOwner, type Place } from './index.js';

interface Ask {
  headers?: Record<string, string>;
  body?: string;
  /** Sent without a length. */
  chunked?: boolean;
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** The pages behind the guard on a real port, with every change noted. */
async function startWeb(t: TestContext, place: Partial<Place> = {}) {
  const db = await makeDatabase(t);
  const owners = new OwnerAccess({ db, clock: new FixedClock('2026-06-03T08:00:00Z') });
  const changes: string[] = [];
  const note = (what: string) => async () => void changes.push(what);
  const plain = fakeContext();
  const context = fakeContext({
    imports: { ...plain.imports, start: async (bytes) => void changes.push(`import of ${(await new Response(bytes).text()).length} bytes`) },
    settings: { ...plain.settings, setCategories: note('categories'), hideSample: note('sample') },
  });
  const options = { owners, place: { host: '127.0.0.1', ...place } };
  const app = createWeb(context, ...guard(options));
  mountOwner(app, context, options);
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise((resolve) => server.close(resolve)));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return { app, owners, changes, port, origin, ask: (method: string, path: string, given?: Ask) => ask({ port, method, path }, given) };
}

/** One request as it stands: unlike fetch, any Host may be sent and nothing is added. */
async function ask(to: { port: number; method: string; path: string }, { headers = {}, body, chunked = false }: Ask = {}): Promise<Answer> {
  const length: Record<string, string> = chunked ? { 'Transfer-Encoding': 'chunked' } : {};
  return await new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', ...to, headers: { ...length, ...headers }, agent: false }, (got) => {
      text(got).then((words) => resolve({ status: got.statusCode ?? 0, headers: got.headers, body: words }), reject);
    });
    sent.on('error', reject).end(body);
  });
}

type Web = Awaited<ReturnType<typeof startWeb>>;

async function becomeOwner({ owners, ask }: Web): Promise<string> {
  const answer = await ask('GET', `/owner?key=${await owners.makeKey()}`);
  assert.equal(answer.status, 303);
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

/** Any address that matches the pattern. */
function example(pattern: string): string {
  return pattern.replace(/:day/, '2026-06-03').replace(/:week/, '2026-W23').replace(/:month/, '2026-06').replace(/:token/, '1').replace(/:\w+(\{[^}]*\})?/g, '2606.01001');
}

function changingRoutes({ app }: Web): { method: string; path: string }[] {
  return app.routes.filter(({ method }) => !['ALL', 'GET'].includes(method)).map(({ method, path }) => ({ method, path: example(path) }));
}

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

test('the address with a key makes a browser the owner, once', async (t) => {
  const web = await startWeb(t);
  const key = await web.owners.makeKey();
  assert.equal((await web.ask('GET', '/settings')).status, 403);
  const first = await web.ask('GET', `/owner?key=${key}`);
  assert.equal(first.status, 303);
  assert.equal(first.headers.location, '/');
  assert.equal(first.headers['cache-control'], 'no-store');
  assert.match(first.headers['set-cookie']?.[0] ?? '', new RegExp(`^broadsheet_owner_${web.port}=[\\w-]{43}; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax$`));
  const cookie = first.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  assert.equal((await web.ask('GET', '/settings', { headers: { Cookie: cookie } })).status, 200);
  assert.equal((await web.ask('GET', `/owner?key=${key}`, { headers: { Cookie: cookie } })).status, 303, 'opened again by the owner');
  const again = await web.ask('GET', `/owner?key=${key}`);
  assert.equal(again.status, 403);
  assert.match(again.body, /used up/);
  assert.equal(again.headers['set-cookie'], undefined);
});

test('a visitor is told how to become the owner', async (t) => {
  const web = await startWeb(t);
  assert.match((await web.ask('GET', '/owner')).body, /broadsheet owner/);
  const refused = await web.ask('POST', '/owner/leave', { headers: { Origin: web.origin } });
  assert.equal(refused.status, 403);
  assert.match(refused.body, /Only the owner of this paper may give up being the owner.*broadsheet owner/);
});

test('a browser that only looks ahead does not use the key up', async (t) => {
  const web = await startWeb(t);
  const key = await web.owners.makeKey();
  assert.equal((await web.ask('HEAD', `/owner?key=${key}`)).headers['set-cookie'], undefined);
  assert.equal((await web.ask('GET', `/owner?key=${key}`, { headers: { 'Sec-Purpose': 'prefetch' } })).headers['set-cookie'], undefined);
  assert.ok((await web.ask('GET', `/owner?key=${key}`)).headers['set-cookie']);
});

test('the owner may stop being it', async (t) => {
  const web = await startWeb(t);
  const cookie = await becomeOwner(web);
  assert.match((await web.ask('GET', '/owner', { headers: { Cookie: cookie } })).body, /You are the owner/);
  const left = await web.ask('POST', '/owner/leave', { headers: { Cookie: cookie, Origin: web.origin } });
  assert.equal(left.status, 303);
  assert.match(left.headers['set-cookie']?.[0] ?? '', /Max-Age=0/);
  assert.equal((await web.ask('GET', '/settings', { headers: { Cookie: cookie } })).status, 403, 'the old cookie is worth nothing');
});

test('the owner may change what the pages offer to change', async (t) => {
  const web = await startWeb(t);
  const headers = { Cookie: await becomeOwner(web), Origin: web.origin, ...FORM };
  assert.equal((await web.ask('POST', '/settings/categories', { headers, body: 'category=cs.CL' })).status, 303);
  assert.equal((await web.ask('POST', '/sample/hide', { headers })).status, 303);
  assert.deepEqual(web.changes, ['categories', 'sample']);
});

/** Ways in, which lead nowhere while there are no accounts. */
const ENTRY = ['/sign-in', '/sign-in/link', '/sign-in/passkey', '/sign-in/passkey/question', '/sign-in/provider', '/sign-out', '/register', '/verify', '/password/forgot', '/password/new'];
/** What links of mails open, which nobody was given. */
const MAIL = ['/mail/1', '/mail/1/confirm', '/mail/1/unsubscribe', '/mail/1/state'];
/** What visitors may send, and what comes of nothing: their own colours, a text to compare and a mail to look at, which change nothing, an address to be asked. */
const FOR_ALL: Record<string, number> = { '/theme': 303, '/search/like': 400, '/subscribe': 400, '/subscribe/preview': 200, ...Object.fromEntries([...ENTRY, ...MAIL].map((path) => [path, 404])) };
/** Mail programs send this from no page at all. */
const ONE_CLICK = '/mail/1/unsubscribe';

test('a visitor changes nothing but the colours', async (t) => {
  const web = await startWeb(t);
  const routes = changingRoutes(web);
  assert.ok(routes.length >= 5, 'the routes are seen');
  for (const { method, path } of routes) {
    for (const cookie of ['', `broadsheet_owner_${web.port}=${'A'.repeat(43)}`, `broadsheet_owner_${web.port}=${await web.owners.makeKey()}`]) {
      const { status } = await web.ask(method, path, { headers: { Origin: web.origin, Cookie: cookie, ...FORM }, body: 'theme=dark' });
      assert.equal(status, FOR_ALL[path] ?? 403, `${method} ${path} as a visitor`);
    }
  }
  assert.deepEqual(web.changes, []);
});

test('not even the owner changes anything from a page of somebody else', async (t) => {
  const web = await startWeb(t);
  const cookie = await becomeOwner(web);
  const foreign: Record<string, string>[] = [{}, { Origin: 'null' }, { Origin: 'http://evil.example' }, { Origin: `http://127.0.0.1:${web.port + 1}` }, { Origin: `http://localhost:${web.port}` }, { 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }];
  for (const { method, path } of changingRoutes(web).filter(({ path }) => path !== ONE_CLICK)) {
    for (const headers of foreign) {
      const answer = await web.ask(method, path, { headers: { Cookie: cookie, ...FORM, ...headers }, body: 'theme=dark' });
      assert.equal(answer.status, 403, `${method} ${path} with ${JSON.stringify(headers)}`);
      assert.match(answer.body, /nothing was done/);
    }
  }
  assert.deepEqual(web.changes, []);
  assert.ok(await web.owners.isSession(cookie.split('=')[1] ?? ''), 'and is still the owner');
});

test('a foreign Host is answered on no route, whatever else is sent', async (t) => {
  const web = await startWeb(t);
  const cookie = await becomeOwner(web);
  const routes = web.app.routes.map(({ method, path }) => ({ method: method === 'ALL' ? 'GET' : method, path: example(path) }));
  for (const host of ['evil.example', `evil.example:${web.port}`, `127.0.0.1.evil.example:${web.port}`, `localhost:${web.port + 1}`]) {
    for (const { method, path } of routes) {
      const answer = await web.ask(method, path, { headers: { Host: host, Origin: `http://${host}`, Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' } });
      assert.equal(answer.status, 421, `${method} ${path} as ${host}`);
      assert.match(answer.body, /BASE_URL/);
    }
  }
  const key = await web.owners.makeKey();
  assert.equal((await web.ask('GET', `/owner?key=${key}`, { headers: { Host: 'evil.example' } })).status, 421);
  assert.ok((await web.owners.useKey(key)) !== undefined, 'the key was not touched');
  assert.deepEqual(web.changes, []);
});

test('behind a proxy nobody is the owner', async (t) => {
  const web = await startWeb(t);
  const cookie = await becomeOwner(web);
  const key = await web.owners.makeKey();
  for (const name of ['Forwarded', 'Via', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'X-Real-IP', 'CF-Connecting-IP', 'True-Client-IP', 'X-Client-IP']) {
    const headers = { [name]: '127.0.0.1', Cookie: cookie, Origin: web.origin, ...FORM };
    for (const { method, path } of changingRoutes(web).filter((route) => !(route.path in FOR_ALL))) {
      assert.equal((await web.ask(method, path, { headers })).status, 403, `${method} ${path} with ${name}`);
    }
    assert.equal((await web.ask('GET', '/settings', { headers })).status, 403);
    const refused = await web.ask('GET', `/owner?key=${key}`, { headers: { [name]: 'x' } });
    assert.equal(refused.status, 403);
    assert.match(refused.body, /proxy/);
    assert.equal(refused.headers['set-cookie'], undefined);
  }
  assert.deepEqual(web.changes, []);
  assert.ok((await web.owners.useKey(key)) !== undefined, 'the key was not touched');
});

test('with a public address nobody is the owner, not even on the machine itself', async (t) => {
  const web = await startWeb(t, { baseUrl: 'https://papers.example.org' });
  const token = (await web.owners.useKey(await web.owners.makeKey())) ?? '';
  const cookies = [`broadsheet_owner_${web.port}=${token}`, `broadsheet_owner_80=${token}`].join('; ');
  for (const host of ['papers.example.org', `127.0.0.1:${web.port}`]) {
    const headers = { Host: host, Cookie: cookies, Origin: 'https://papers.example.org', ...FORM };
    assert.equal((await web.ask('GET', '/', { headers })).status, 200);
    assert.equal((await web.ask('POST', '/theme', { headers, body: 'theme=dark' })).status, 303);
    assert.equal((await web.ask('POST', '/settings/categories', { headers, body: 'category=cs.CL' })).status, 403);
    const refused = await web.ask('GET', `/owner?key=${await web.owners.makeKey()}`, { headers });
    assert.equal(refused.status, 403);
    assert.match(refused.body, /BASE_URL/);
  }
  assert.deepEqual(web.changes, []);
});

test('a form is short, a file is not', async (t) => {
  const web = await startWeb(t);
  const headers = { Cookie: await becomeOwner(web), Origin: web.origin, ...FORM };
  const body = `category=cs.CL&x=${'x'.repeat(65 * 1024)}`;
  const long = await web.ask('POST', '/settings/categories', { headers, body });
  assert.equal(long.status, 413);
  assert.match(long.body, /64 kB.*nothing was changed/);
  const pasted = (length: number) => web.ask('POST', '/search/like', { headers, body: `text=${'x'.repeat(length)}` });
  assert.notEqual((await pasted(100 * 1024)).status, 413, 'BibTeX is pasted whole');
  assert.match((await pasted(1_025 * 1024)).body, /longer than 1,024 kB/);
  const endless = await web.ask('POST', '/settings/categories', { headers, body: 'category=cs.CL', chunked: true });
  assert.equal(endless.status, 411);
  assert.match(endless.body, /Content-Length/);
  assert.deepEqual(web.changes, []);
  const file = `--b\r\nContent-Disposition: form-data; name="file"; filename="a.bib"\r\n\r\n${'x'.repeat(200_000)}\r\n--b--\r\n`;
  const sent = await web.ask('POST', '/import', { headers: { ...headers, 'Content-Type': 'multipart/form-data; boundary=b' }, body: file });
  assert.equal(sent.status, 303);
  assert.deepEqual(web.changes, ['import of 200000 bytes']);
});
