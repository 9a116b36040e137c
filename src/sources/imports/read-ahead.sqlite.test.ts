import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { FixedClock } from '#lib';
import { Papers } from '#papers';
import { dumpDatabase } from '#db';
import { makeDatabase } from '../../../test/make-database.js';
import { runImport, type ImportStatus } from './index.js';

async function makeContext(t: TestContext) {
  const db = await makeDatabase(t);
  const clock = new FixedClock('2026-06-03T12:00:00Z');
  return { db, clock, papers: new Papers({ db, clock }) };
}

type Context = Awaited<ReturnType<typeof makeContext>>;

function line(number: number, fields: Record<string, unknown> = {}): string {
  const id = `2606.${String(number).padStart(5, '0')}`;
  return JSON.stringify({ id, title: `Listed paper number ${number}`, abstract: 'Words of our own. '.repeat(20), authors: [`Author ${number}`, 'Second Author'], categories: ['cs.LG', 'cs.AI'], published: '2026-06-02', updated: '2026-06-02', date_kind: 'announced', ...fields });
}

/** New papers, the same ones again, newer ones, one paper under two names, and lines that are none. */
function mixedLines(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => line(index));
  lines.splice(10, 0, '{"id": "2606.1", "title": ', line(3), line(4, { title: 'Another title', updated: '2026-06-05' }), '{"id": "2606.99999"}');
  lines.push(line(5), line(7, { updated: '2026-06-06', categories: ['cs.CV'] }), line(20_000, { title: 'Listed paper number 8', authors: ['Author 8', 'Second Author'] }));
  return lines.join('\n');
}

/** A stream has no size: alone, it is always read ahead. */
const importText = (context: Context, bytes: Uint8Array, more: { alone: boolean; format?: string }): Promise<ImportStatus> => runImport(context, { source: Readable.from([bytes]), name: 'papers', ...more });

/** Every row of an export but the import's own, without the numbers that depend on the size of a transaction. */
async function papersOf({ db }: Context): Promise<string[]> {
  let all = '';
  await dumpDatabase(db, { kind: 'export', made: '2026-06-03T12:00:00.000Z' }, async (text) => {
    for await (const part of text) all += part;
  });
  const rows = all.split('\n').filter((row) => !/"table":"(?:imports|counters)"/.test(row));
  return rows.map((row) => row.replace(/"(?:seq|number|paper|record|touched)":\d+/g, '')).sort();
}

/** A record that comes twice in one transaction changes nothing the second time; larger transactions see more of those. */
const counts = ({ records, added, changed, unchanged, bad, badLines, position }: ImportStatus) => ({ records, added, notAdded: changed + unchanged, bad, badLines, position });

test('what is read ahead on another thread gives the same instance, counts and bad lines', async (t) => {
  const bytes = Buffer.from(mixedLines(400));
  const [plain, ahead] = [await makeContext(t), await makeContext(t)];
  const expected = await importText(plain, bytes, { alone: false });
  assert.equal(expected.bad, 2);
  const status = await importText(ahead, bytes, { alone: true });
  assert.deepEqual(counts(status), counts(expected));
  assert.deepEqual(await papersOf(ahead), await papersOf(plain));
  const again = await importText(ahead, bytes, { alone: true });
  assert.deepEqual([again.added, again.changed], [0, 0]);
});

test('a truncated stream: everything before the end of it is in, and the error is the one of the stream', async (t) => {
  const context = await makeContext(t);
  const whole = gzipSync(mixedLines(9_000));
  await assert.rejects(importText(context, whole.subarray(0, whole.length - 200), { alone: true }), /incomplete: its gzip data stop/);
  const stored = await context.papers.count();
  assert.ok(stored > 4_000 && stored < 9_001, `${stored} papers`);
});

test('what a slow stream has given is in before more of it comes', async (t) => {
  const context = await makeContext(t);
  const first = Promise.withResolvers<void>();
  async function* slow(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`${mixedLines(2_500)}\n`);
    await first.promise;
    yield Buffer.from(line(9_000));
  }
  const status = await runImport(context, { source: Readable.from(slow()), name: 'papers', format: 'list', alone: true, onProgress: () => first.resolve() });
  assert.deepEqual([status.state, status.added], ['done', 2_502]);
});

test('stopped while the stream is silent, the import ends at once and says so', async (t) => {
  const context = await makeContext(t);
  const stop = new AbortController();
  async function* silent(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`${mixedLines(300)}\n`);
    await sleep(60_000, undefined, { ref: false });
  }
  const began = performance.now();
  setTimeout(() => stop.abort(), 300);
  const status = await runImport(context, { source: Readable.from(silent()), name: 'papers', format: 'list', alone: true, signal: stop.signal });
  assert.equal(status.state, 'interrupted');
  assert.ok(performance.now() - began < 30_000);
});

test('a format that is none is refused as it is without the thread', async (t) => {
  const context = await makeContext(t);
  await assert.rejects(importText(context, Buffer.from(mixedLines(5)), { alone: true, format: 'papyrus' }), { name: 'UnknownFormatError', message: /"papyrus" cannot be read/ });
});
