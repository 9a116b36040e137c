import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { StoredSettings } from '#db';
import { createLogger, systemClock } from '#lib';
import { Papers } from '#papers';
import { makeDatabase, makeFolder } from '#test/make-database';
import { makeRecord } from '#test/make-record';
import type { Embedder } from '../embed/embedder.js';
import { EmbedderError } from '../embed/errors.js';
import { Place } from '../index/place.js';
import { buildGeneration, type BuildOptions } from './build.js';
import { NO_EMBEDDERS, type FollowContext } from './context.js';

const PAPERS = 20;

async function makeContext(t: TestContext): Promise<FollowContext> {
  const db = await makeDatabase(t);
  const papers = new Papers({ db, clock: systemClock });
  for (let at = 0; at < PAPERS; at += 1) await papers.save([makeRecord({ id: `2401.${String(at + 1).padStart(5, '0')}`, title: `Folding sheet ${at}` })]);
  return { db, clock: systemClock, log: createLogger('silent', 'test'), settings: new StoredSettings(db), place: new Place(makeFolder(t)), embedders: NO_EMBEDDERS };
}

const options = (): BuildOptions & { seen: number[] } => {
  const seen: number[] = [];
  return { embedder: undefined, signal: new AbortController().signal, atOnce: 3, seen, onProgress: (what, share) => void (what.startsWith('taking in') && seen.push(share)) };
};

test('portions are written one after the other, whatever is read and analysed meanwhile', async (t) => {
  const context = await makeContext(t);
  const asked = options();
  const writer = await buildGeneration(context, asked);
  t.after(() => writer.close());
  assert.equal(writer.papers, PAPERS);
  assert.deepEqual(asked.seen, asked.seen.toSorted((a, b) => a - b));
  assert.deepEqual([asked.seen.length, asked.seen.at(-1)], [Math.ceil(PAPERS / 3), 1]);
});

test('after an error what was written before it is gone on with, and nothing behind it was written', async (t) => {
  const context = await makeContext(t);
  let calls = 0;
  const embedder = (failAt: number): Embedder => ({
    name: 'two',
    dimensions: 2,
    embedPapers: async (papers) => {
      calls += 1;
      if (calls === failAt) throw new EmbedderError('The model is away.');
      return papers.map(() => Float32Array.of(1, 0));
    },
    embedQuery: async () => Float32Array.of(1, 0),
    close: async () => {},
  });
  await assert.rejects(buildGeneration(context, { ...options(), embedder: embedder(4) }), EmbedderError);
  const [name = ''] = context.place.generations();
  const cursor = context.place.generation(name).readCursor();
  assert.ok(cursor !== undefined && cursor.seq > 0);
  calls = 0;
  const writer = await buildGeneration(context, { ...options(), embedder: embedder(0) });
  t.after(() => writer.close());
  assert.equal(writer.facts.name, name);
  assert.equal(writer.papers, PAPERS);
  // Three portions of the seven were written the first time.
  assert.equal(calls, 4);
});
