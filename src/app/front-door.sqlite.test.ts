import assert from 'node:assert/strict';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { OwnerAccess } from '#community';
import { readConfig } from '#config';
import { DATABASE_FILE, openDatabase, type Database } from '#db';
import { createLogger, systemClock } from '#lib';
import { patterns, routes } from '#web';
import { ownerPatterns } from '#web/guard';
import { fillWithEverything, linesOf } from '../../test/full-instance.js';
import { makeDatabaseUrl, makeFolder } from '../../test/make-database.js';
import { runningInstance } from './lock.js';
import { serve } from './serve.js';
import { readSamples } from './testing/read-samples.js';

interface Served {
  db: Database;
  owners: OwnerAccess;
  folder: string;
  port: number;
  origin: string;
  /** The owner's one-time address, as it was shown. */
  address: string;
  ask(method: string, path: string, headers?: Record<string, string>): Promise<{ status: number; location?: string; cookie?: string; body: string }>;
}

/** The whole program but its worker, on a port of its own and a database with something in every table. */
async function serving(t: TestContext, use: (served: Served) => Promise<void>, environment: Record<string, string> = {}): Promise<void> {
  const folder = makeFolder(t);
  const config = readConfig({ BROADSHEET_DATA: folder, DATABASE_URL: await makeDatabaseUrl(t), BROADSHEET_LOG: 'silent', PORT: '0', ...environment });
  const db = await openDatabase({ url: config.databaseUrl, file: `${folder}/${DATABASE_FILE}`, log: createLogger('silent', 'test') });
  await fillWithEverything(db);
  const stop = new AbortController();
  const ready = Promise.withResolvers<string>();
  const served = serve({ config, main: '', signal: stop.signal, worker: false, say: () => {}, onReady: ready.resolve });
  try {
    const address = await Promise.race([ready.promise, served.then(() => assert.fail('it ended before it was ready'))]);
    const { port } = new URL(address);
    const owners = new OwnerAccess({ db, clock: systemClock });
    await use({ db, owners, folder, address, port: Number(port), origin: `http://127.0.0.1:${port}`, ask: asking(Number(port)) });
  } finally {
    stop.abort();
    await served;
    await db.close();
  }
}

/** Requests as they stand: unlike fetch, any Host may be sent and nothing is added. */
function asking(port: number): Served['ask'] {
  return (method, path, headers = {}) =>
    new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (got) => {
        const cookie = got.headers['set-cookie']?.[0]?.split(';')[0];
        text(got).then((body) => resolve({ status: got.statusCode ?? 0, location: got.headers.location, cookie, body }), reject);
      });
      sent.on('error', reject).end();
    });
}

async function becomeOwner({ ask, address }: Served): Promise<string> {
  const { cookie } = await ask('GET', address.slice(address.indexOf('/owner')));
  assert.ok(cookie);
  return cookie;
}

const EXAMPLES: Record<string, string> = { day: '2018-01-03', week: '2018-W01', month: '2018-01', id: '1801.00001', name: 'Ada%20Lovelace', code: 'cs.LG', hash: 'abc', number: '1', session: 'abc', passkey: 'abc', feed: 'latest.atom', token: '1-abcdefghijklmnopqrstuvwxyza' };

/** One address for each pattern there is. */
function everyAddress(): string[] {
  const all = [...Object.values(patterns), ...Object.values(ownerPatterns), '/health', '/metrics', '/nowhere'];
  return all.map((pattern) => pattern.replace(/:(\w+)(?:\{[^}]*\})?/g, (_whole, name: string) => EXAMPLES[name] ?? assert.fail(`no example of ${name}`)));
}

