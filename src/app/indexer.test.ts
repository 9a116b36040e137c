import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instance } from '#cli';
import { createLogger } from '#lib';
import { makeDatabase } from '#test/make-database';
import { indexAsNeeded } from './indexer.js';

const LOOK_MS = 20;
const FIRST_WAIT_MS = 50;

/** Looks after an indexer that runs this script, until the test ends. */
async function lookAfter(t: TestContext, script: string, isDue: (started: number) => boolean) {
  const children: ChildProcess[] = [];
  const starts: number[] = [];
  const errors: unknown[] = [];
  const stopping = new AbortController();
  const search = { isDue: async () => isDue(children.length) } as Instance['search'];
  const instance = { search, db: await makeDatabase(t), log: createLogger('silent', 'test') } as Instance;
  const start = () => {
    const child = spawn(process.execPath, ['-e', script]);
    children.push(child);
    starts.push(performance.now());
    return child;
  };
  const done = indexAsNeeded(instance, { signal: stopping.signal, start, noteError: (error) => errors.push(error), lookMs: LOOK_MS, firstWaitMs: FIRST_WAIT_MS });
  const stop = async () => {
    stopping.abort();
    await done;
  };
  t.after(stop);
  return { children, starts, errors, stop };
}

async function until(is: () => boolean): Promise<void> {
  for (const late = performance.now() + 60_000; performance.now() < late && !is();) await sleep(10);
  assert.ok(is());
}

test('an indexer is started when something is due, and not again when that is done', async (t) => {
  let due = false;
  const { children, errors } = await lookAfter(t, '', (started) => due && started < 1);
  await sleep(5 * LOOK_MS);
  assert.equal(children.length, 0, 'nothing is due');
  due = true;
  await until(() => children[0]?.exitCode === 0);
  await sleep(10 * LOOK_MS);
  assert.equal(children.length, 1);
  assert.deepEqual(errors, []);
});

test('what stays due, as when another worker is at it, is tried again after growing waits', async (t) => {
  const { starts, errors } = await lookAfter(t, '', () => true);
  await until(() => starts.length === 5);
  const apart = starts.slice(1).map((start, index) => start - starts[index]!);
  // A timer may be early by a millisecond, and late by anything.
  apart.forEach((milliseconds, index) => assert.ok(milliseconds > FIRST_WAIT_MS * 2 ** index - 2, `${apart.join(', ')} ms apart`));
  assert.deepEqual(errors, []);
});

test('one that fails is told of, and started again', async (t) => {
  const { children, errors } = await lookAfter(t, 'process.exit(3)', (started) => started === 0);
  await until(() => errors.length === 2);
  assert.match(String(errors[0]), /ended with 3; it is started again/);
  assert.ok(children.length >= 2);
});

test('asked to stop, it stops the indexer first', async (t) => {
  const { children, stop } = await lookAfter(t, 'setInterval(() => {}, 1000)', () => true);
  await until(() => children.length === 1);
  await stop();
  assert.equal(children[0]?.signalCode, 'SIGTERM');
});
