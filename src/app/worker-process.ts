import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { constants, setPriority } from 'node:os';

const NAME = 'BROADSHEET_WORKER';

/**
 * Starts workers, one after another, that hold jobs under one name: when one is killed, the next takes up at once what it
 * had in hand instead of waiting for its lease to end.
 */
export function workerSpawner(main: string): () => ChildProcess {
  const env = { ...process.env, [NAME]: `work-${process.pid}-${randomUUID().slice(0, 8)}` };
  return () => fork(main, ['work'], { env });
}

/** The name a worker was started with; undefined for one that nobody looks after. */
export function workerName(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  return environment[NAME];
}

/**
 * Leaves the processor to whoever serves pages on this machine: work below them, the making of an index, which takes both processors
 * for a minute, below all. Threads that are started later have the priority too. Some systems do not let a process choose; it works all
 * the same.
 */
export function standBack(work: 'work' | 'index'): void {
  try {
    setPriority(work === 'work' ? constants.priority.PRIORITY_BELOW_NORMAL : constants.priority.PRIORITY_LOW);
  } catch {
    // Nothing depends on it.
  }
}
