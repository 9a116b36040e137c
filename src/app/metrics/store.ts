import { Gauge, Registry } from '@prometheus-io/client';
import type { Database } from '#db';
import type { GatherStatus } from '#sources';
import { measureGathering } from './gathering.js';
import type { MetricsData } from './metrics.js';

export interface Store {
  db: Database;
  papers: { count(): Promise<number> };
  gathering: { status(): Promise<GatherStatus> };
}

/** What the database holds, read anew at each look. Only for a database that answers. */
export async function measureStore({ db, papers, gathering }: Store): Promise<MetricsData> {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({ name: 'broadsheet_papers', help: 'Papers stored, merged ones once.', registers }).set(await papers.count());
  const jobs = new Gauge({ name: 'broadsheet_jobs', help: 'Work put down and not done.', labelNames: ['kind', 'state'], registers });
  for (const { kind, state, count } of await countJobs(db)) jobs.set({ kind, state }, Number(count));
  const records = new Gauge({ name: 'broadsheet_import_records', help: 'Records of all imports, by what became of them.', labelNames: ['result'], registers });
  for (const [result, count] of Object.entries(await countRecords(db))) records.set({ result }, Number(count ?? 0));
  measureGathering(registry, await gathering.status());
  return await registry.getMetricsAsJSON();
}

async function countJobs(db: Database): Promise<{ kind: string; state: string; count: number }[]> {
  return await db.kysely
    .selectFrom('jobs')
    .select(({ fn }) => ['kind', 'state', fn.countAll<number>().as('count')])
    .where('state', 'in', ['waiting', 'running', 'failed'])
    .groupBy(['kind', 'state'])
    .execute();
}

async function countRecords(db: Database): Promise<Record<string, number | null>> {
  return await db.kysely
    .selectFrom('imports')
    .select(({ fn }) => [fn.sum<number | null>('added').as('added'), fn.sum<number | null>('changed').as('changed'), fn.sum<number | null>('unchanged').as('unchanged'), fn.sum<number | null>('bad').as('bad')])
    .executeTakeFirstOrThrow();
}