/** Addresses that look at the same things in other ways. */
const VARIANTS = [
  routes.front() + '?all=1', routes.day('2018-01-03', { order: 'newest', everything: true }), routes.day('2018-01-06'), routes.day('2999-01-01'), '/papers/1801.00001v2', '/papers/iclr2018:B14',
  '/papers/1801.00001.md', routes.search({ q: 'tables' }), routes.search({ q: 'paint', order: 'newest', page: 3 }, { kind: 'month', key: '2018-01' }), '/papers?q=tables&part=titles', '/papers?q=1801.00001', routes.paper('1801.00001', { by: 'method', recent: true }), '/searches?removed=1', '/papers/1801.00001.bib', '/papers/2699.99999', '/authors/Nobody?after=%00', '/categories/math.AG', '/owner?key=', `/owner?key=${'A'.repeat(43)}`,
];

for (const accounts of ['off', 'open']) test(`reading changes nothing in the database, whoever reads, with accounts ${accounts}`, async (t) => {
  await serving(t, async (served) => {
    const cookie = await becomeOwner(served);
    const before = await linesOf(served.db, 'backup');
    for (const path of [...everyAddress(), ...VARIANTS]) {
      for (const headers of [{}, { Cookie: cookie }] as Record<string, string>[]) {
        for (const method of ['GET', 'HEAD', 'OPTIONS']) {
          const { status } = await served.ask(method, path, headers);
          assert.ok(status < 500 || status === 503, `${method} ${path}: ${status}`);
        }
      }
    }
    assert.deepEqual(await linesOf(served.db, 'backup'), before);
  }, { BROADSHEET_ACCOUNTS: accounts });
});

/** What visitors may send, and what comes of nothing: their own colours, a text to compare and a mail to look at, which change nothing. */
const FOR_ALL: Record<string, number> = { [patterns.theme]: 303, [patterns.like]: 400, [patterns.subscribe]: 400, [patterns.mailPreview]: 200 };
/** No page answers to these; that is asked by two of them only, as there are thousands of combinations. */
const NEVER = ['PUT', 'PATCH', 'DELETE'];
const ASKS_ALL = new Set(['a visitor', 'no page at all']);

