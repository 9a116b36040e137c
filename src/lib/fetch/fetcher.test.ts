import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { StatusError, type OutsideFailure, type TurnOutcome } from './index.js';
import { AS_OWNER, makeFetcher, serve } from './servers.fixture.js';

test('an answer comes plain or compressed, with its headers, and says where it came from', async (t) => {
  const text = 'Paper after paper. '.repeat(500);
  const origin = await serve(t, (request, response) => {
    if (request.url === '/gzip') return void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(text));
    if (request.url === '/br') return void response.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync(text));
    response.writeHead(200, { etag: '"7"' }).end(text);
  });
  for (const path of ['/plain', '/gzip', '/br']) {
    const answer = await makeFetcher().request(`${origin}${path}`, AS_OWNER);
    assert.equal(await answer.text(), text, path);
    assert.equal(answer.url, `${origin}${path}`);
  }
  const answer = await makeFetcher().request(origin, AS_OWNER);
  assert.equal(answer.headers.get('etag'), '"7"');
  await answer.close();
});

test('text is read in the character set that the server names, even in pieces that cut a letter', async (t) => {
  const origin = await serve(t, (request, response) => {
    if (request.url === '/latin') return void response.writeHead(200, { 'content-type': 'text/plain; charset=ISO-8859-1' }).end(Buffer.from('Erdős'.replace('ő', 'ö'), 'latin1'));
    const bytes = Buffer.from('Erdős');
    response.write(bytes.subarray(0, 4));
    setTimeout(() => response.end(bytes.subarray(4)), 20);
  });
  assert.equal(await (await makeFetcher().request(`${origin}/latin`, AS_OWNER)).text(), 'Erdös');
  assert.equal(await (await makeFetcher().request(origin, AS_OWNER)).text(), 'Erdős');
});

test('the server learns who asks', async (t) => {
  const origin = await serve(t, (request, response) => response.end(`${request.headers['user-agent']} ${request.headers['if-none-match']}`));
  const answer = await makeFetcher().request(origin, { ...AS_OWNER, headers: { 'if-none-match': '"7"' } });
  assert.equal(await answer.text(), 'Broadsheet/test (someone@example.org) "7"');
});

test('redirects are followed, and what was meant for one host does not reach another', async (t) => {
  const other = await serve(t, (request, response) => response.end(`secret: ${request.headers.authorization}`));
  const origin = await serve(t, (request, response) => {
    if (request.url === '/first') return void response.writeHead(302, { location: '/second' }).end();
    if (request.url === '/away') return void response.writeHead(307, { location: `${other}/landed` }).end();
    response.end(`secret: ${request.headers.authorization}`);
  });
  const options = { ...AS_OWNER, headers: { Authorization: 'Bearer of-ours' } };
  const within = await makeFetcher().request(`${origin}/first`, options);
  assert.equal(within.url, `${origin}/second`);
  assert.equal(await within.text(), 'secret: Bearer of-ours');
  const away = await makeFetcher().request(`${origin}/away`, options);
  assert.equal(away.url, `${other}/landed`);
  assert.equal(await away.text(), 'secret: undefined');
});

test('a reader who takes his time over a piece does not make the server late', async (t) => {
  const origin = await serve(t, (_request, response) => {
    response.write('first ');
    setTimeout(() => response.end('second'), 20);
  });
  const answer = await makeFetcher().request(origin, { ...AS_OWNER, timeoutMs: 1_000, stallMs: 800 });
  let text = '';
  for await (const piece of answer.body) {
    text += Buffer.from(piece).toString();
    await sleep(900);
  }
  assert.equal(text, 'first second');
});

test('giving up ends the wait with the reason given, before and within the answer', async (t) => {
  const origin = await serve(t, (request, response) => {
    if (request.url === '/begun') response.write('x');
  });
  for (const path of ['/silent', '/begun']) {
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('enough')), 50);
    await assert.rejects(async () => (await makeFetcher().request(`${origin}${path}`, { ...AS_OWNER, signal: stop.signal })).text(), /enough/, path);
  }
});

/** A pacer that writes down what happens. */
function notingPacer() {
  const notes: string[] = [];
  const turn = (host: string) => {
    notes.push(`turn ${host.split(':')[0]}`);
    return Promise.resolve({ end: ({ failure, retryAfter }: TurnOutcome) => Promise.resolve(void notes.push(`end ${failure ?? 'well'}${retryAfter === undefined ? '' : ` ${retryAfter}`}`)) });
  };
  return { notes, pacer: { turn } };
}

