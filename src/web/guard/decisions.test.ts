import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isLocal, type Arrival, type Place } from './arrival.js';
import { forwardingHeader } from './forwarding.js';
import { foreignHostWords, isOurHost } from './host.js';
import { isChanging, isFromOwnPage } from './origin.js';
import { ownerRefusal } from './refusal.js';

const HOME: Place = { host: '127.0.0.1' };
const PUBLIC: Place = { host: '127.0.0.1', baseUrl: 'https://papers.example.org' };

function arrival(headers: Record<string, string>, given: Partial<Arrival> = {}): Arrival {
  return { method: 'POST', headers: new Headers(headers), peer: '127.0.0.1', port: 3000, ...given };
}

test('without a public address only this machine has a name here', () => {
  for (const host of ['localhost:3000', 'LOCALHOST:3000', '127.0.0.1:3000', '[::1]:3000', '127.3.2.1:3000']) assert.ok(isOurHost(arrival({ host }), HOME), host);
  for (const host of ['', 'localhost', 'localhost:3001', 'evil.example:3000', 'evil.example', '127.0.0.1.evil.example:3000', 'localhost.evil.example:3000', '192.168.1.5:3000', '0.0.0.0:3000', 'localhost:3000@evil.example']) {
    assert.ok(!isOurHost(arrival({ host }), HOME), host);
  }
  assert.ok(!isOurHost(arrival({}), HOME), 'no Host at all');
  assert.ok(isOurHost(arrival({ host: 'localhost' }, { port: 80 }), HOME));
  assert.ok(!isOurHost(arrival({ host: 'localhost' }, { port: undefined }), HOME));
});

test('an address to listen on is a name, but not "every address"', () => {
  assert.ok(isOurHost(arrival({ host: '192.168.1.5:3000' }), { host: '192.168.1.5' }));
  assert.ok(isOurHost(arrival({ host: '[fd00::5]:3000' }), { host: 'fd00::5' }));
  assert.ok(!isOurHost(arrival({ host: '192.168.1.6:3000' }), { host: '192.168.1.5' }));
  for (const host of ['0.0.0.0', '::', '']) {
    assert.ok(!isOurHost(arrival({ host: '192.168.1.5:3000' }), { host }));
    assert.ok(!isOurHost(arrival({ host: '0.0.0.0:3000' }), { host }));
    assert.ok(isOurHost(arrival({ host: 'localhost:3000' }), { host }));
  }
});

test('with a public address its host is answered, and the machine itself for those who watch over it', () => {
  for (const host of ['papers.example.org', 'Papers.Example.Org', 'papers.example.org:443', '127.0.0.1:3000']) assert.ok(isOurHost(arrival({ host }), PUBLIC), host);
  for (const host of ['papers.example.org:80', 'papers.example.org.evil.example', 'evil.example', 'x@papers.example.org', 'papers.example.org/x', '127.0.0.1:443']) assert.ok(!isOurHost(arrival({ host }), PUBLIC), host);
  assert.ok(isOurHost(arrival({ host: 'box:8080' }), { host: '0.0.0.0', baseUrl: 'http://box:8080' }));
  assert.ok(!isOurHost(arrival({ host: 'box' }), { host: '0.0.0.0', baseUrl: 'http://box:8080' }));
});

test('who asks for another name is told what to set, and nothing odd is repeated', () => {
  assert.match(foreignHostWords(arrival({ host: 'box.lan:3000' }), HOME), /does not answer to box\.lan:3000.*http:\/\/127\.0\.0\.1:3000\/.*BASE_URL=http:\/\/box\.lan:3000/);
  assert.doesNotMatch(foreignHostWords(arrival({ host: '<script>' }), HOME), /</);
});

