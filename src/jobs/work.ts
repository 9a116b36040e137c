import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf, type Logger } from '#lib';
import type { Job, Jobs } from './jobs.js';

/** Does one kind of work; must stop soon after `signal` aborts, and be able to begin again. */
export type JobHandler = (payload: unknown, signal: AbortSignal) => Promise<void>;

/** A failure that trying again cannot mend. */
export class HopelessError extends Error {}

const IDLE_MS = 500;
const RENEW_MS = 15_000;
const AFTER_ERROR_MS = 2_000;

export interface WorkOptions {
  jobs: Jobs;
  handlers: Readonly<Record<string, JobHandler>>;
  log: Logger;
  signal: AbortSignal;
  /** Told of every failure, beside the log. */
  noteError?: (error: unknown) => void;
}

/** Takes and does work until told to stop; what is in hand is then given back. */
export async function work(options: WorkOptions): Promise<void> {
  const kinds = Object.keys(options.handlers);
  let settled = false;
  while (!options.signal.aborted) {
    try {
      if (!settled) await options.jobs.reclaim();
      settled = true;
      const job = await options.jobs.take(kinds);
      if (job === undefined) await pause(IDLE_MS, options.signal);
      else await perform(job, options);
    } catch (error) {
      settled = false;
      options.noteError?.(error);
      options.log.warn({ err: error }, 'work cannot be taken for now; trying again');
      await pause(AFTER_ERROR_MS, options.signal);
    }
  }
}

async function perform(job: Job, { jobs, handlers, log, signal, noteError }: WorkOptions): Promise<void> {
  const renewal = setInterval(() => void jobs.renew(job).catch((error: unknown) => log.warn({ err: error }, 'a lease was not renewed')), RENEW_MS);
  try {
    await handlers[job.kind]?.(job.payload, signal);
    await (signal.aborted ? jobs.release(job) : jobs.finish(job));
  } catch (error) {
    if (signal.aborted) return await jobs.release(job);
    noteError?.(error);
    log.error({ err: error, job: job.number, kind: job.kind }, `work failed: ${messageOf(error)}`);
    await jobs.fail(job, error, { final: error instanceof HopelessError });
  } finally {
    clearInterval(renewal);
  }
}

/** Waits, but no longer than until the signal. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => {});
}
