import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { StoredSettings } from '#db';
import { createLogger, FixedClock } from '#lib';
import { createMailer } from '#lib/mail';
import { makeDatabase, makeFolder } from '../../test/make-database.js';
import { startSmtp, type SmtpFaults } from '../../test/stand-ins/smtp/index.js';
import { Jobs, MAIL_JOB, Post } from './index.js';

const MAIL = { to: 'ada@example.org', subject: 'Confirm your address', text: 'https://papers.example.org/verify?token=secret\n' };
const HOUR_MS = 3_600_000;

async function makePost(t: TestContext, smtpUrl: string | undefined) {
  const db = await makeDatabase(t);
  const clock = new FixedClock('2026-06-03T08:00:00Z');
  const outbox = join(makeFolder(t), 'outbox');
  const jobs = new Jobs(db, clock, 'test');
  const from = 'paper@example.org';
  const parts = { db, clock, log: createLogger('silent', 'test'), settings: new StoredSettings(db), jobs };
  const post = new Post({ ...parts, mailer: createMailer({ smtpUrl, outbox, from, clock }), outbox: createMailer({ outbox, from, clock }) });
  /** What the worker does: everything that is due. */
  const work = async () => {
    for (let job = await jobs.take([MAIL_JOB]); job !== undefined; job = await jobs.take([MAIL_JOB])) {
      await post.send((job.payload as { mail: number }).mail);
      await jobs.finish(job);
    }
  };
  const waiting = async () => (await db.kysely.selectFrom('mails').select('attempts').execute()).map(({ attempts }) => attempts);
  return { post, clock, work, waiting, db, files: () => readdirSync(outbox).map((name) => readFileSync(join(outbox, name), 'utf8')) };
}

async function away(): Promise<string> {
  const server = await startSmtp();
  await server.close();
  return server.url;
}

async function up(t: TestContext, faults?: SmtpFaults) {
  const server = await startSmtp(faults);
  t.after(() => server.close());
  return server;
}

test('a mail goes to the server by the worker, and nothing of it stays', async (t) => {
  const server = await up(t);
  const { post, work, waiting, db } = await makePost(t, server.url);
  await post.add(MAIL);
  assert.deepEqual([server.mails.length, await waiting()], [0, [0]]);
  await work();
  assert.deepEqual([server.mails.length, await waiting(), await post.trouble()], [1, [], undefined]);
  assert.doesNotMatch(JSON.stringify(await db.kysely.selectFrom('jobs').selectAll().execute()), /token=secret/, 'a job that is done says nothing of it');
});

test('a mail waits for a server that is away, with growing waits, and the trouble is told until it is over', async (t) => {
  const place = await makePost(t, await away());
  await place.post.add(MAIL);
  await place.work();
  assert.deepEqual(await place.waiting(), [1]);
  assert.equal((await place.post.trouble())?.since, '2026-06-03T08:00:00.000Z');
  await place.work();
  assert.deepEqual(await place.waiting(), [1], 'not tried again at once');
  place.clock.advance(20_000);
  await place.work();
  assert.deepEqual(await place.waiting(), [2]);
  for (let hour = 0; hour < 40; hour++) {
    place.clock.advance(HOUR_MS);
    await place.work();
  }
  assert.equal((await place.waiting()).length, 1, 'after forty hours it still waits');
});

test('after three days a mail becomes a file', async (t) => {
  const { post, clock, work, waiting, files } = await makePost(t, await away());
  await post.add(MAIL);
  clock.advance(73 * HOUR_MS);
  await work();
  assert.deepEqual(await waiting(), []);
  assert.match(files()[0] ?? '', /To: ada@example\.org/);
});

test('a mail that the server refuses becomes a file at once', async (t) => {
  const server = await up(t, { answers: { RCPT: '550 nobody' } });
  const { post, work, waiting, files } = await makePost(t, server.url);
  await post.add(MAIL);
  await work();
  assert.deepEqual([await waiting(), files().length, await post.trouble()], [[], 1, undefined]);
});

test('without a server it is a file as soon as it is taken', async (t) => {
  const { post, waiting, files } = await makePost(t, undefined);
  await post.add(MAIL);
  assert.deepEqual([await waiting(), files().length, post.kind], [[], 1, 'outbox']);
});
