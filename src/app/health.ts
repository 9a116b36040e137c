import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, Hono } from 'hono';
import { sql } from 'kysely';
import type { Instance } from '#cli';
import type { Database } from '#db';
import type { WebEnv } from '#web';
import { arrivalOf, isLocal } from '#web/guard';
import { askWorker, exposition, measureService, measureStore, type Metrics } from './metrics/index.js';
import type { Supervision } from './supervisor.js';
import { VERSION } from './version.js';

const DATABASE_MS = 2_000;
const NO_STORE = { 'Cache-Control': 'no-store' };

/** What `/health` says to those on the same machine; others are told the status alone. */
export interface Health {
  /** `degraded` when the database does not answer, or the worker that is looked after here does not run. */
  status: 'ok' | 'degraded';
  version: string;
  database: { kind: string; ok: boolean };
  /** `elsewhere`: none is looked after here ("serve --no-worker"). `since` is an instant in UTC. */
  worker: { state: 'running' | 'absent' | 'elsewhere'; since?: string };
}

/** What health and metrics are about. */
export interface Watched {
  instance: Pick<Instance, 'db' | 'papers' | 'gathering' | 'log'>;
  metrics: Metrics;
  /** The worker looked after here, if any. */
  worker(): Supervision | undefined;
}

/** Adds `/health` and `/metrics` to the pages. */
export function mountHealth(web: Hono<WebEnv>, watched: Watched): void {
  web.get('/health', (c) => showHealth(c, watched));
  web.get('/metrics', (c) => showMetrics(c, watched));
}

/** How the instance is. Takes at most two seconds. */
export async function healthOf({ instance, metrics, worker }: Watched): Promise<Health> {
  const ok = await answers(instance.db).catch((error: unknown) => {
    metrics.noteError(error);
    return false;
  });
  const state = worker()?.state();
  return {
    status: ok && state?.running !== false ? 'ok' : 'degraded',
    version: VERSION,
    database: { kind: instance.db.kind, ok },
    worker: state === undefined ? { state: 'elsewhere' } : { state: state.running ? 'running' : 'absent', since: state.since },
  };
}

async function answers(db: Database): Promise<boolean> {
  const late = new AbortController();
  const asked = sql`select 1`.execute(db.kysely).then(() => true);
  try {
    return await Promise.race([asked, sleep(DATABASE_MS, false, { signal: late.signal })]);
  } finally {
    late.abort();
    // Nobody waits for an answer that came too late.
    asked.catch(() => {});
  }
}

async function showHealth(c: Context<WebEnv>, watched: Watched): Promise<Response> {
  const health = await healthOf(watched);
  const code = health.status === 'ok' ? 200 : 503;
  return c.json(isLocal(arrivalOf(c)) ? health : { status: health.status }, code, NO_STORE);
}

async function showMetrics(c: Context<WebEnv>, watched: Watched): Promise<Response> {
  if (!isLocal(arrivalOf(c))) return c.text('The metrics are read on the machine itself, without a proxy in between.\n', 403);
  const { text, type } = await metricsOf(watched);
  return c.body(text, 200, { ...NO_STORE, 'Content-Type': type });
}

/** All there is to measure now; what does not answer is left out. */
export async function metricsOf(watched: Watched): Promise<{ text: string; type: string }> {
  const { instance, metrics } = watched;
  const { database } = await healthOf(watched);
  const supervision = watched.worker();
  const child = supervision?.child();
  const [service, store, work] = await Promise.all([
    measureService({ version: VERSION, database: database.kind, databaseOk: database.ok, worker: supervision?.state() }),
    database.ok ? measureStore(instance).catch((error: unknown) => {
      metrics.noteError(error);
      instance.log.warn({ err: error }, 'the database could not be measured');
      return [];
    }) : [],
    child === undefined ? undefined : askWorker(child),
  ]);
  return await exposition([service, store, await metrics.data(), work ?? []]);
}
