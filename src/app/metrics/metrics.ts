import { Counter, Histogram, Registry, type MetricObjectWithValues, type MetricValue } from '@prometheus-io/client';
import { isDatabaseError } from './database-error.js';
import { measureProcess } from './process.js';

/** The metrics of one registry as plain data, fit to be sent to another process. */
export type MetricsData = MetricObjectWithValues<MetricValue<string>>[];

export interface AnsweredRequest {
  method: string;
  /** The pattern of the address, not the address: there must be few of them. */
  route: string;
  status: number;
  seconds: number;
}

/** From what a kept page takes to what makes a reader go away. */
const LATENCY_BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** What one process counts and measures of itself, named after it in the label `process`. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly latency: Histogram<'method' | 'route' | 'status'>;
  private readonly databaseErrors: Counter;

  constructor(name: 'serve' | 'work') {
    const registers = [this.registry];
    this.registry.setDefaultLabels({ process: name });
    measureProcess(this.registry);
    this.databaseErrors = new Counter({ name: 'broadsheet_database_errors_total', help: 'Failures of the database: away, locked, full, damaged.', registers });
    this.latency = new Histogram({
      name: 'broadsheet_http_request_duration_seconds',
      help: 'Time to answer a request, until its first byte.',
      labelNames: ['method', 'route', 'status'],
      buckets: LATENCY_BUCKETS_SECONDS,
      registers,
    });
  }

  noteRequest({ seconds, ...labels }: AnsweredRequest): void {
    this.latency.observe(labels, seconds);
  }

  /** Counts an error if it is the database's. */
  noteError(error: unknown): void {
    if (isDatabaseError(error)) this.databaseErrors.inc();
  }

  async data(): Promise<MetricsData> {
    return await this.registry.getMetricsAsJSON();
  }
}

/** Several sets of metrics as one text in Prometheus' exposition format. */
export async function exposition(sets: MetricsData[]): Promise<{ text: string; type: string }> {
  // No two values share all labels, so a sum only puts them side by side; what the library leaves out by default is kept so.
  const summed = sets.map((set) => set.map((metric) => ({ ...metric, aggregator: 'sum' as const })));
  return { text: await Registry.aggregate(summed).metrics(), type: Registry.PROMETHEUS_CONTENT_TYPE };
}
