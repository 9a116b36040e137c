import { fileURLToPath } from 'node:url';
import type { CommandContext } from '#cli';
import { readConfig } from '#config';
import { createInstance } from './create.js';
import { holdFolder, runningInstance } from './lock.js';
import { indexerName, startIndexer } from './indexer.js';
import { stopSignal } from './stop-signal.js';
import { doWork } from './work.js';
import { standBack, workerName } from './worker-process.js';

const MAIN = fileURLToPath(new URL('../main.js', import.meta.url));
const COMMAND_CACHE_MIB = 256;
const WORKER_CACHE_MIB = 32;
/** Long enough that papers which come page by page find the indexer awake. */
const IDLE_MS = 5_000;

/**
 * What the command line is given to work with: the configured instance, serving, working. The pages and the metrics are
 * loaded by the processes that have them: they are a quarter of all modules, and a command's first tenth of a second.
 */
export const commandContext: CommandContext = {
  config: () => readConfig(process.env),
  withInstance: async (process_, run) => {
    const config = readConfig(process.env);
    const logLevel = config.given.has('logLevel') ? config.logLevel : 'warn';
    const instance = await createInstance({ ...config, logLevel }, { process: process_, cacheMib: COMMAND_CACHE_MIB });
    try {
      await run(instance);
    } catch (error) {
      throw instance.db.explain(error);
    } finally {
      await instance.close();
    }
  },
  serve: async (options) => {
    const { serve } = await import('./serve.js');
    await serve({ ...options, config: readConfig(process.env), main: MAIN, signal: stopSignal() });
  },
  work: async () => {
    standBack('work');
    const { answerMetrics, Metrics } = await import('./metrics/index.js');
    const instance = await createInstance(readConfig(process.env), { process: 'work', holder: workerName(process.env), cacheMib: WORKER_CACHE_MIB });
    const metrics = new Metrics('work');
    answerMetrics(metrics);
    try {
      await doWork(instance, { signal: stopSignal(), startIndexer: () => startIndexer(MAIN), noteError: (error) => metrics.noteError(error) });
    } finally {
      await instance.close();
    }
  },
  index: async () => {
    standBack('index');
    const instance = await createInstance(readConfig(process.env), { process: 'index', holder: indexerName(process.pid), cacheMib: WORKER_CACHE_MIB });
    try {
      await instance.search.follow({ signal: stopSignal(), idleMs: IDLE_MS });
    } finally {
      await instance.close();
    }
  },
  holdFolder: async () => {
    const held = holdFolder(readConfig(process.env).data);
    return async () => held.release();
  },
  runningInstance: () => {
    const running = runningInstance(readConfig(process.env).data);
    return running === undefined ? undefined : { pid: running.pid, url: running.url ?? '' };
  },
};

export { createInstance } from './create.js';
export type { ServeRequest } from './serve.js';
