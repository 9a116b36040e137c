import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { EnvironmentError, FixedClock } from '#lib';
import { Jobs } from '#jobs';
import { Papers } from '#papers';
import type { WebEnv } from '#web';
import { makeDatabase } from '../../../test/make-database.js';
import { fillWithEverything } from '../../../test/full-instance.js';
import { makeGathering } from '../testing/make-gathering.js';
import { readSamples } from '../testing/read-samples.js';
import { askWorker, countRequests, exposition, measureService, measureStore, Metrics } from './index.js';
import { isDatabaseError } from './database-error.js';

async function samplesOf(...metrics: Metrics[]): Promise<Map<string, number>> {
  return readSamples((await exposition(await Promise.all(metrics.map((each) => each.data())))).text);
}

test('requests are measured by route, method and status', async () => {
  const metrics = new Metrics('serve');
  const app = new Hono<WebEnv>();
  app.use(countRequests(metrics));
  app.use(async (c, next) => (c.req.query('kept') === undefined ? await next() : c.text('kept')));
  app.get('/papers/date/:day', (c) => c.text('an edition'));
  app.get('/papers/:id{.+}', (c) => c.text('none', 404));
  app.post('/theme', () => {
    throw new Error('broken');
  });
  app.onError((_error, c) => c.text('our fault', 500));
  for (const path of ['/papers/date/2026-06-03', '/papers/date/2026-06-04', '/papers/date/2026-06-04?kept', '/papers/a/b', '/nowhere']) await app.request(path);
  await app.request('/theme', { method: 'POST' });
  await app.request('/papers/x', { method: 'BREW' });
  const samples = await samplesOf(metrics);
  const count = (labels: string) => samples.get(`broadsheet_http_request_duration_seconds_count{${labels},process="serve"}`);
  assert.equal(count('method="GET",route="/papers/date/:day",status="200"'), 3, 'a page answered from memory too');
  assert.equal(count('method="GET",route="/papers/:id{.+}",status="404"'), 1);
  assert.equal(count('method="GET",route="none",status="404"'), 1);
  assert.equal(count('method="POST",route="/theme",status="500"'), 1);
  assert.equal(count('method="other",route="none",status="404"'), 1);
  assert.equal(samples.get('broadsheet_http_request_duration_seconds_bucket{le="+Inf",method="GET",route="/papers/date/:day",status="200",process="serve"}'), 3);
});

test('a process measures its memory, its processor time and how long its event loop was held', async () => {
  const metrics = new Metrics('serve');
  await sleep(50);
  const until = performance.now() + 300;
  while (performance.now() < until);
  await sleep(20);
  const samples = await samplesOf(metrics);
  const value = (name: string) => samples.get(`${name}{process="serve"}`) ?? NaN;
  assert.ok(value('process_resident_memory_bytes') > 10e6);
  assert.ok(value('nodejs_heap_size_used_bytes') > 1e6);
  assert.ok(value('process_cpu_seconds_total') > 0.1);
  assert.ok(Math.abs(value('process_start_time_seconds') - Date.now() / 1000) < 600);
  const held = value('nodejs_eventloop_lag_max_seconds');
  assert.ok(held >= 0.29, 'the hold is seen');
  assert.ok(((await samplesOf(metrics)).get('nodejs_eventloop_lag_max_seconds{process="serve"}') ?? NaN) < held, 'and only once');
});

test('failures of the database are told from others, however deep they stand', () => {
  const locked = Object.assign(new Error('database is locked'), { code: 'ERR_SQLITE_ERROR', errcode: 5 });
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  const full = Object.assign(new Error('could not extend file'), { code: '53100', severity: 'ERROR' });
  for (const cause of [locked, refused, full]) {
    assert.ok(isDatabaseError(cause));
    assert.ok(isDatabaseError(new Error('outer', { cause: new EnvironmentError('in words', { cause }) })));
  }
  for (const other of [undefined, 'text', new TypeError('x is undefined'), Object.assign(new Error('x'), { code: 'ENOSPC' }), new EnvironmentError('no disk')]) assert.ok(!isDatabaseError(other));
  const circle = new Error('circle');
  circle.cause = circle;
  assert.ok(!isDatabaseError(circle));
});

