import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { RequestFaults } from '../faults/box.js';

/** An answer before faults on its way. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

const DRIP_MS = 50;

/** Sends an answer as far and as fast as the faults of the request let it. Returns when it is sent or the client is gone. */
export async function send(response: ServerResponse, answer: Answer, faults: RequestFaults): Promise<void> {
  const { status, headers, body } = answer;
  const truncate = faults.use('truncate');
  const stall = faults.use('stall');
  const drip = faults.use('drip');
  const whole = truncate?.complete ? body.subarray(0, truncate.afterBytes) : body;
  response.writeHead(status, { ...headers, 'Content-Length': whole.length });
  if (truncate !== undefined && !truncate.complete) return cutAfter(response, whole.subarray(0, truncate.afterBytes));
  if (stall !== undefined) return stallAfter(response, whole.subarray(0, stall.afterBytes));
  if (drip !== undefined) return dripOut(response, whole, drip.bytesPerSecond);
  await new Promise<void>((done) => response.on('close', done).end(whole));
}

async function cutAfter(response: ServerResponse, part: Buffer): Promise<void> {
  await written(response, part);
  response.socket?.destroy();
}

async function stallAfter(response: ServerResponse, part: Buffer): Promise<void> {
  await written(response, part);
  if (!response.closed) await new Promise((done) => response.on('close', done));
}

async function dripOut(response: ServerResponse, body: Buffer, bytesPerSecond: number): Promise<void> {
  const step = Math.max(1, Math.round((bytesPerSecond * DRIP_MS) / 1000));
  for (let at = 0; at < body.length && !response.closed; at += step) {
    await written(response, body.subarray(at, at + step));
    await wait(DRIP_MS);
  }
  response.end();
}

/** Headers go out with the first bytes, also when these are none. */
async function written(response: ServerResponse, part: Buffer): Promise<void> {
  response.flushHeaders();
  if (part.length > 0) await new Promise<void>((done) => response.write(part, () => done()));
}
