import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Instance } from '#cli';
import { HopelessError, MAIL_JOB, work, type JobHandler } from '#jobs';
import { InvalidInputError } from '#lib';
import { InputError, runImport } from '#sources';
import { gatherFor } from './gather.js';
import { callHooks } from './hook-desk.js';
import { tellHubAsDue } from './hub.js';
import { mailAsDue } from './mail-desk.js';
import { indexAsNeeded } from './indexer.js';
import { rankFor } from './rank.js';
import { IMPORT_JOB, type ImportJob } from './web-context.js';

export interface WorkOptions {
  signal: AbortSignal;
  /** Starts a process that brings the search index up to date and ends. */
  startIndexer(): ChildProcess;
  noteError?: (error: unknown) => void;
}

/** Does the work of an instance until told to stop; what is in hand is finished or given back. */
export async function doWork(instance: Instance, { signal, startIndexer, noteError }: WorkOptions): Promise<void> {
  instance.log.debug({ pid: process.pid, data: instance.config.data, database: instance.db.place }, 'the worker is ready');
  const jobs = work({ jobs: instance.jobs, handlers: { [IMPORT_JOB]: importJob(instance), [MAIL_JOB]: (payload) => instance.post.send((payload as { mail: number }).mail) }, log: instance.log, signal, noteError });
  const indexing = instance.config.index ? [indexAsNeeded(instance, { signal, start: startIndexer, noteError })] : [];
  const [mails, hooks] = [mailAsDue(instance, { signal, noteError }), callHooks(instance, { signal, noteError })];
  const hub = tellHubAsDue(instance, { signal, noteError });
  await Promise.all([jobs, gatherFor(instance, { signal, noteError }), rankFor(instance, { signal, noteError }), mails, hooks, hub, ...indexing]);
  instance.log.info('the worker has stopped');
}

function importJob(instance: Instance): JobHandler {
  return async (payload, signal) => {
    const { path, name, remove } = payload as ImportJob;
    // Only what was taken in is removed: a database that was away since then knows nothing of it.
    if (remove && !existsSync(path)) return;
    try {
      const status = await runImport(instance, { source: path, name, signal });
      instance.log.info({ import: status.number, records: status.records, added: status.added, bad: status.bad, state: status.state }, `import of ${name}`);
    } catch (error) {
      if (!isAboutTheFile(error)) throw error;
      if (remove) await rm(path, { force: true });
      throw new HopelessError(error.message, { cause: error });
    }
    if (remove && !signal.aborted) await rm(path, { force: true });
  };
}

/** The file will not get better by reading it again; a full disk or a database that is away may. */
function isAboutTheFile(error: unknown): error is Error {
  return error instanceof InputError || error instanceof InvalidInputError;
}
