import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test, type TestContext } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { FixedClock } from '#lib';
import { Papers } from '#papers';
import { dumpDatabase } from '#db';
import { makeDatabase, makeFolder } from '../../../test/make-database.js';
import { listImports, runImport } from './index.js';

async function makeContext(t: TestContext) {
  const db = await makeDatabase(t);
  const clock = new FixedClock('2026-06-03T12:00:00Z');
  return { db, clock, papers: new Papers({ db, clock }) };
}

function line(number: number, title = `Listed paper number ${number}`): string {
  const id = `2606.${String(number).padStart(5, '0')}`;
  return JSON.stringify({ id, title, abstract: 'Words of our own.', authors: [`Author ${number}`, 'Second Author'], categories: ['cs.LG', 'cs.AI'], published: '2026-06-02', updated: '2026-06-02', date_kind: 'announced' });
}

const lines = (count: number) => Array.from({ length: count }, (_, index) => line(index)).join('\n');

test('plain, gzip, zstd and a stream give the same papers', async (t) => {
  for (const encode of [(text: string) => Buffer.from(text), (text: string) => gzipSync(text), (text: string) => zstdCompressSync(text)]) {
    const context = await makeContext(t);
    const file = join(makeFolder(t), 'papers.jsonl');
    writeFileSync(file, encode(lines(250)));
    const status = await runImport(context, { source: file });
    assert.deepEqual([status.state, status.records, status.added, status.bad], ['done', 250, 250, 0]);
    const again = await runImport(context, { source: Readable.from([encode(lines(250))]) });
    assert.deepEqual([again.added, again.changed, again.unchanged], [0, 0, 250]);
  }
});

test('bad lines are counted, the first shown with line and reason, the rest goes in', async (t) => {
  const context = await makeContext(t);
  const bad = Array.from({ length: 12 }, () => '{"id": "2606.1", "title": ');
  const status = await runImport(context, { source: Readable.from([Buffer.from([line(1), ...bad, '', line(2)].join('\n'))]), format: 'list' });
  assert.deepEqual([status.records, status.added, status.bad, status.badLines.length], [2, 2, 12, 10]);
  assert.equal(status.badLines[0]!.line, 2);
  assert.match(status.badLines[0]!.reason, /JSON/i);
});

test('an interrupted import goes on where it stopped, with the true counts', async (t) => {
  const context = await makeContext(t);
  const file = join(makeFolder(t), 'papers.jsonl');
  writeFileSync(file, lines(1000));
  const stop = new AbortController();
  const first = await runImport(context, { source: file, signal: stop.signal, onProgress: ({ records }) => void (records >= 300 && stop.abort()) });
  assert.equal(first.state, 'interrupted');
  assert.equal(await context.papers.count(), 300);
  const second = await runImport(context, { source: file });
  assert.equal(second.number, first.number);
  assert.deepEqual([second.state, second.records, second.added, second.unchanged], ['done', 1000, 1000, 0]);
  assert.equal(await context.papers.count(), 1000);
  assert.equal((await listImports(context.db)).length, 1);
});

test('a truncated file: what was read is in, the error says so, and the whole file completes it', async (t) => {
  const context = await makeContext(t);
  const folder = makeFolder(t);
  const whole = gzipSync(lines(5000));
  writeFileSync(join(folder, 'cut.gz'), whole.subarray(0, Math.floor(whole.length / 2)));
  await assert.rejects(runImport(context, { source: join(folder, 'cut.gz') }), /incomplete/);
  const [failed] = await listImports(context.db);
  assert.equal(failed!.state, 'failed');
  assert.ok(failed!.records > 500);
  assert.equal(await context.papers.count(), failed!.records);
  writeFileSync(join(folder, 'whole.gz'), whole);
  const status = await runImport(context, { source: join(folder, 'whole.gz') });
  assert.equal(await context.papers.count(), 5000);
  assert.equal(status.unchanged, failed!.records);
});

test('what is no file of papers is refused in words', async (t) => {
  const context = await makeContext(t);
  await assert.rejects(runImport(context, { source: Readable.from([Buffer.from('hello')]) }), /no format that could be recognised/);
  await assert.rejects(runImport(context, { source: join(makeFolder(t), 'missing.json') }), /There is no file/);
});

test('an export taken into an empty instance makes it equal; into another one it adds its papers', async (t) => {
  const first = await makeContext(t);
  await runImport(first, { source: Readable.from([Buffer.from(lines(120))]) });
  await first.papers.merge({ a: '2606.00001', b: '2606.00002', why: 'for the test' });
  assert.equal(await first.papers.count(), 119);
  const exported = await dumpDatabase(first.db, { kind: 'export', made: '2026-06-03T12:00:00.000Z' }, collect);
  const second = await makeContext(t);
  const status = await runImport(second, { source: Readable.from([Buffer.from(exported)]) });
  assert.deepEqual([status.state, status.added], ['done', 119]);
  assert.equal(await dumpDatabase(second.db, { kind: 'export', made: '2026-06-03T12:00:00.000Z' }, collect), exported);
  const third = await makeContext(t);
  await runImport(third, { source: Readable.from([Buffer.from(line(500))]) });
  const added = await runImport(third, { source: Readable.from([Buffer.from(exported)]) });
  assert.deepEqual([added.records, added.added, await third.papers.count()], [120, 120, 121]);
});

async function collect(text: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const part of text) all += part;
  return all;
}
