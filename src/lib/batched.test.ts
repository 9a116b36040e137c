import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batched } from './batched.js';

test('calls of one turn, and those that come while a batch is under way, go together and in order', async () => {
  const batches: number[][] = [];
  const opened = Promise.withResolvers<void>();
  const double = batched(async (items: number[]) => {
    batches.push(items);
    if (batches.length === 1) await opened.promise;
    return items.map((item) => item * 2);
  }, 3);
  const first = [1, 2].map(double);
  await new Promise((resolve) => setImmediate(resolve));
  const second = [3, 4, 5, 6].map(double);
  opened.resolve();
  assert.deepEqual(await Promise.all([...first, ...second]), [2, 4, 6, 8, 10, 12]);
  assert.deepEqual(batches, [[1, 2], [3, 4, 5], [6]]);
});

test('an error of one item is its own, an error of the work is everybody’s, and the next batch goes on', async () => {
  const work = batched(async (items: string[]) => {
    if (items.includes('break')) throw new Error('broken');
    return items.map((item) => (item === 'bad' ? new Error('bad') : item));
  }, 10);
  const outcomes = await Promise.allSettled([work('good'), work('bad')]);
  assert.deepEqual(outcomes.map(({ status }) => status), ['fulfilled', 'rejected']);
  const broken = await Promise.allSettled([work('good'), work('break')]);
  assert.deepEqual(broken.map(({ status }) => status), ['rejected', 'rejected']);
  assert.equal(await work('again'), 'again');
});

test('where it may be worth it, the items of a batch that failed are tried one by one', async () => {
  const batches: string[][] = [];
  const work = batched(async (items: string[]) => {
    batches.push(items);
    if (items.includes('break')) throw new Error('broken');
    return items;
  }, 10, (error) => error instanceof Error && error.message === 'broken');
  const outcomes = await Promise.allSettled(['good', 'break', 'better'].map(work));
  assert.deepEqual(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : (outcome.reason as Error).message)), ['good', 'broken', 'better']);
  assert.deepEqual(batches, [['good', 'break', 'better'], ['good'], ['break'], ['better']]);
});
