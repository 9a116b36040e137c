import { Counter, Gauge, type Registry } from '@prometheus-io/client';
import type { GatherStatus } from '#sources';

const STANDINGS: readonly GatherStatus['standing'][] = ['gathering', 'paused', 'offline', 'no choice'];

/** How each road of each source is doing. */
export function measureGathering(registry: Registry, { source, standing, roads, harvests }: GatherStatus): void {
  const registers = [registry];
  const labelNames = ['source', 'road'] as const;
  const standings = new Gauge({ name: 'broadsheet_gathering', help: 'How gathering stands: 1 for what it is.', labelNames: ['state'], registers });
  for (const state of STANDINGS) standings.set({ state }, Number(state === standing));
  const up = new Gauge({ name: 'broadsheet_source_up', help: 'Whether the source answered when it was last asked.', labelNames, registers });
  const answered = new Gauge({ name: 'broadsheet_source_last_success_seconds', help: 'When it last answered, in seconds since 1970.', labelNames, registers });
  const next = new Gauge({ name: 'broadsheet_source_next_try_seconds', help: 'When it is asked again, in seconds since 1970.', labelNames, registers });
  const requests = new Counter({ name: 'broadsheet_source_requests_total', help: 'Requests made.', labelNames, registers });
  const records = new Counter({ name: 'broadsheet_source_records_total', help: 'Records received.', labelNames, registers });
  for (const one of roads) {
    const labels = { source, road: one.road };
    if (one.lastTry !== undefined) up.set(labels, Number(one.failingSince === undefined));
    if (one.lastSuccess !== undefined) answered.set(labels, Date.parse(one.lastSuccess) / 1000);
    if (one.nextTry !== undefined) next.set(labels, Date.parse(one.nextTry) / 1000);
    requests.inc(labels, one.requests);
    records.inc(labels, one.records);
  }
  const unfinished = harvests.filter(({ state }) => state !== 'done');
  new Gauge({ name: 'broadsheet_harvests_unfinished', help: 'Stretches of days that are not wholly harvested yet.', registers }).set(unfinished.length);
}
