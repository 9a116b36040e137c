import { rm } from 'node:fs/promises';
import type { Instance } from '#cli';
import { HopelessError, work, type JobHandler } from '#jobs';
import { BroadsheetError } from '#lib';
import { runImport } from '#sources';
import { IMPORT_JOB, type ImportJob } from './web-context.js';

/** Does the work of an instance until told to stop; what is in hand is finished or given back. */
export async function doWork(instance: Instance, signal: AbortSignal): Promise<void> {
  instance.log.debug({ data: instance.config.data, database: instance.db.place }, 'the worker is ready');
  await work({ jobs: instance.jobs, handlers: { [IMPORT_JOB]: importJob(instance) }, log: instance.log, signal });
  instance.log.info('the worker has stopped');
}

function importJob(instance: Instance): JobHandler {
  return async (payload, signal) => {
    const { path, name, remove } = payload as ImportJob;
    try {
      const status = await runImport(instance, { source: path, name, signal });
      instance.log.info({ import: status.number, records: status.records, added: status.added, bad: status.bad, state: status.state }, `import of ${name}`);
    } catch (error) {
      // The file will not get better by reading it again; a database that is away will.
      if (!instance.db.isAway(error) && error instanceof BroadsheetError) throw new HopelessError(error.message, { cause: error });
      throw error;
    }
    if (remove && !signal.aborted) await rm(path, { force: true });
  };
}
