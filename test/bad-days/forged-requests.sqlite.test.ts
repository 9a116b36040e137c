import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { patterns } from '#web';
import { ownerPatterns } from '#web/guard';
import { importsIn, inDatabase, paperLines } from './papers.js';
import { send, sendHalf, type Sent } from './raw-request.js';
import { makePlace, until, whileServing, type Env, type Serving } from './serving.js';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** Everything that the owner or a stranger could have changed through a page. */
async function stored(env: Env): Promise<unknown> {
  return await inDatabase(env, async ({ kysely }) => ({
    // What the worker learns by itself meanwhile is nobody's wish.
    settings: await kysely.selectFrom('settings').select(['name', 'value']).where('name', '!=', 'climate').orderBy('name').execute(),
    sessions: await kysely.selectFrom('owner_keys').select(['hash', 'kind']).orderBy('hash').execute(),
    imports: await kysely.selectFrom('imports').select('number').execute(),
  }));
}

/** What somebody might send to become the owner. Each must leave the key as good as it was. */
function waysToTheKey({ url, ownerUrl }: Serving): Record<string, Sent> {
  const { host, port, pathname, search } = new URL(ownerUrl);
  const path = pathname + search;
  const through = (name: string, value: string) => ({ path, headers: { Host: host, [name]: value } });
  return {
    'a name that was made to lead here (DNS rebinding)': { path, headers: { Host: `rebound.attacker.example:${port}` } },
    'a foreign Host': { path, headers: { Host: 'attacker.example' } },
    'a Host that begins like ours': { path, headers: { Host: `127.0.0.1.attacker.example:${port}` } },
    'our Host with another port': { path, headers: { Host: '127.0.0.1:9' } },
    'our Host behind a user name': { path, headers: { Host: `attacker.example@${host}` } },
    'a proxy (X-Forwarded-For)': through('X-Forwarded-For', '127.0.0.1'),
    'a proxy (X-Forwarded-Host)': through('X-Forwarded-Host', host),
    'a proxy (Forwarded)': through('Forwarded', 'for=127.0.0.1;host=localhost'),
    'a proxy (Via)': through('Via', '1.1 somewhere'),
    'a tunnel (CF-Connecting-IP)': through('CF-Connecting-IP', '127.0.0.1'),
    'a browser that looks ahead': through('Sec-Purpose', 'prefetch'),
    'a request with a foreign address in its first line': { path: `http://attacker.example${path}`, headers: { Host: `attacker.example:${new URL(url).port}` } },
  };
}

test('nobody becomes the owner by a forged Host or through a proxy, and the key stays good', async (t) => {
  const { env } = await makePlace(t);
  await whileServing(env, async (serving) => {
    const before = await stored(env);
    for (const [way, request] of Object.entries(waysToTheKey(serving))) {
      const { status, headers, text } = await send(serving.url, request);
      assert.ok([400, 403, 421, 503].includes(status), `${way}: ${status}`);
      assert.equal(headers['set-cookie'], undefined, way);
      if (status === 421) assert.match(text, /^Broadsheet does not answer to .*BASE_URL/, way);
    }
    assert.deepEqual(await stored(env), before);
    assert.match(await serving.cookie(), /^broadsheet_owner_\d+=/, 'from the right place it works');
  });
});

/** What a page of somebody else could make the owner's browser send. */
function foreignPages({ url }: Serving, cookie: string): Record<string, { headers: Record<string, string>; status: number }> {
  const { host, port } = new URL(url);
  const own = { ...FORM, Cookie: cookie, Host: host };
  return {
    'a foreign Origin': { headers: { ...own, Origin: 'https://attacker.example' }, status: 403 },
    'the Origin of another port of this machine': { headers: { ...own, Origin: 'http://127.0.0.1:9' }, status: 403 },
    'the same machine by another scheme': { headers: { ...own, Origin: `https://${host}` }, status: 403 },
    'no Origin, cross-site': { headers: { ...own, 'Sec-Fetch-Site': 'cross-site' }, status: 403 },
    'no Origin, another name of the same site': { headers: { ...own, 'Sec-Fetch-Site': 'same-site' }, status: 403 },
    'an Origin that keeps itself secret': { headers: { ...own, Origin: 'null' }, status: 403 },
    'nothing that says where it comes from': { headers: own, status: 403 },
    'a rebound name with its own Origin': { headers: { ...own, Host: `attacker.example:${port}`, Origin: `http://attacker.example:${port}` }, status: 421 },
    'the right Origin through a proxy': { headers: { ...own, Origin: url, 'X-Forwarded-For': '192.0.2.1' }, status: 403 },
    'the right Origin without the cookie': { headers: { ...own, Cookie: '', Origin: url }, status: 403 },
    'the right Origin with a made-up cookie': { headers: { ...own, Cookie: `${cookie.split('=')[0]}=${'A'.repeat(43)}`, Origin: url }, status: 403 },
  };
}

