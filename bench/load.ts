// Readers that ask as fast as they are answered, or after a pause, on connections kept open; run as a process of its own, on a core of its own.
//
// Not autocannon: 22 direct packages for what 40 lines do, and it cannot walk a list of addresses with cookies per reader
// and tell quantiles of all answers exactly.
import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from './figures.js';

export interface LoadRequest {
  /** Asked for in turn. */
  urls: string[];
  headers: Record<string, string>;
  connections: number;
  seconds: number;
  /** How long each connection waits after an answer, in ms. */
  pause?: number;
}

export interface LoadResult {
  pages: number;
  seconds: number;
  /** Latency in ms. */
  p50: number;
  p95: number;
  /** Answers other than 200, and broken connections. */
  failed: number;
  /** Share of a core that asking itself took: near 1, the reader was the limit. */
  busy: number;
}

async function load({ urls, headers, connections, seconds, pause = 0 }: LoadRequest): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  let failed = 0;
  const cpu = process.cpuUsage();
  const began = performance.now();
  const end = began + seconds * 1000;
  let next = 0;
  const readOn = async (_: unknown, reader: number) => {
    // Not all at the same moment.
    if (pause > 0) await sleep((pause * reader) / connections);
    while (performance.now() < end) {
      const asked = performance.now();
      if (await ask(urls[next++ % urls.length]!, agent, headers)) latencies.push(performance.now() - asked);
      else failed += 1;
      if (pause > 0) await sleep(pause);
    }
  };
  await Promise.all(Array.from({ length: connections }, readOn));
  const took = (performance.now() - began) / 1000;
  agent.destroy();
  const { user, system } = process.cpuUsage(cpu);
  return { pages: latencies.length, seconds: took, p50: quantile(latencies, 0.5), p95: quantile(latencies, 0.95), failed, busy: (user + system) / 1e6 / took };
}

function ask(url: string, agent: Agent, headers: Record<string, string>): Promise<boolean> {
  return new Promise((resolve) => {
    get(url, { agent, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode === 200));
      response.once('error', () => resolve(false));
    }).once('error', () => resolve(false));
  });
}

process.stdout.write(JSON.stringify(await load(JSON.parse(process.argv[2]!) as LoadRequest)));