test('nothing but the owner, from a page of this paper, under its own name and without a proxy, changes anything', async (t) => {
  await serving(t, async (served) => {
    const { port, origin, ask, db } = served;
    const cookie = await becomeOwner(served);
    const before = await linesOf(db, 'backup');
    const intruders: { who: string; headers: Record<string, string>; statuses: number[] }[] = [
      { who: 'a visitor', headers: { Origin: origin }, statuses: [403, 404] },
      { who: 'a forged cookie', headers: { Origin: origin, Cookie: `broadsheet_owner_${port}=${'A'.repeat(43)}` }, statuses: [403, 404] },
      { who: 'a page of a stranger', headers: { Origin: 'http://evil.example', Cookie: cookie }, statuses: [403] },
      { who: 'a page on another port', headers: { Origin: `http://127.0.0.1:${port + 1}`, Cookie: cookie }, statuses: [403] },
      { who: 'a page without a name', headers: { Origin: 'null', Cookie: cookie }, statuses: [403] },
      { who: 'no page at all', headers: { Cookie: cookie }, statuses: [403] },
      { who: 'a name that was made to lead here', headers: { Host: `evil.example:${port}`, Origin: `http://evil.example:${port}`, Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' }, statuses: [421] },
      ...['X-Forwarded-For', 'X-Forwarded-Host', 'Forwarded', 'Via', 'X-Real-IP', 'CF-Connecting-IP', 'True-Client-IP'].map((name) => ({ who: `a proxy (${name})`, headers: { Origin: origin, Cookie: cookie, [name]: '127.0.0.1' }, statuses: [403, 404] })),
    ];
    for (const path of everyAddress()) {
      for (const { who, headers, statuses } of intruders) {
        for (const method of ASKS_ALL.has(who) ? ['POST', ...NEVER] : ['POST']) {
          const { status } = await ask(method, path, headers);
          const forAll = method === 'POST' && statuses.includes(404) ? FOR_ALL[path] : undefined;
          // Whoever has the link may use it, wherever the request comes from: this one nobody was given.
          if (path.startsWith('/mail/') && status === 404) continue;
          assert.ok(forAll === undefined ? statuses.includes(status) : status === forAll, `${method} ${path} by ${who}: ${status}`);
        }
      }
    }
    assert.deepEqual(await linesOf(db, 'backup'), before);
    assert.equal((await ask('POST', patterns.hideSample, { Origin: origin, Cookie: cookie })).status, 303);
    assert.notDeepEqual(await linesOf(db, 'backup'), before, 'the owner changes something, and the dump shows it');
  });
});

test('the address that is shown makes the owner once, and says nothing to others', async (t) => {
  await serving(t, async (served) => {
    const path = served.address.slice(served.address.indexOf('/owner'));
    assert.equal((await served.ask('GET', path, { 'X-Forwarded-For': '1.2.3.4' })).cookie, undefined);
    assert.equal((await served.ask('GET', path, { Host: 'evil.example' })).status, 421);
    const cookie = await becomeOwner(served);
    assert.equal((await served.ask('GET', patterns.settings, { Cookie: cookie })).status, 200);
    assert.equal((await served.ask('GET', path)).status, 403);
    assert.equal((await served.ask('GET', patterns.settings)).status, 403);
    assert.equal(runningInstance(served.folder)?.url, served.origin);
  });
});

test('a page made for the owner is not handed to a visitor, nor the other way', async (t) => {
  await serving(t, async (served) => {
    const cookie = await becomeOwner(served);
    for (const path of [patterns.categories, routes.day('2018-01-03')]) {
      for (const headers of [{}, { Cookie: cookie }, {}, { Cookie: cookie }] as Record<string, string>[]) {
        assert.equal((await served.ask('GET', path, headers)).body.includes(`href="${patterns.settings}"`), headers.Cookie !== undefined, path);
      }
    }
  });
});

test('with a public address no key is shown, and one is worth nothing', async (t) => {
  await serving(t, async ({ address, owners, port, ask }) => {
    assert.doesNotMatch(address, /key=/);
    const token = await owners.useKey(await owners.makeKey());
    for (const host of ['papers.example.org', `127.0.0.1:${port}`]) {
      const headers = { Host: host, Cookie: `broadsheet_owner_80=${token}; broadsheet_owner_${port}=${token}` };
      assert.equal((await ask('GET', '/papers/1801.00001', headers)).status, 200);
      assert.equal((await ask('GET', patterns.settings, headers)).status, 403);
      assert.equal((await ask('GET', `/owner?key=${await owners.makeKey()}`, headers)).cookie, undefined);
    }
    assert.equal((await ask('GET', '/health')).status, 200, 'asked for by a watcher on the machine');
  }, { BASE_URL: 'https://papers.example.org' });
});

test('a query of a megabyte is refused in words, and one of any script is read', async (t) => {
  await serving(t, async ({ ask }) => {
    const refused = await ask('GET', routes.search({ q: 'a'.repeat(1_000_000) }));
    assert.equal(refused.status, 431);
    assert.match(refused.body, /at most 4,000 characters/);
    const path = routes.search({ q: '紙'.repeat(4_000) });
    const { status } = await ask('GET', path, { Referer: `http://127.0.0.1${path}` });
    assert.ok(status === 200 || status === 503, `${status}`);
  });
});

test('requests are counted by their pattern', async (t) => {
  await serving(t, async ({ ask }) => {
    for (let again = 0; again < 3; again++) await ask('GET', '/papers/1801.00001');
    await ask('GET', '/papers/1801.00001', { Host: 'evil.example' });
    const samples = readSamples((await ask('GET', '/metrics')).body);
    const count = (status: number) => samples.get(`broadsheet_http_request_duration_seconds_count{method="GET",route="/papers/:id{.+}",status="${status}",process="serve"}`);
    assert.deepEqual([count(200), count(421)], [3, 1]);
  });
});
