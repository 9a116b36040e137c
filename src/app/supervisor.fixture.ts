// A worker, or a parent of one, for the tests of the supervisor: `node supervisor.fixture.js KIND [MILLISECONDS]`.
// Each says on standard output what happens to it.
import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createLogger } from '#lib';
import { stopSignal } from './stop-signal.js';
import { superviseWorker } from './supervisor.js';

const [kind = '', milliseconds = '0'] = process.argv.slice(2);
const say = (words: string) => process.stdout.write(`${words} ${process.pid}\n`);

/** Has work in hand that takes a while to finish after it is asked to stop. */
async function worker(): Promise<void> {
  const signal = stopSignal();
  say('working');
  const busy = setInterval(() => {}, 1_000);
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  await sleep(Number(milliseconds));
  clearInterval(busy);
  say('finished');
}

/** Never stops by itself. */
function deaf(): void {
  stopSignal({ orphanMs: Number(milliseconds) });
  setInterval(() => {}, 1_000);
  say('working');
}

function parent(child: string): void {
  const file = fileURLToPath(import.meta.url);
  superviseWorker({ spawn: () => fork(file, [child, milliseconds]), log: createLogger('silent', 'test'), signal: stopSignal() });
  say('supervising');
}

switch (kind) {
  case 'worker': await worker(); break;
  case 'deaf': deaf(); break;
  case 'parent-of-worker': parent('worker'); break;
  case 'parent-of-deaf': parent('deaf'); break;
  default: say('dying'); process.exitCode = 3;
}
