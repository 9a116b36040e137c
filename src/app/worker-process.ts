import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';

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
