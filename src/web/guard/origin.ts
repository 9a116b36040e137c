import type { Arrival, Place } from './arrival.js';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request of this method may change something (RFC 9110, 9.2.1: all but the safe methods). */
export function isChanging(method: string): boolean {
  return !READING.has(method);
}

/**
 * Whether the browser says that a page of this paper sent the request. Assumes that the Host is ours.
 * `Origin: null` (a page that keeps its address to itself) says nothing, so Sec-Fetch-Site decides, as when there is no Origin.
 */
export function isFromOwnPage({ headers }: Arrival, { baseUrl }: Place): boolean {
  const origin = headers.get('origin');
  if (origin === null || origin === 'null') return headers.get('sec-fetch-site') === 'same-origin';
  return origin === baseUrl || origin === URL.parse(`http://${headers.get('host')}`)?.origin;
}

export const FOREIGN_PAGE_WORDS =
  'The request would change something, and it did not come from a page of this paper, so nothing was done. ' +
  'If readers reach this paper by another address than the program knows, its owner sets that address as BASE_URL.';