test('every step waits for its turn, which lasts until the body is read', async (t) => {
  const origin = await serve(t, (request, response) => {
    if (request.url === '/first') return void response.writeHead(302, { location: '/second' }).end();
    response.end('text');
  });
  const { notes, pacer } = notingPacer();
  const answer = await makeFetcher({ pacer }).request(`${origin}/first`, AS_OWNER);
  assert.deepEqual(notes, ['turn 127.0.0.1', 'end well', 'turn 127.0.0.1']);
  await answer.text();
  assert.equal(notes.at(-1), 'end well');
  assert.equal(notes.length, 4);
});

test('the pacer is told of failures, and of a wait that was asked for', async (t) => {
  const origin = await serve(t, (request, response) => {
    if (request.url === '/429') return void response.writeHead(429, { 'retry-after': '7' }).end('slow down');
    if (request.url === '/cut') return void response.writeHead(200, { 'content-length': '100' }).write('begun', () => response.destroy());
    response.end('text');
  });
  const ends: [path: string, end: string][] = [['/429', 'end throttled 7000'], ['/cut', 'end cut-off']];
  for (const [path, end] of ends) {
    const { notes, pacer } = notingPacer();
    await assert.rejects(async () => (await makeFetcher({ pacer }).request(`${origin}${path}`, AS_OWNER)).text());
    assert.deepEqual(notes, ['turn 127.0.0.1', end]);
  }
});

test('a body that is left half read, or not wanted, gives the turn back once', async (t) => {
  const origin = await serve(t, (_request, response) => response.end('x'.repeat(500_000)));
  const { notes, pacer } = notingPacer();
  const half = await makeFetcher({ pacer }).request(origin, AS_OWNER);
  for await (const piece of half.body) if (piece.byteLength > 0) break;
  await half.close();
  await (await makeFetcher({ pacer }).request(origin, AS_OWNER)).close();
  assert.deepEqual(notes, ['turn 127.0.0.1', 'end well', 'turn 127.0.0.1', 'end well']);
});

test('wanted statuses are answers, all others errors that say what the server said', async (t) => {
  const origin = await serve(t, (request, response) => void response.writeHead(Number(request.url!.slice(1))).end('why it is so'));
  const answer = await makeFetcher().request(`${origin}/304`, { ...AS_OWNER, statuses: [304] });
  assert.equal(answer.status, 304);
  assert.equal(await answer.text(), '');
  const expected: [status: number, failure: OutsideFailure, tryLater: boolean][] = [
    [400, 'declined', false], [404, 'declined', false], [429, 'throttled', true], [500, 'server-error', true], [503, 'unavailable', true],
  ];
  for (const [status, failure, tryLater] of expected) {
    await assert.rejects(makeFetcher().request(`${origin}/${status}`, AS_OWNER), { name: 'StatusError', status, failure, tryLater, excerpt: 'why it is so', host: origin.slice(7) });
  }
});

test('a body is sent by POST, again where a redirect asks for the same request, and nowhere else', async (t) => {
  const origin = await serve(t, (request, response) => {
    if (request.url === '/moved') return void response.writeHead(308, { location: '/taken' }).end();
    if (request.url === '/other') return void response.writeHead(303, { location: '/taken' }).end();
    request.setEncoding('utf8');
    let body = '';
    request.on('data', (piece: string) => (body += piece)).on('end', () => response.end(`${request.method} ${request.headers['content-type']} ${request.headers['content-length']} ${body}`));
  });
  const options = { ...AS_OWNER, headers: { 'content-type': 'application/json' }, body: '{"word":"Erdős"}' };
  const sent = await makeFetcher().request(`${origin}/taken`, options);
  assert.equal(await sent.text(), 'POST application/json 17 {"word":"Erdős"}');
  const moved = await makeFetcher().request(`${origin}/moved`, options);
  assert.equal(await moved.text(), 'POST application/json 17 {"word":"Erdős"}');
  await assert.rejects(makeFetcher().request(`${origin}/other`, options), { name: 'StatusError', status: 303 });
});

test('a refusal brings its headers', async (t) => {
  const origin = await serve(t, (_request, response) => void response.writeHead(429, { 'x-ratelimit-reset-requests': '6m0s' }).end());
  await assert.rejects(makeFetcher().request(origin, AS_OWNER), (error) => error instanceof StatusError && error.headers.get('x-ratelimit-reset-requests') === '6m0s');
});

test('a request that is given up before it begins fails with the reason, and with nothing besides', async (t) => {
  const origin = await serve(t, (_request, response) => void response.end());
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);
  process.on('unhandledRejection', note);
  t.after(() => process.off('unhandledRejection', note));
  const reason = new Error('enough');
  await assert.rejects(makeFetcher().request(origin, { ...AS_OWNER, signal: AbortSignal.abort(reason) }), reason);
  await sleep(50);
  assert.deepEqual(unhandled, []);
});
