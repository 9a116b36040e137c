import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Arrival } from './arrival.js';
import { addressOf, networkOf, originOf } from './caller.js';

function arrival(headers: Record<string, string>, peer = '127.0.0.1'): Arrival {
  return { method: 'POST', headers: new Headers(headers), peer, port: 3000 };
}

test('the origin is the public one for those who came by it, else the name of this machine that was used', () => {
  const place = { host: '127.0.0.1', baseUrl: 'https://papers.example.org' };
  assert.equal(originOf(arrival({ host: 'papers.example.org' }), place), 'https://papers.example.org');
  assert.equal(originOf(arrival({ host: 'Papers.Example.org:443' }), place), 'https://papers.example.org');
  assert.equal(originOf(arrival({ host: '127.0.0.1:3000' }), place), 'http://127.0.0.1:3000');
  assert.equal(originOf(arrival({ host: 'localhost:3000' }), { host: '127.0.0.1' }), 'http://localhost:3000');
});

test('only a proxy on this machine is believed, and of what it passes on only its own word', () => {
  assert.equal(addressOf(arrival({ 'x-forwarded-for': '10.0.0.1, 203.0.113.7' })), '203.0.113.7');
  assert.equal(addressOf(arrival({ 'x-forwarded-for': '203.0.113.7' }, '198.51.100.4')), '198.51.100.4');
  assert.equal(addressOf(arrival({})), '127.0.0.1');
});

test('of IPv6 the network counts, however it is written', () => {
  assert.equal(networkOf('::ffff:192.0.2.1'), '192.0.2.1');
  assert.equal(networkOf('2001:db8::1'), '2001:db8:0:0::/64');
  assert.equal(networkOf('2001:0DB8:0000:0000:aaaa::1'), networkOf('2001:db8::1'));
  fc.assert(fc.property(fc.ipV6(), (address) => {
    assert.match(networkOf(address), /^[\da-f.:]+(?:::\/64)?$/);
  }));
  fc.assert(fc.property(fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 }), fc.array(fc.nat(0xffff), { minLength: 4, maxLength: 4 }), (parts, others) => {
    const text = (all: number[]) => all.map((part) => part.toString(16)).join(':');
    assert.equal(networkOf(text(parts)), networkOf(text([...parts.slice(0, 4), ...others])));
  }));
});
