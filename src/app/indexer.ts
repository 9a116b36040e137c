import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Instance } from '#cli';
import { giveLease, pause } from '#jobs';
import { INDEXER_LEASE } from '#search';

const LOOK_MS = 300;
/** What depends on time alone (a better embedder is to be had again, an index is to be tidied) is looked at so often. */
const AT_LEAST_EVERY_MS = 3_600_000;
/** The first time soon: an index may have been damaged, or be that of another database, while nobody looked. */
const FIRST_LOOK_AFTER_MS = 10_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 120_000;
const STOP_MS = 10_000;

export interface IndexingOptions {
  signal: AbortSignal;
  /** Starts a process that brings the index up to date and ends when nothing is left to do. */
  start(): ChildProcess;
  noteError?: (error: unknown) => void;
  /** How soon a change of the store is seen, in real milliseconds. */
  lookMs?: number;
  /** The wait when a life of the indexer changed nothing: it failed, another process has the lease, an embedder is away. It doubles. */
  firstWaitMs?: number;
}

/** The name under which an indexer holds its lease. */
export function indexerName(pid: number): string {
  return `index-${pid}`;
}

/** Starts the indexer as a child of this process: it ends with it. */
export function startIndexer(main: string): ChildProcess {
  return fork(main, ['work', '--index']);
}

/**
 * Keeps the search index as the store says, by a process that is there only while there is something to do: the memory with
 * which it learned and built goes back to the machine, and what the engine breaks does not break the other work.
 */
export async function indexAsNeeded(instance: Instance, options: IndexingOptions): Promise<void> {
  const { signal, lookMs = LOOK_MS, firstWaitMs = FIRST_WAIT_MS } = options;
  let [lookAgainAt, wait] = [performance.now() + FIRST_LOOK_AFTER_MS, firstWaitMs];
  while (!signal.aborted) {
    if (performance.now() > lookAgainAt || (await isDue(instance, options))) {
      const well = await runIndexer(instance, options);
      // What it was killed at, such as learning, may not show in what is due.
      lookAgainAt = performance.now() + (well ? AT_LEAST_EVERY_MS : 0);
      const isDone = well && !(await isDue(instance, options));
      if (!isDone) await pause(wait, signal);
      wait = isDone ? firstWaitMs : Math.min(wait * 2, LONGEST_WAIT_MS);
    }
    await pause(lookMs, signal);
  }
}

/** A database that is away makes nothing due; the other work says so. */
async function isDue({ search, log }: Instance, { noteError }: IndexingOptions): Promise<boolean> {
  try {
    return await search.isDue();
  } catch (error) {
    noteError?.(error);
    log.debug({ err: error }, 'whether the search index is up to date could not be told');
    return false;
  }
}

/** One life of the indexer; false when it did not end well. */
async function runIndexer({ db, log }: Instance, { signal, start, noteError }: IndexingOptions): Promise<boolean> {
  const child = start();
  let late: NodeJS.Timeout | undefined;
  const stop = () => {
    child.kill('SIGTERM');
    late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  try {
    const [code, by] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    if (code === 0 || signal.aborted) return true;
    throw new Error(`The process that keeps the search index ended with ${by ?? code}; it is started again.`);
  } catch (error) {
    noteError?.(error);
    log.error({ err: error }, 'the search index is not kept up to date for a moment');
    return false;
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', stop);
    // Whoever was killed could not give its lease back.
    if (child.pid !== undefined) await giveLease(db, { name: INDEXER_LEASE, holder: indexerName(child.pid) }).catch(() => {});
  }
}
