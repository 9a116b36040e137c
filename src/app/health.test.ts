import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { Hono } from 'hono';
import { openDatabase, type Database } from '#db';
import { createLogger, FixedClock } from '#lib';
import { Papers } from '#papers';
import type { WebEnv } from '#web';
import { databaseKind, makeDatabase, makeDatabaseUrl } from '../../test/make-database.js';
import { severablePostgres } from '../../test/postgres.js';
import { makeGathering } from './testing/make-gathering.js';
import { mountHealth } from './health.js';
import { Metrics } from './metrics/index.js';
import type { Supervision, WorkerState } from './supervisor.js';
import { readSamples } from './testing/read-samples.js';
import { VERSION } from './version.js';

const SINCE = '2026-06-03T08:00:00.000Z';
const log = createLogger('silent', 'test');

/** The two addresses, asked from this machine unless the test says otherwise. */
function watch(db: Database, worker?: WorkerState) {
  const supervision: Supervision | undefined = worker && { state: () => worker, child: () => undefined, done: Promise.resolve() };
  const app = new Hono<WebEnv>();
  const papers = new Papers({ db, clock: new FixedClock(SINCE) });
  const gathering = makeGathering(db, new FixedClock(SINCE));
  mountHealth(app, { instance: { db, papers, log, gathering }, metrics: new Metrics('serve'), worker: () => supervision });
  return async (path: string, { peer = '127.0.0.1', headers = {} }: { peer?: string; headers?: Record<string, string> } = {}) => {
    const answer = await app.request(path, { headers }, { incoming: { socket: { remoteAddress: peer, localPort: 3000 } } });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
}

const RUNNING: WorkerState = { running: true, since: SINCE, restarts: 0 };

test('all is well: 200, and the parts by name', async (t) => {
  const ask = watch(await makeDatabase(t), RUNNING);
  const { status, text, headers } = await ask('/health');
  assert.equal(status, 200);
  assert.equal(headers.get('Cache-Control'), 'no-store');
  assert.deepEqual(JSON.parse(text), { status: 'ok', version: VERSION, database: { kind: databaseKind, ok: true }, worker: { state: 'running', since: SINCE } });
});

test('a worker that does not run degrades; one that runs elsewhere does not', async (t) => {
  const db = await makeDatabase(t);
  const absent = await watch(db, { ...RUNNING, running: false, restarts: 3 })('/health');
  assert.equal(absent.status, 503);
  assert.deepEqual(JSON.parse(absent.text).worker, { state: 'absent', since: SINCE });
  const elsewhere = await watch(db)('/health');
  assert.equal(elsewhere.status, 200);
  assert.deepEqual(JSON.parse(elsewhere.text).worker, { state: 'elsewhere' });
});

/** A database that can be made to fail: PostgreSQL by cutting the line to it, SQLite by closing it. */
async function makeFragile(t: TestContext): Promise<{ db: Database; fail(): Promise<void>; mend?(): Promise<void> }> {
  const url = await makeDatabaseUrl(t);
  if (url === undefined) {
    const db = await openDatabase({ file: ':memory:', log });
    return { db, fail: () => db.close() };
  }
  const line = await severablePostgres(url);
  const db = await openDatabase({ url: line.url, file: '', log });
  t.after(async () => {
    await db.close();
    await line.close();
  });
  return { db, fail: () => line.cut(), mend: () => line.mend() };
}

test('a database that does not answer degrades, is counted, and comes back', async (t) => {
  const { db, fail, mend } = await makeFragile(t);
  const ask = watch(db, RUNNING);
  assert.equal((await ask('/health')).status, 200);
  await fail();
  const away = await ask('/health');
  assert.equal(away.status, 503);
  assert.deepEqual(JSON.parse(away.text).database, { kind: databaseKind, ok: false });
  const metrics = await ask('/metrics');
  assert.equal(metrics.status, 200, 'metrics are there when they are needed most');
  const samples = readSamples(metrics.text);
  assert.equal(samples.get('broadsheet_database_up'), 0);
  assert.equal(samples.has('broadsheet_papers'), false);
  if (mend === undefined) return;
  assert.ok((samples.get('broadsheet_database_errors_total{process="serve"}') ?? 0) >= 1);
  await mend();
  assert.equal((await ask('/health')).status, 200);
  assert.equal(readSamples((await ask('/metrics')).text).get('broadsheet_papers'), 0);
});

test('the metrics hold the process, the service and the store', async (t) => {
  const { status, text, headers } = await watch(await makeDatabase(t), { ...RUNNING, restarts: 2 })('/metrics');
  assert.equal(status, 200);
  assert.equal(headers.get('Content-Type'), 'text/plain; version=0.0.4; charset=utf-8');
  const samples = readSamples(text);
  assert.equal(samples.get('broadsheet_worker_restarts_total'), 2);
  assert.equal(samples.get(`broadsheet_info{version="${VERSION}",database="${databaseKind}"}`), 1);
  assert.equal(samples.get('broadsheet_papers'), 0);
  assert.ok(samples.has('process_resident_memory_bytes{process="serve"}'));
});

test('other machines and proxies are told the status and nothing else', async (t) => {
  const ask = watch(await makeDatabase(t), RUNNING);
  for (const from of [{ peer: '192.168.1.9' }, { headers: { 'X-Forwarded-For': '127.0.0.1' } }]) {
    assert.deepEqual(JSON.parse((await ask('/health', from)).text), { status: 'ok' });
    const metrics = await ask('/metrics', from);
    assert.equal(metrics.status, 403);
    assert.doesNotMatch(metrics.text, /broadsheet_/);
  }
});