test('a change must come from a page of this paper', () => {
  const host = 'localhost:3000';
  assert.ok(isFromOwnPage(arrival({ host, origin: 'http://localhost:3000' }), HOME));
  assert.ok(isFromOwnPage(arrival({ host, 'sec-fetch-site': 'same-origin' }), HOME));
  assert.ok(isFromOwnPage(arrival({ host, origin: 'null', 'sec-fetch-site': 'same-origin' }), HOME));
  assert.ok(isFromOwnPage(arrival({ host: 'papers.example.org', origin: 'https://papers.example.org' }), PUBLIC));
  assert.ok(isFromOwnPage(arrival({ host: '127.0.0.1:3000', origin: 'https://papers.example.org' }), PUBLIC), 'a proxy that does not pass the Host on');
  const foreign: Record<string, string>[] = [
    {}, { origin: 'null' }, { origin: '' }, { origin: 'null', 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': 'none' },
    { origin: 'http://localhost:3001' }, { origin: 'http://localhost' }, { origin: 'https://localhost:3000' }, { origin: 'http://127.0.0.1:3000' },
    { origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' }, { origin: 'http://localhost:3000.evil.example' },
  ];
  for (const headers of foreign) assert.ok(!isFromOwnPage(arrival({ host, ...headers }), HOME), JSON.stringify(headers));
});

test('only the methods that read are safe', () => {
  assert.deepEqual(['GET', 'HEAD', 'OPTIONS'].filter(isChanging), []);
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'get', 'PROPFIND', '']) assert.ok(isChanging(method), method);
});

const FORWARDING = [
  'Forwarded', 'Via', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'X-Forwarded-Anything', 'X-Forwarded', 'X-Real-IP', 'X-Client-IP', 'X-Original-Host',
  'CF-Connecting-IP', 'CF-Ray', 'True-Client-IP', 'Fastly-Client-IP', 'Fly-Client-IP', 'X-Envoy-External-Address', 'Tailscale-User-Login', 'CDN-Loop', 'X-Amzn-Trace-Id',
];

test('every forwarding header is seen, and a browser sends none', () => {
  for (const name of FORWARDING) {
    assert.equal(forwardingHeader(new Headers({ [name]: '' })), name.toLowerCase());
    assert.ok(!isLocal(arrival({ [name]: '1.2.3.4' })), name);
  }
  const browser = ['Host', 'User-Agent', 'Accept', 'Accept-Language', 'Accept-Encoding', 'Origin', 'Referer', 'Cookie', 'DNT', 'Sec-GPC', 'Upgrade-Insecure-Requests', 'Sec-Fetch-Site', 'Priority', 'Cache-Control', 'X-Requested-With'];
  assert.equal(forwardingHeader(new Headers(browser.map((name) => [name, 'x']))), undefined);
  assert.ok(isLocal(arrival({ host: 'localhost:3000' })));
  assert.ok(!isLocal(arrival({ host: 'localhost:3000' }, { peer: '192.168.1.9' })));
});

test('a key makes an owner on the machine itself only', () => {
  const host = 'localhost:3000';
  const reason = (given: Arrival, place: Place) => ownerRefusal(given, place)?.reason;
  assert.equal(reason(arrival({ host }), HOME), undefined);
  assert.equal(reason(arrival({ host: 'localhost:8080' }), { ...HOME, baseUrl: 'http://localhost:8080' }), undefined, 'a loopback BASE_URL is not public');
  assert.equal(reason(arrival({ host }, { peer: '::ffff:127.0.0.1' }), { host: '::' }), undefined);
  assert.equal(reason(arrival({ host }), PUBLIC), 'public address');
  assert.equal(reason(arrival({ host, 'X-Forwarded-For': '127.0.0.1' }), HOME), 'proxy');
  assert.equal(reason(arrival({ host: 'box.lan:3000' }), { host: 'box.lan' }), 'foreign host');
  assert.equal(reason(arrival({}), HOME), 'foreign host');
  assert.equal(reason(arrival({ host }, { peer: '192.168.1.9' }), { host: '0.0.0.0' }), 'other machine');
  assert.equal(reason(arrival({ host }, { peer: undefined }), HOME), 'other machine');
});

test('no mixture of names, peers and headers from outside makes an owner', () => {
  const outside = fc.oneof(
    fc.record({ place: fc.constantFrom(PUBLIC, { host: '0.0.0.0', baseUrl: 'http://10.0.0.1:3000' }) }),
    fc.record({ header: fc.constantFrom(...FORWARDING) }),
    fc.record({ host: fc.domain() }),
    fc.record({ peer: fc.ipV4().filter((address) => !address.startsWith('127.')) }),
  );
  fc.assert(fc.property(fc.array(outside, { minLength: 1, maxLength: 4 }), (hints) => {
    const all: { place?: Place; header?: string; host?: string; peer?: string } = Object.assign({}, ...hints);
    const headers = { host: all.host ?? 'localhost:3000', ...(all.header ? { [all.header]: 'localhost' } : {}) };
    assert.ok(ownerRefusal(arrival(headers, { peer: all.peer ?? '127.0.0.1' }), all.place ?? HOME) !== undefined);
  }));
});
