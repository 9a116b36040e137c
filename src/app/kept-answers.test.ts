import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeptAnswers, type Basis } from './kept-answers.js';
import { Line } from './line.js';

/** Long enough for whatever answers at all. */
const PATIENT_MS = 60_000;

function answers(given: { most?: number; waiting?: number } = {}) {
  const basis: Basis = { generation: 'one', state: '1' };
  const late: unknown[] = [];
  const kept = new KeptAnswers<string>({ line: new Line(given.waiting ?? 10), basis: () => ({ ...basis }), most: given.most ?? 10, renewAfterMs: 0, onError: (error) => late.push(error) });
  const counts = new Map<string, number>();
  const count = (key: string) => async () => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return `${key} ${counts.get(key)}`;
  };
  return { kept, basis, late, counts, ask: (key: string) => kept.get(key, count(key), PATIENT_MS) };
}

test('what comes late is kept for whoever asks next, and computed once', async () => {
  const { kept } = answers();
  const work = Promise.withResolvers<string>();
  let begun = 0;
  const compute = async () => {
    begun += 1;
    return await work.promise;
  };
  assert.equal(await kept.get('a', compute, 0), undefined);
  assert.equal(await kept.get('a', compute, 0), undefined);
  const patient = kept.get('a', compute, PATIENT_MS);
  work.resolve('there');
  assert.equal(await patient, 'there');
  assert.equal(await kept.get('a', compute, 0), 'there');
  assert.equal(begun, 1);
});

test('another generation drops what was kept; one that has grown lets it serve while it is renewed', async () => {
  const { basis, ask } = answers();
  assert.equal(await ask('a'), 'a 1');
  assert.equal(await ask('a'), 'a 1');
  basis.state = '2';
  assert.equal(await ask('a'), 'a 1', 'the old one at once');
  // Behind the renewal in the one line.
  await ask('b');
  assert.equal(await ask('a'), 'a 2');
  basis.generation = 'two';
  assert.equal(await ask('a'), 'a 3');
});

test('an answer that was computed from a generation before the present one is not kept', async () => {
  const { kept, basis, ask } = answers();
  const work = Promise.withResolvers<string>();
  assert.equal(await kept.get('a', () => work.promise, 0), undefined);
  basis.generation = 'two';
  const fresh = ask('a');
  work.resolve('of generation one');
  assert.equal(await fresh, 'a 1');
  assert.equal(await ask('a'), 'a 1');
});

test('no more than so many are kept, the longest unused going first', async () => {
  const { ask, counts } = answers({ most: 2 });
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key);
  assert.deepEqual([...counts], [['a', 1], ['b', 2], ['c', 1]]);
});

test('one is computed at a time; where too many wait nothing is begun', async () => {
  const { kept, ask } = answers({ waiting: 2 });
  const first = Promise.withResolvers<string>();
  const begun: string[] = [];
  const waiting = kept.get('a', async () => (begun.push('a'), await first.promise), PATIENT_MS);
  const second = kept.get('b', async () => (begun.push('b'), 'b'), PATIENT_MS);
  assert.equal(await kept.get('c', async () => (begun.push('c'), 'c'), PATIENT_MS), undefined);
  assert.deepEqual(begun, ['a']);
  first.resolve('a');
  assert.deepEqual(await Promise.all([waiting, second]), ['a', 'b']);
  assert.deepEqual(begun, ['a', 'b']);
  assert.equal(await ask('c'), 'c 1', 'there is room again');
});

test('who waits is told of a failure, once it is late the log is; the next try may succeed', async () => {
  const { kept, late, ask } = answers();
  await assert.rejects(kept.get('a', async () => { throw new Error('away'); }, PATIENT_MS), /away/);
  const work = Promise.withResolvers<string>();
  assert.equal(await kept.get('a', () => work.promise, 0), undefined);
  const error = new Error('away later');
  work.reject(error);
  assert.equal(await ask('b'), 'b 1');
  assert.deepEqual(late, [error]);
  assert.equal(await ask('a'), 'a 1');
});