test("no page of somebody else's changes anything with the owner's cookie", async (t) => {
  const { env, data } = await makePlace(t);
  await whileServing(env, async (serving) => {
    const cookie = await serving.cookie();
    const before = await stored(env);
    const forms = { [patterns.settingsCategories]: 'category=cs.LG', [patterns.hideSample]: '', [patterns.import]: paperLines(5), [ownerPatterns.leave]: '' };
    for (const [way, { headers, status }] of Object.entries(foreignPages(serving, cookie))) {
      for (const [path, body] of Object.entries(forms)) {
        const answer = await send(serving.url, { path, method: 'POST', headers, body });
        assert.equal(answer.status, status, `${way}: ${path}`);
        assert.equal(answer.headers['set-cookie'], undefined, `${way}: ${path}`);
      }
    }
    assert.deepEqual(await stored(env), before);
    assert.ok(!existsSync(join(data, 'uploads')) || readdirSync(join(data, 'uploads')).length === 0);
    const right = await send(serving.url, { path: patterns.settingsCategories, method: 'POST', headers: { ...FORM, Cookie: cookie, Origin: serving.url }, body: 'category=cs.LG' });
    assert.equal(right.status, 303, "the owner's own page does");
    assert.notDeepEqual(await stored(env), before);
  });
});

const MEGABYTE = Buffer.alloc(1024 * 1024, 'category=cs.LG&');

async function residentBytes(url: string): Promise<number> {
  const { text } = await send(url, { path: '/metrics' });
  return Number(/^process_resident_memory_bytes\{process="serve"\} (\S+)$/m.exec(text)?.[1]);
}

test('a megabyte for a form is refused in words, again and again, and memory stays as it was', async (t) => {
  const { env } = await makePlace(t);
  await whileServing(env, async (serving) => {
    const cookie = await serving.cookie();
    const before = await stored(env);
    const forms = [patterns.theme, patterns.hideSample, patterns.settingsCategories, ownerPatterns.leave];
    const post = (path: string, headers: Record<string, string>) => send(serving.url, { path, method: 'POST', headers: { ...FORM, Cookie: cookie, Origin: serving.url, ...headers }, body: MEGABYTE });
    for (const path of forms) {
      const long = await post(path, { 'Content-Length': String(MEGABYTE.length) });
      assert.equal(long.status, 413, path);
      assert.match(long.text, /The form is longer than 64 kB[^.]*nothing was changed\. Send less at once\./);
      const unmeasured = await post(path, { 'Transfer-Encoding': 'chunked' });
      assert.equal(unmeasured.status, 411, path);
      assert.match(unmeasured.text, /nothing was changed/);
    }
    const rounds = async (count: number) => {
      for (let round = 0; round < count; round += 1) {
        await Promise.all(forms.map((path, index) => post(path, index % 2 === 0 ? { 'Transfer-Encoding': 'chunked' } : { 'Content-Length': String(MEGABYTE.length) })));
      }
      return await residentBytes(serving.url);
    };
    const warm = await rounds(40);
    const grown = (await rounds(40)) - warm;
    assert.ok(grown < 40 * 1024 * 1024, `160 MB were sent, and ${Math.round(grown / 1024 / 1024)} MB are kept`);
    assert.deepEqual(await stored(env), before);
  });
});

test('a visitor who sends a file is refused before it is kept', async (t) => {
  const { env, data } = await makePlace(t);
  await whileServing(env, async (serving) => {
    const body = Buffer.alloc(20 * 1024 * 1024, paperLines(100));
    const { status, text } = await send(serving.url, { path: patterns.import, method: 'POST', headers: { Origin: serving.url, 'Content-Type': 'multipart/form-data; boundary=x' }, body });
    assert.equal(status, 403);
    assert.match(text, /Only the owner of this paper may import a file\./);
    assert.ok(!existsSync(join(data, 'uploads')));
    assert.deepEqual(await importsIn(env), []);
  });
});

const SLOW = 500;
/** Much more than a page takes on a busy machine, and less than the slow ones may stay. */
const PATIENCE_MS = 5_000;

test('500 connections that never finish their headers keep nobody else waiting, and are closed', async (t) => {
  const { env } = await makePlace(t);
  await whileServing(env, async ({ url }) => {
    const { host } = new URL(url);
    const slow = await Promise.all(Array.from({ length: SLOW }, () => sendHalf(url, `GET / HTTP/1.1\r\nHost: ${host}\r\nX-Slow: `)));
    const drip = setInterval(() => slow.forEach((socket) => socket.writable && socket.write('a')), 1_000);
    const times: number[] = [];
    for (let asked = 0; asked < 50; asked += 1) {
      const started = performance.now();
      assert.equal((await send(url, { path: '/', headers: { Host: host } })).status, 200);
      times.push(performance.now() - started);
    }
    assert.ok(times.sort((a, b) => a - b)[45]! < PATIENCE_MS, `nine of ten pages within ${PATIENCE_MS} ms, and not ${times[45]}`);
    // Whoever cannot say in ten seconds what is wanted is let go.
    await until('the slow ones are closed', async () => slow.every((socket) => socket.destroyed || socket.readableEnded)).finally(() => clearInterval(drip));
  });
});
