import type { Context } from 'hono';
import type { Caller } from '#community';
import { isLoopback } from '#lib/address';
import type { WebEnv } from '../answer.js';
import { arrivalOf, type Arrival, type Place } from './arrival.js';

/** The browser of a request, as accounts need to know it. Assumes that the Host is ours. */
export function callerOf(c: Context<WebEnv>, place: Place): Caller {
  const arrival = arrivalOf(c);
  return { origin: originOf(arrival, place), headers: arrival.headers, address: networkOf(addressOf(arrival)) };
}

/** Scheme, host and port under which the reader sees this paper: the public ones where they came by them. */
export function originOf({ headers }: Arrival, { baseUrl }: Place): string {
  const host = headers.get('host') ?? 'localhost';
  const named = baseUrl === undefined ? undefined : URL.parse(`${new URL(baseUrl).protocol}//${host}`)?.origin;
  return named !== undefined && named === baseUrl ? baseUrl : (URL.parse(`http://${host}`)?.origin ?? 'http://localhost');
}

/**
 * The network address of the reader. What a header says counts only from a proxy on this machine, and of a list only the last:
 * that one the proxy saw itself, the ones before are what the reader made up.
 */
export function addressOf({ headers, peer = '' }: Arrival): string {
  const forwarded = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  return isLoopback(peer) && forwarded !== undefined && forwarded !== '' ? forwarded : peer;
}

/** Of IPv6 the network: a household has 2^64 addresses, and would have as many tries. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').slice(0, 64);
  if (!plain.includes(':')) return plain;
  const [before = '', after] = plain.split('::');
  const head = before.split(':').filter((part) => part !== '');
  const tail = (after ?? '').split(':').filter((part) => part !== '');
  const all = [...head, ...Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0'), ...tail];
  return `${all.slice(0, 4).map((part) => part.replace(/^0+(?=.)/, '').toLowerCase()).join(':')}::/64`;
}
