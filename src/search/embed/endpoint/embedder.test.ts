import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { createLogger, FixedClock } from '#lib';
import { createFetcher, type Fetcher } from '#lib/fetch';
import { startEmbeddings, type EmbeddingsStandIn, type Fault, type StandInOptions } from '#test/stand-ins/embeddings/index';
import { checkEmbedder } from '../contract.js';
import type { PaperText } from '../embedder.js';
import { EmbedderError } from '../errors.js';
import { openEndpoint, type EndpointOptions } from './embedder.js';

const log = createLogger('silent', 'test');
const fetcher = createFetcher({ userAgent: 'Broadsheet/test', log, clock: new FixedClock('2026-06-02T18:00:00Z') });
/** Gives up on a silent server soon. */
const quick: Fetcher = { request: (url, options) => fetcher.request(url, { ...options, stallMs: 1_000 }) };

async function standIn(t: TestContext, options: StandInOptions = {}): Promise<EmbeddingsStandIn> {
  const server = await startEmbeddings(options);
  t.after(() => server.close());
  return server;
}

/** Waits for nothing, and tells how long it would have waited. */
function impatient(): { waits: number[]; wait: EndpointOptions['wait'] } {
  const waits: number[] = [];
  return {
    waits,
    wait: (milliseconds, signal) => {
      signal?.throwIfAborted();
      waits.push(milliseconds);
      return Promise.resolve();
    },
  };
}

function optionsFor({ url }: { url: string }, given: Partial<EndpointOptions> = {}): EndpointOptions {
  return { url, model: 'tiny', fetcher: quick, log, wait: impatient().wait, random: () => 1, ...given };
}

const papers = (count: number): PaperText[] => Array.from({ length: count }, (_, number) => ({ title: `Paper ${number}`, abstract: `About subject${number % 7} and matter${number % 11}.` }));

test('an endpoint keeps the contract of embedders, with numbers and with bytes', async (t) => {
  for (const base64 of [false, true]) {
    const server = await standIn(t, { base64 });
    await t.test(base64 ? 'bytes' : 'numbers', (t) => checkEmbedder(t, () => openEndpoint(optionsFor(server))));
  }
});

test('requests are filled, go abreast, and bear key and dimensions', async (t) => {
  const server = await standIn(t, { key: 'of-ours' });
  const embedder = await openEndpoint(optionsFor(server, { key: 'of-ours', dimensions: 8 }));
  assert.deepEqual([embedder.name, embedder.dimensions], ['endpoint:tiny@8', 8]);
  server.fail({ name: 'slow', seconds: 0.02 });
  const vectors = await embedder.embedPapers(papers(300));
  server.fail();
  assert.equal(vectors.filter((vector) => vector?.length === 8).length, 300);
  assert.equal(server.asked.length, 1 + Math.ceil(300 / 32));
  assert.ok(server.abreast > 1 && server.abreast <= 4, `${server.abreast} abreast`);
  assert.ok(server.asked.every(({ authorization, dimensions }) => authorization === 'Bearer of-ours' && dimensions === 8));
  await embedder.embedPapers(Array.from({ length: 20 }, () => ({ title: 'Long', abstract: 'x'.repeat(50_000) })));
  const characters = server.asked.map(({ texts }) => texts.join('').length);
  assert.ok(Math.max(...characters) <= 120_000);
});

test('a known number of dimensions needs no request, and another number is refused', async (t) => {
  const server = await standIn(t);
  const embedder = await openEndpoint(optionsFor(server, { known: 16 }));
  assert.equal(server.asked.length, 0);
  await assert.rejects(embedder.embedPapers(papers(2)), { name: 'EmbedderError', message: /have 32 dimensions, and those it gave before 16/ });
});

describe('what passes by itself is tried again', () => {
  const faults: Fault[] = [{ name: 'throttled' }, { name: 'throttled', seconds: 7 }, { name: 'unavailable' }, { name: 'broken' }, { name: 'stall' }, { name: 'truncated' }];
  for (const fault of faults) {
    test(`${fault.name}${fault.seconds === undefined ? '' : `, ${fault.seconds} seconds`}`, async (t) => {
      const server = await standIn(t);
      const { waits, wait } = impatient();
      const embedder = await openEndpoint(optionsFor(server, { wait }));
      const expected = await embedder.embedPapers(papers(5));
      server.fail({ ...fault, times: 2 });
      assert.deepEqual(await embedder.embedPapers(papers(5)), expected);
      assert.equal(server.asked.length, 5);
      assert.equal(waits.length, 2);
      assert.ok(waits[0]! > (fault.seconds ?? 0.9) * 990 && waits[1]! > (fault.seconds ?? 1.9) * 990, waits.join());
    });
  }

  test('but not for ever, and not for longer than is worth it', async (t) => {
    const server = await standIn(t);
    const embedder = await openEndpoint(optionsFor(server));
    server.fail({ name: 'unavailable' });
    await assert.rejects(embedder.embedPapers(papers(3)), { name: 'EmbedderError', tryLater: true, message: /status 503.*It says: "The model is loading"/ });
    assert.equal(server.asked.length, 1 + 6);
    server.fail({ name: 'throttled', seconds: 3_600 });
    await assert.rejects(embedder.embedPapers(papers(3)), { name: 'EmbedderError', tryLater: true });
    assert.equal(server.asked.length, 1 + 6 + 1);
    server.fail();
    assert.equal((await embedder.embedPapers(papers(3))).length, 3);
  });
});

