import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { OutsideError, StatusError, type Fetcher } from '#lib/fetch';
import { makeFetcher, serve, serveRaw } from '../../lib/fetch/servers.fixture.js';
import { QueryClient } from './api/client.js';
import { AnswerError } from './errors.js';
import { FeedClient } from './feed/client.js';
import { OaiClient } from './oai/client.js';
import { fixture, pageXml, rawRecordXml } from './testing.js';

/** Answers everything with one body; what was asked is noted. */
async function answering(t: TestContext, body: string | Buffer, status = 200) {
  const asked: string[] = [];
  const origin = await serve(t, (request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(status).end(body);
  });
  return { origin, asked };
}

const quick: Fetcher = { request: (url, options) => makeFetcher().request(url, { ...options, stallMs: 1_500 }) };
const oaiAt = (origin: string) => new OaiClient({ fetcher: quick, url: `${origin}/oai` });

test('OAI-PMH is asked as it wants to be: days and set at first, then nothing but the token', async (t) => {
  const { origin, asked } = await answering(t, fixture('oai-raw.xml'));
  const { page, brokenOff } = await oaiAt(origin).list({ set: 'cs:cs:LG', from: '2026-06-01', until: '2026-06-03' });
  assert.deepEqual([page.records.length, brokenOff], [2, undefined]);
  await oaiAt(origin).resume(page.token?.value ?? '');
  await oaiAt(origin).list({ metadataPrefix: 'arXiv' });
  await oaiAt(origin).record('math/0306266');
  await oaiAt(origin).identify();
  assert.deepEqual(asked.map((path) => [...new URL(path, origin).searchParams].map((pair) => pair.join('='))), [
    ['verb=ListRecords', 'metadataPrefix=arXivRaw', 'from=2026-06-01', 'until=2026-06-03', 'set=cs:cs:LG'],
    ['verb=ListRecords', 'resumptionToken=verb%3DListRecords%26metadataPrefix%3DarXivRaw%26from%3D2026-06-03%26skip%3D4'],
    ['verb=ListRecords', 'metadataPrefix=arXiv'],
    ['verb=GetRecord', 'identifier=oai:arXiv.org:math/0306266', 'metadataPrefix=arXivRaw'],
    ['verb=Identify'],
  ]);
});

test('the feed is asked for categories together, the API for as many papers as there are ids', async (t) => {
  const feeds = await answering(t, fixture('feed.rss'));
  const { page } = await new FeedClient({ fetcher: quick, url: `${feeds.origin}/rss/` }).today(['cs.LG', 'astro-ph.GA']);
  assert.deepEqual([feeds.asked, page.items.length], [['/rss/cs.LG+astro-ph.GA'], 4]);
  const queries = await answering(t, fixture('query.atom'));
  const answer = await new QueryClient({ fetcher: quick, url: `${queries.origin}/api/query` }).papers(['2401.00001', 'math/0306266']);
  assert.equal(answer.page.records.length, 2);
  assert.deepEqual([...new URL(queries.asked[0] ?? '', queries.origin).searchParams], [['id_list', '2401.00001,math/0306266'], ['max_results', '2']]);
});

test('what the feed and the API say to a wrong question is their answer, not a failure', async (t) => {
  const feeds = await answering(t, '<rss><channel><title>Feed error for query: x</title><description>Bad archive.</description></channel></rss>', 400);
  assert.equal((await new FeedClient({ fetcher: quick, url: feeds.origin }).today(['x'])).page.error, 'Bad archive.');
  const queries = await answering(t, fixture('query-error.atom'), 400);
  assert.equal((await new QueryClient({ fetcher: quick, url: queries.origin }).papers(['abc'])).page.error, 'incorrect id format for abc');
});

const whole = pageXml(Array.from({ length: 50 }, (_, index) => rawRecordXml(index + 1)));
const half = whole.slice(0, whole.indexOf('2605.00031'));

test('of an answer that breaks off, stalls or just ends, what came is kept', async (t) => {
  const head = `HTTP/1.1 200 OK\r\nContent-Length: ${whole.length}\r\n\r\n`;
  const brokenOff = async (origin: string) => {
    const read = await oaiAt(origin).list({});
    assert.deepEqual([read.page.records.length, read.page.isWhole, read.page.token], [30, false, undefined]);
    return read.brokenOff ?? '';
  };
  assert.match(await brokenOff(await serveRaw(t, (socket) => socket.end(head + half))), /broke off in the middle of its answer/);
  assert.match(await brokenOff(await serveRaw(t, (socket) => socket.write(head + half))), /keeps silent \(nothing for 1\.5 s\)/);
  assert.match(await brokenOff((await answering(t, half)).origin), /^127\.0\.0\.1:\d+ ended its answer in the middle\.$/);
});

test('when nothing of it came, the failure is the answer', async (t) => {
  await assert.rejects(oaiAt(await serveRaw(t, (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<?xml'))).list({}), OutsideError);
  await assert.rejects(oaiAt((await answering(t, '', 503)).origin).list({}), StatusError);
  await assert.rejects(oaiAt((await answering(t, '<html>Be right back</html>')).origin).list({}), (error) => error instanceof AnswerError && /it begins with: <html>Be right back/.test(error.message));
});
