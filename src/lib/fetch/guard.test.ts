import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import { test } from 'node:test';
import { AllowedHosts } from '../address/index.js';
import { InvalidInputError } from '../errors.js';
import { ForbiddenAddressError } from './index.js';
import { AS_OWNER, AS_READER, makeFetcher, serve } from './servers.fixture.js';

const LOCAL: LookupAddress = { address: '127.0.0.1', family: 4 };
const ELSEWHERE: LookupAddress = { address: '10.9.8.7', family: 4 };

test('a reader gets nowhere but the public internet, however the address is written', async (t) => {
  let asked = 0;
  const origin = await serve(t, (_request, response) => void response.end(String((asked += 1))));
  const { port } = new URL(origin);
  for (const host of ['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '0.0.0.0', '[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[64:ff9b::7f00:1]', 'localhost', '10.0.0.1', '169.254.169.254', '[fe80::1]', '[fd00::1]']) {
    await assert.rejects(makeFetcher().request(`http://${host}:${port}/`, AS_READER), ForbiddenAddressError, host);
  }
  assert.equal(asked, 0);
});

test('the owner goes where they like', async (t) => {
  const origin = await serve(t, (_request, response) => response.end('here'));
  assert.equal(await (await makeFetcher().request(origin, AS_OWNER)).text(), 'here');
  assert.equal(await (await makeFetcher({ resolve: () => Promise.resolve([LOCAL]) }).request(origin.replace('127.0.0.1', 'papers.example'), AS_OWNER)).text(), 'here');
});

test('the owner may allow a private host by name or by address', async (t) => {
  const origin = await serve(t, (_request, response) => response.end('here'));
  const named = origin.replace('127.0.0.1', 'papers.example');
  const resolve = () => Promise.resolve([LOCAL]);
  for (const [entry, url] of [['papers.example', named], ['127.0.0.0/8', named], ['127.0.0.1', origin]] as const) {
    const answer = await makeFetcher({ resolve, allowed: new AllowedHosts([entry]) }).request(url, AS_READER);
    assert.equal(await answer.text(), 'here', entry);
  }
  await assert.rejects(makeFetcher({ resolve, allowed: new AllowedHosts(['other.example']) }).request(named, AS_READER), ForbiddenAddressError);
});

test('one private address among public ones is enough to refuse', async () => {
  const resolve = () => Promise.resolve([{ address: '1.1.1.1', family: 4 }, ELSEWHERE]);
  await assert.rejects(makeFetcher({ resolve }).request('http://papers.example/', AS_READER), ForbiddenAddressError);
});

test('a name is resolved once for a connection, which goes to the address that was checked', async (t) => {
  const origin = await serve(t, (_request, response) => response.end('here'));
  let resolved = 0;
  // Another name server answers from the second time on: what was checked must be what is connected to.
  const resolve = () => Promise.resolve([(resolved += 1) === 1 ? LOCAL : ELSEWHERE]);
  const fetcher = makeFetcher({ resolve, allowed: new AllowedHosts(['127.0.0.1']) });
  assert.equal(await (await fetcher.request(origin.replace('127.0.0.1', 'papers.example'), AS_READER)).text(), 'here');
  assert.equal(resolved, 1);
});

test('redirects are checked again: by address, and by a name that resolves otherwise meanwhile', async (t) => {
  const origin = await serve(t, (request, response) => {
    if (request.url === '/by-address') return void response.writeHead(302, { location: 'http://10.0.0.1/' }).end();
    response.writeHead(302, { location: '/again' }).end();
  });
  const named = origin.replace('127.0.0.1', 'papers.example');
  for (const path of ['/by-address', '/by-name']) {
    let resolved = 0;
    const resolve = () => Promise.resolve([(resolved += 1) === 1 ? LOCAL : ELSEWHERE]);
    await assert.rejects(makeFetcher({ resolve, allowed: new AllowedHosts(['127.0.0.1']) }).request(`${named}${path}`, AS_READER), ForbiddenAddressError, path);
  }
});

test('only web addresses without passwords', async () => {
  for (const url of ['ftp://papers.example/', 'file:///etc/passwd', 'gopher://papers.example', 'papers.example', '//papers.example', '', 'http://', 'https://me:secret@papers.example/', 'data:text/plain,x']) {
    await assert.rejects(makeFetcher().request(url, AS_READER), (error) => error instanceof InvalidInputError && !error.message.includes('secret'), url);
  }
});