test('headers that ask for a rest are obeyed before the next request', async (t) => {
  const server = await standIn(t, { headers: { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1m2s' } });
  const { waits, wait } = impatient();
  const embedder = await openEndpoint(optionsFor(server, { wait }));
  assert.deepEqual(waits, []);
  await embedder.embedPapers(papers(3));
  assert.equal(waits.length, 1);
  assert.ok(waits[0]! > 60_000 && waits[0]! <= 62_000);
});

describe('an answer that cannot be right is an error, never a vector', () => {
  const messages: [Fault['name'], RegExp][] = [
    ['quota', /wants to be paid/],
    ['nonsense', /no JSON but "Log in Please log in to the proxy\."/],
    ['error', /The model crashed/],
    ['empty', /no list "data"/],
    ['wrong-count', /3 vectors for 4 texts/],
    ['wrong-order', /no vector for text 2 of 4/],
    ['not-a-number', /no list of numbers/],
    ['ragged', /different numbers of dimensions/],
    ['dimension', /have 33 dimensions, and those it gave before 32/],
    ['endless', /more than is taken/],
  ];
  for (const [name, message] of messages) {
    test(name, async (t) => {
      const server = await standIn(t);
      const embedder = await openEndpoint(optionsFor(server));
      server.fail({ name });
      await assert.rejects(embedder.embedPapers(papers(4)), (error) => {
        assert.ok(error instanceof EmbedderError, String(error));
        assert.match(error.message, message);
        return true;
      });
      assert.equal(server.asked.length, 2, 'it is not tried again');
      server.fail();
      assert.equal((await embedder.embedPapers(papers(4))).length, 4);
    });
  }
});

test('a wrong key, model or address is said, and the key is not', async (t) => {
  const server = await standIn(t, { key: 'right-key', model: 'tiny' });
  const message = await openEndpoint(optionsFor(server, { key: 'wrong-key' })).then(() => '', (error: Error) => error.message);
  assert.match(message, /does not accept the key \(status 401\)\. Set EMBEDDINGS_KEY\. It says: "Incorrect API key provided: …"/);
  await assert.rejects(openEndpoint(optionsFor(server, { key: 'right-key', model: 'huge' })), { name: 'EmbedderError', message: /Look at EMBEDDINGS_URL and BROADSHEET_EMBEDDER.*The model huge does not exist/ });
  await assert.rejects(openEndpoint(optionsFor({ url: `${server.url}/else` }, { key: 'right-key' })), { name: 'EmbedderError', message: /knows no such address/ });
  await assert.rejects(openEndpoint(optionsFor({ url: 'http://127.0.0.1:9/v1' })), { name: 'EmbedderError', tryLater: true });
});

test('a server that takes less at once gets less at once', async (t) => {
  const server = await standIn(t, { mostTexts: 8 });
  const embedder = await openEndpoint(optionsFor(server));
  assert.equal((await embedder.embedPapers(papers(64))).filter((vector) => vector !== undefined).length, 64);
  const before = server.asked.length;
  await embedder.embedPapers(papers(64));
  assert.equal(server.asked.length - before, 8, 'what it takes is remembered');
});

test('a text that is too long goes shorter, one that is refused costs only itself', async (t) => {
  const server = await standIn(t, { mostCharacters: 1_000, forbidden: 'poison' });
  const embedder = await openEndpoint(optionsFor(server));
  const long = { title: 'Long', abstract: 'word '.repeat(900) };
  const bad = { title: 'A poison', abstract: '' };
  const vectors = await embedder.embedPapers([...papers(20), long, bad, ...papers(20)]);
  assert.deepEqual(vectors.map((vector) => vector !== undefined), [...papers(20).map(() => true), true, false, ...papers(20).map(() => true)]);
  const before = server.asked.length;
  await embedder.embedPapers(papers(64));
  assert.equal(server.asked.length - before, 2, 'and later requests are as large as ever');
});

test('an endpoint that takes nothing is an error, not papers without vectors', async (t) => {
  const server = await standIn(t, { forbidden: 'a' });
  const embedder = await openEndpoint(optionsFor(server, { known: 32 }));
  await assert.rejects(embedder.embedPapers(papers(40)), { name: 'RefusedTextsError', message: /does not take what it was sent \(status 400\)/ });
});

test('a query is tried once, a failure is not repeated for a while, and a known query needs no endpoint', async (t) => {
  const server = await standIn(t);
  const embedder = await openEndpoint(optionsFor(server));
  const star = await embedder.embedQuery('star');
  server.fail({ name: 'stall' });
  await assert.rejects(embedder.embedQuery('galaxy'), { name: 'EmbedderError', tryLater: true });
  const before = server.asked.length;
  await assert.rejects(embedder.embedQuery('galaxy'), { name: 'EmbedderError', message: /asked again in \d+ s/ });
  assert.deepEqual(await embedder.embedQuery('star '), star);
  assert.equal(server.asked.length, before);
});

test('giving up, or putting it away, ends what is under way', async (t) => {
  const server = await standIn(t);
  const embedder = await openEndpoint(optionsFor(server, { fetcher }));
  server.fail({ name: 'stall' });
  const stop = new AbortController();
  const reason = new Error('enough');
  setTimeout(() => stop.abort(reason), 30);
  await assert.rejects(embedder.embedPapers(papers(100), stop.signal), reason);
  setTimeout(() => void embedder.close(), 30);
  await assert.rejects(embedder.embedPapers(papers(100)), { name: 'EmbedderError', message: /put away/ });
  await assert.rejects(embedder.embedQuery('star'), { name: 'EmbedderError', message: /put away/ });
});
