import type { RequestFaults } from '../faults/box.js';
import type { Arrival, Politeness } from './politeness.js';
import type { Answer } from './send.js';

/** The answer of a server that turns a request away, when a fault says so. */
export function turnedAway(faults: RequestFaults, arrival: Arrival, politeness: Politeness, now: number): Answer | undefined {
  const unavailable = faults.use('unavailable');
  if (unavailable !== undefined) return refusal(unavailable.status, retryAfter(unavailable, now));
  if (!arrival.beside && arrival.gap === undefined) return undefined;
  const pace = faults.look('pace');
  if (pace === undefined || !(arrival.beside || politeness.isTooSoon(arrival, pace.seconds * 1000))) return undefined;
  faults.use('pace');
  return refusal(pace.status, retryAfter({ ...pace, asDate: false }, now));
}

function retryAfter({ retryAfter, asDate }: { retryAfter: number; asDate: boolean }, now: number): string | undefined {
  if (retryAfter <= 0) return undefined;
  return asDate ? new Date(now + retryAfter * 1000).toUTCString() : String(retryAfter);
}

function refusal(status: number, retry: string | undefined): Answer {
  const words = status === 429 ? 'Rate exceeded.' : '<html><head><title>503 first byte timeout</title></head><body><h1>Error 503 first byte timeout</h1></body></html>';
  return { status, headers: { 'Content-Type': status === 429 ? 'text/plain' : 'text/html', ...(retry === undefined ? {} : { 'Retry-After': retry }) }, body: Buffer.from(words) };
}
