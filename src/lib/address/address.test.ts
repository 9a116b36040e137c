import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isLoopback, isLoopbackUrl, localOrigin, parseHost } from './index.js';

test('a Host header is a name or an address, with or without a port', () => {
  assert.deepEqual(parseHost('Localhost:3000'), { name: 'localhost', port: 3000 });
  assert.deepEqual(parseHost('[::1]:3000'), { name: '::1', port: 3000 });
  assert.deepEqual(parseHost('papers.example.org'), { name: 'papers.example.org', port: undefined });
  for (const bad of [undefined, '', 'a b', 'user@localhost', 'localhost:', 'localhost:3000/x', '::1', '[::1', '[beef]', 'localhost:3000,evil.example', 'localhost\\evil']) {
    assert.equal(parseHost(bad), undefined, String(bad));
  }
});

test('only this machine is loopback', () => {
  for (const own of ['localhost', 'LOCALHOST', '127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1', '::FFFF:127.0.0.2']) assert.ok(isLoopback(own), own);
  for (const other of [undefined, '', '10.0.0.1', '127.evil.example', '127.0.0.1.evil.example', 'localhost.evil.example', '::2', '::ffff:10.0.0.1', '0.0.0.0', '1270.0.0.1']) {
    assert.ok(!isLoopback(other), String(other));
  }
  assert.ok(isLoopbackUrl('http://localhost:8080') && isLoopbackUrl('http://[::1]:3000/x') && isLoopbackUrl('http://127.1:3000'));
  assert.ok(!isLoopbackUrl('https://papers.example.org') && !isLoopbackUrl('http://localhost@evil.example') && !isLoopbackUrl('localhost'));
});

test('no name that a stranger could own counts as loopback', () => {
  const label = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
  fc.assert(fc.property(fc.constantFrom('localhost', '127.0.0.1', '127'), fc.array(label, { minLength: 1, maxLength: 3 }), (start, rest) => {
    assert.ok(!isLoopback([start, ...rest, 'example'].join('.')));
  }));
});

test('a server is opened where it can be reached on its own machine', () => {
  assert.equal(localOrigin({ host: '127.0.0.1', port: 3000 }), 'http://127.0.0.1:3000');
  assert.equal(localOrigin({ host: '0.0.0.0', port: 80 }), 'http://127.0.0.1');
  assert.equal(localOrigin({ host: '::', port: 8080 }), 'http://127.0.0.1:8080');
  assert.equal(localOrigin({ host: '::1', port: 8080 }), 'http://[::1]:8080');
  assert.equal(localOrigin({ host: '192.168.1.5', port: 3000 }), 'http://192.168.1.5:3000');
});
