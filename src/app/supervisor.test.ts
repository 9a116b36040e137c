import assert from 'node:assert/strict';
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createLogger } from '#lib';
import { superviseWorker, type SupervisorTimes } from './supervisor.js';

const FIXTURE = fileURLToPath(new URL('./supervisor.fixture.js', import.meta.url));
/** Longer than anything takes on a busy machine; met only by a test that fails. */
const WITHIN_MS = 60_000;

/** A supervisor in this process, and every child it started. */
function supervise(t: TestContext, args: string[], times: Partial<SupervisorTimes> = {}) {
  const stop = new AbortController();
  const children: ChildProcess[] = [];
  const began: number[] = [];
  const said: string[] = [];
  const spawnChild = () => {
    began.push(performance.now());
    const child = fork(FIXTURE, args, { silent: true });
    children.push(child);
    listen(child, said);
    return child;
  };
  const supervision = superviseWorker({ spawn: spawnChild, log: createLogger('silent', 'test'), signal: stop.signal, times: { firstWait: 20, ...times } });
  t.after(async () => {
    stop.abort();
    await supervision.done;
  });
  return { supervision, stop, children, began, said };
}

function listen(child: ChildProcess, said: string[]): void {
  if (child.stdout) createInterface(child.stdout).on('line', (line) => said.push(line));
}

type Started = Awaited<ReturnType<typeof startParent>>;

async function until(what: string, holds: () => boolean): Promise<void> {
  const deadline = performance.now() + WITHIN_MS;
  while (!holds()) {
    assert.ok(performance.now() < deadline, `waited too long: ${what}`);
    await sleep(10);
  }
}

/** A supervisor in a process of its own, the process number of its worker, and the moment when both are gone (it holds the same output). */
async function startParent(t: TestContext, kind: string, milliseconds: number) {
  const said: string[] = [];
  const parent = spawn(process.execPath, [FIXTURE, kind, String(milliseconds)], { stdio: ['ignore', 'pipe', 'inherit'] });
  listen(parent, said);
  const gone = once(parent, 'close');
  t.after(() => parent.kill('SIGKILL'));
  await until('the worker works', () => said.some((line) => line.startsWith('working')));
  const pid = Number(said.find((line) => line.startsWith('working'))?.split(' ')[1]);
  return { parent, pid, said, gone };
}

test('a worker that dies is started again, after longer and longer waits', async (t) => {
  const { supervision, began } = supervise(t, ['dies'], { firstWait: 100, longestWait: 200 });
  await until('it lived four times', () => began.length >= 4);
  const gaps = began.slice(1, 4).map((time, index) => time - (began[index] ?? 0));
  assert.ok((gaps[0] ?? 0) >= 95, `the first wait: ${gaps[0]}`);
  assert.ok((gaps[1] ?? 0) >= 195 && (gaps[2] ?? 0) >= 195, `the next waits: ${gaps}`);
  assert.ok(supervision.state().restarts >= 3);
});

test('after kill -9 a new worker is there, and the state says so', async (t) => {
  const { supervision, children, said } = supervise(t, ['worker']);
  await until('the first works', () => said.length === 1);
  const first = supervision.state();
  assert.equal(first.running, true);
  assert.equal(supervision.child(), children[0]);
  children[0]?.kill('SIGKILL');
  await until('the second works', () => said.length === 2);
  assert.equal(supervision.state().restarts, 1);
  assert.ok(supervision.state().running && supervision.state().since >= first.since);
});

test('told to stop, it waits for what the worker has in hand', async (t) => {
  const { supervision, stop, children, said } = supervise(t, ['worker', '300']);
  await until('it works', () => said.length === 1);
  stop.abort();
  await supervision.done;
  await until('it said so', () => said.length === 2);
  assert.match(said[1] ?? '', /^finished/);
  assert.equal(children.length, 1, 'not started again');
  assert.equal(children[0]?.exitCode, 0);
  assert.equal(supervision.state().running, false);
});

test('a worker that does not stop is killed after a while', async (t) => {
  const { supervision, stop, children, said } = supervise(t, ['deaf'], { stop: 200 });
  await until('it works', () => said.length === 1);
  stop.abort();
  await supervision.done;
  assert.equal(children[0]?.signalCode, 'SIGKILL');
});

test('a worker that cannot be started is tried again until the signal', async () => {
  const stop = new AbortController();
  let tries = 0;
  const cannot = () => {
    tries++;
    if (tries === 1) throw new Error('no more processes');
    return spawn('/nonexistent/program');
  };
  const supervision = superviseWorker({ spawn: cannot, log: createLogger('silent', 'test'), signal: stop.signal, times: { firstWait: 5 } });
  await until('three tries', () => tries >= 3);
  assert.equal(supervision.state().running, false);
  stop.abort();
  await supervision.done;
});

test('nothing is started after the signal', async () => {
  const supervision = superviseWorker({ spawn: () => assert.fail('started'), log: createLogger('silent', 'test'), signal: AbortSignal.abort() });
  await supervision.done;
});

test('when the parent is killed with -9 the worker finishes what it has in hand and stops', async (t) => {
  const { parent, pid, said, gone } = await startParent(t, 'parent-of-worker', 300);
  parent.kill('SIGKILL');
  await gone;
  assert.equal(said.at(-1), `finished ${pid}`);
});

test('a worker without a parent that cannot finish ends itself', async (t) => {
  const { parent, said, gone } = await startParent(t, 'parent-of-deaf', 200);
  parent.kill('SIGKILL');
  await gone;
  assert.ok(!said.some((line) => line.startsWith('finished')));
});

for (const [how, stop] of Object.entries({
  'SIGTERM to the parent': ({ parent }: Started) => parent.kill('SIGTERM'),
  'Ctrl-C, which reaches both at once': ({ parent, pid }: Started) => parent.kill('SIGINT') && process.kill(pid, 'SIGINT'),
})) {
  test(`${how} stops both, and the worker finishes first`, async (t) => {
    const started = await startParent(t, 'parent-of-worker', 200);
    stop(started);
    assert.deepEqual(await started.gone, [0, null]);
    assert.equal(started.said.at(-1), `finished ${started.pid}`);
  });
}
