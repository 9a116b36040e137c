import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, type Registry } from '@prometheus-io/client';

const NANOSECONDS = 1e9;

/**
 * Measures this process under the names that the client's own default metrics have, so that common dashboards work. The
 * defaults themselves wake the process a hundred times a second to watch its event loop; sampling each turn of the loop costs
 * an idle process nothing.
 */
export function measureProcess(registry: Registry): void {
  const registers = [registry];
  const gauge = (name: string, help: string, value: () => number) => new Gauge({ name, help, registers, collect() { this.set(value()); } });
  gauge('process_resident_memory_bytes', 'Resident memory.', () => process.memoryUsage.rss());
  gauge('nodejs_heap_size_used_bytes', 'Used heap.', () => process.memoryUsage().heapUsed);
  gauge('process_start_time_seconds', 'Start of the process, in seconds since 1970.', () => Math.round(Date.now() / 1000 - process.uptime()));
  new Counter({
    name: 'process_cpu_seconds_total',
    help: 'Processor time, user and system.',
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1e6);
    },
  });
  measureEventLoop(gauge);
}

function measureEventLoop(gauge: (name: string, help: string, value: () => number) => void): void {
  const delay = monitorEventLoopDelay({ samplePerIteration: true });
  delay.enable();
  // The first turn also holds the time before it; what counts begins after it.
  setImmediate(() => setImmediate(() => delay.reset())).unref();
  const seconds = (nanoseconds: number) => (delay.count === 0 ? 0 : nanoseconds / NANOSECONDS);
  gauge('nodejs_eventloop_lag_p50_seconds', 'Time that a turn of the event loop kept others waiting, median since the last look.', () => seconds(delay.percentile(50)));
  gauge('nodejs_eventloop_lag_p99_seconds', 'The same, 99th percentile.', () => seconds(delay.percentile(99)));
  gauge('nodejs_eventloop_lag_max_seconds', 'The same, longest.', () => {
    const longest = seconds(delay.max);
    delay.reset();
    return longest;
  });
}
