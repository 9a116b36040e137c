import type { ChildProcess } from 'node:child_process';
import type { Metrics, MetricsData } from './metrics.js';

const QUESTION = 'metrics?';
const ANSWER_MS = 1_000;

interface Answer {
  metrics: MetricsData;
}

/** In the worker: answers its parent's question for its metrics. */
export function answerMetrics(metrics: Metrics): void {
  if (process.send === undefined) return;
  process.on('message', (message) => {
    if (message === QUESTION) void answer(metrics);
  });
  // The channel alone must not keep a worker alive that has finished.
  process.channel?.unref();
}

async function answer(metrics: Metrics): Promise<void> {
  const given: Answer = { metrics: await metrics.data() };
  // A parent that is gone needs no answer.
  if (process.connected) process.send?.(given, () => {});
}

/** In the parent: the worker's metrics; undefined when it does not answer within a second. */
export async function askWorker(worker: ChildProcess): Promise<MetricsData | undefined> {
  if (!worker.connected) return undefined;
  const { promise, resolve } = Promise.withResolvers<MetricsData | undefined>();
  const hear = (message: unknown) => {
    if (isAnswer(message)) resolve(message.metrics);
  };
  const late = setTimeout(() => resolve(undefined), ANSWER_MS);
  worker.on('message', hear);
  worker.send(QUESTION, (error) => {
    if (error) resolve(undefined);
  });
  const metrics = await promise;
  clearTimeout(late);
  worker.off('message', hear);
  return metrics;
}

function isAnswer(message: unknown): message is Answer {
  return typeof message === 'object' && message !== null && 'metrics' in message && Array.isArray(message.metrics);
}
