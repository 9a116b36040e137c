import { Counter, Gauge, Registry } from '@prometheus-io/client';
import type { MetricsData } from './metrics.js';

export interface ServiceFacts {
  version: string;
  /** `sqlite` or `postgres`. */
  database: string;
  databaseOk: boolean;
  /** Undefined when no worker is looked after here. */
  worker?: { running: boolean; restarts: number };
}

/** What health says, as metrics. */
export async function measureService({ version, database, databaseOk, worker }: ServiceFacts): Promise<MetricsData> {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({ name: 'broadsheet_info', help: 'Version and kind of database; always 1.', labelNames: ['version', 'database'], registers }).set({ version, database }, 1);
  new Gauge({ name: 'broadsheet_database_up', help: 'Whether the database answers.', registers }).set(Number(databaseOk));
  if (worker !== undefined) {
    new Gauge({ name: 'broadsheet_worker_up', help: 'Whether the worker runs.', registers }).set(Number(worker.running));
    new Counter({ name: 'broadsheet_worker_restarts_total', help: 'How often the worker had to be started again.', registers }).inc(worker.restarts);
  }
  return await registry.getMetricsAsJSON();
}