async function startWorker(t: TestContext, ...args: string[]) {
  const child = fork(fileURLToPath(new URL('./worker.fixture.js', import.meta.url)), args);
  t.after(() => child.kill('SIGKILL'));
  await once(child, 'message');
  return child;
}

test('the worker is measured through its parent', async (t) => {
  const worker = await startWorker(t);
  const [one, other] = await Promise.all([askWorker(worker), askWorker(worker)]);
  assert.deepEqual(other?.length, one?.length);
  const serve = new Metrics('serve');
  const { text, type } = await exposition([await serve.data(), one ?? []]);
  assert.equal(type, 'text/plain; version=0.0.4; charset=utf-8');
  const samples = readSamples(text);
  assert.equal(samples.get('broadsheet_database_errors_total{process="work"}'), 1);
  assert.equal(samples.get('broadsheet_database_errors_total{process="serve"}'), 0);
  assert.ok((samples.get('process_resident_memory_bytes{process="work"}') ?? 0) > 10e6);
});

test('a worker that is silent or gone holds nobody up', async (t) => {
  const worker = await startWorker(t, 'silent');
  assert.equal(await askWorker(worker), undefined);
  worker.kill('SIGKILL');
  await once(worker, 'close');
  assert.equal(await askWorker(worker), undefined);
});

test('the store is measured: papers, records by their fate, work that waits or failed', async (t) => {
  const db = await makeDatabase(t);
  const clock = new FixedClock('2026-06-03T12:00:00Z');
  const papers = new Papers({ db, clock });
  const read = async () => readSamples((await exposition([await measureStore({ db, papers, gathering: makeGathering(db, clock) })])).text);
  assert.equal((await read()).get('broadsheet_papers'), 0);
  assert.equal((await read()).get('broadsheet_import_records{result="added"}'), 0);
  await fillWithEverything(db);
  const jobs = new Jobs(db, clock, 'test');
  await jobs.add('import', {});
  const taken = await jobs.take(['import']);
  assert.ok(taken);
  await jobs.fail(taken, new Error('hopeless'), { final: true });
  const samples = await read();
  assert.equal(samples.get('broadsheet_papers'), await papers.count());
  assert.equal(samples.get('broadsheet_import_records{result="added"}'), 4);
  assert.equal(samples.get('broadsheet_import_records{result="bad"}'), 0);
  assert.equal(samples.get('broadsheet_source_up{source="arxiv",road="feed"}'), 1);
  assert.equal(samples.get('broadsheet_source_records_total{source="arxiv",road="feed"}'), 3);
  assert.equal(samples.get('broadsheet_gathering{state="no choice"}'), 1);
  assert.equal(samples.get('broadsheet_jobs{kind="import",state="waiting"}'), 1);
  assert.equal(samples.get('broadsheet_jobs{kind="import",state="failed"}'), 1);
});

test('the service says what it is and how it is', async () => {
  const read = async (facts: Parameters<typeof measureService>[0]) => readSamples((await exposition([await measureService(facts)])).text);
  const bad = await read({ version: '1.2.3', database: 'sqlite', databaseOk: false, worker: { running: false, restarts: 7 } });
  assert.deepEqual(Object.fromEntries(bad), { 'broadsheet_info{version="1.2.3",database="sqlite"}': 1, broadsheet_database_up: 0, broadsheet_worker_up: 0, broadsheet_worker_restarts_total: 7 });
  const alone = await read({ version: '1.2.3', database: 'postgres', databaseOk: true });
  assert.deepEqual([alone.get('broadsheet_database_up'), alone.has('broadsheet_worker_up')], [1, false]);
});
