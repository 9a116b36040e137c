import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { OUTSIDE_FAILURES, OutsideError, type OutsideFailure, type RequestOptions } from './index.js';
import { AS_OWNER, closedAddress, makeFetcher, serve, serveRaw } from './servers.fixture.js';

/** As the system's resolver says it. */
const resolveNothing = () => Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND nobody.invalid'), { code: 'ENOTFOUND' }));

/** What came before the failure, and the failure. */
async function failing(url: string, options: Partial<RequestOptions> = {}) {
  let text = '';
  try {
    const answer = await makeFetcher({ resolve: resolveNothing }).request(url, { ...AS_OWNER, ...options });
    for await (const piece of answer.body) text += Buffer.from(piece).toString();
  } catch (error) {
    assert.ok(error instanceof OutsideError, String(error));
    assert.equal(error.host, new URL(url).host);
    assert.ok(error.message.startsWith(error.host), error.message);
    return { text, failure: error.failure, tryLater: error.tryLater, message: error.message };
  }
  return assert.fail(`${url} gave ${text.slice(0, 100)}`);
}

async function expectFailure(url: string, failure: OutsideFailure, options?: Partial<RequestOptions>) {
  const failed = await failing(url, options);
  assert.equal(failed.failure, failure, failed.message);
  assert.equal(failed.tryLater, OUTSIDE_FAILURES[failure].later);
  return failed;
}

/** A server that sends a head at once and its body by a function. */
function serveHead(t: TestContext, head: string[], body: (socket: Socket) => void = () => undefined) {
  return serveRaw(t, (socket) => {
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    body(socket);
  });
}

test('nobody there, no such name, no TLS, no HTTP', async (t) => {
  await expectFailure(await closedAddress(t), 'refused');
  await expectFailure('http://nobody.invalid', 'dns');
  const plain = await serve(t, (_request, response) => response.end('plain'));
  await expectFailure(plain.replace('http:', 'https:'), 'tls');
  await expectFailure(await serveRaw(t, (socket) => socket.end('What do you want?\r\n\r\n')), 'garbled');
});

test('a connection that closes before the answer', async (t) => {
  await expectFailure(await serveRaw(t, (socket) => socket.destroy()), 'reset');
  await expectFailure(await serveRaw(t, (socket) => socket.resetAndDestroy()), 'reset');
});

test('silence before the answer and in its middle; what came before is good', async (t) => {
  await expectFailure(await serveRaw(t, () => undefined), 'stalled', { stallMs: 60 });
  const middle = await serveHead(t, ['HTTP/1.1 200 OK', 'Content-Length: 100'], (socket) => socket.write('begun'));
  const { text, message } = await expectFailure(middle, 'stalled', { stallMs: 400 });
  assert.equal(text, 'begun');
  assert.match(message, /keeps silent \(nothing for 0\.4 s\)/);
});

test('a head or a body that drips for ever ends at the limit for all', async (t) => {
  const drip = (socket: Socket, text: string) => {
    const timer = setInterval(() => socket.write(text), 15);
    t.after(() => clearInterval(timer));
  };
  const head = await serveRaw(t, (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    drip(socket, 'X: y\r\n');
  });
  await expectFailure(head, 'timeout', { timeoutMs: 300, stallMs: 400 });
  const body = await serveHead(t, ['HTTP/1.1 200 OK', 'Content-Length: 100000'], (socket) => drip(socket, '.'));
  const { text } = await expectFailure(body, 'timeout', { timeoutMs: 600, stallMs: 500 });
  assert.match(text, /^\.+$/);
});

test('an answer cut off: by its length, in a chunk, in the middle of compression', async (t) => {
  const byLength = await serveHead(t, ['HTTP/1.1 200 OK', 'Content-Length: 100'], (socket) => socket.end('begun'));
  assert.equal((await expectFailure(byLength, 'cut-off')).text, 'begun');
  const chunked = await serveHead(t, ['HTTP/1.1 200 OK', 'Transfer-Encoding: chunked'], (socket) => socket.end('5\r\nbegun\r\n5\r\nen'));
  assert.match((await expectFailure(chunked, 'cut-off')).text, /^begun/);
  const zipped = gzipSync(Buffer.from(Array.from({ length: 20_000 }, (_, index) => `${index} `).join('')));
  const compressed = await serve(t, (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(zipped.subarray(0, zipped.length / 2)));
  assert.match((await expectFailure(compressed, 'cut-off')).text, /^0 1 2 3 /);
});

test('an answer that breaks off before anybody reads it', async (t) => {
  for (const encoding of ['identity', 'gzip']) {
    const origin = await serveHead(t, ['HTTP/1.1 200 OK', 'Content-Length: 100', `Content-Encoding: ${encoding}`], (socket) => setTimeout(() => socket.destroy(), 20));
    const answer = await makeFetcher().request(origin, AS_OWNER);
    await sleep(80);
    await assert.rejects(answer.text(), { failure: 'cut-off' }, encoding);
  }
});

test('compression that is damaged or unknown', async (t) => {
  const zipped = gzipSync('x'.repeat(10_000));
  zipped[20]! ^= 0xff;
  const damaged = await serve(t, (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(zipped));
  await expectFailure(damaged, 'garbled');
  const unknown = await serve(t, (_request, response) => response.writeHead(200, { 'content-encoding': 'compress' }).end('x'));
  await expectFailure(unknown, 'garbled');
});

test('too much: announced, without end, or unfolding from little', async (t) => {
  const announced = await serve(t, (_request, response) => response.writeHead(200, { 'content-length': '2000000' }).end('x'.repeat(2_000_000)));
  assert.equal((await expectFailure(announced, 'too-large')).text, '');
  const endless = await serve(t, (_request, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write('x'.repeat(50_000)));
    };
    response.on('drain', more);
    more();
  });
  assert.ok((await expectFailure(endless, 'too-large')).text.length <= 1_000_000);
  const bomb = gzipSync(Buffer.alloc(80_000_000), { level: 9 });
  const unfolding = await serve(t, (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
  const before = process.memoryUsage().rss;
  assert.ok((await expectFailure(unfolding, 'too-large')).text.length <= 1_000_000);
  assert.ok(process.memoryUsage().rss - before < 40_000_000, 'the bomb is not unfolded');
});

test('redirects in a circle, to nowhere, and to what is no web page', async (t) => {
  const circle = await serve(t, (request, response) => response.writeHead(302, { location: request.url === '/a' ? '/b' : '/a' }).end());
  await expectFailure(circle, 'redirects');
  const nowhere = await serve(t, (_request, response) => response.writeHead(302).end());
  await expectFailure(nowhere, 'declined');
  const file = await serve(t, (_request, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end());
  await assert.rejects(makeFetcher().request(file, AS_OWNER), /no address of a web page/);
});
