import { isLoopback, localOrigin, parseHost } from '#lib/address';
import type { Arrival, Place } from './arrival.js';

const EVERY_ADDRESS = new Set(['', '0.0.0.0', '::']);

/**
 * Whether the Host header names this paper. A page of a stranger whose name was made to lead here (DNS rebinding) still sends
 * the stranger's name, and that is how it is told apart.
 */
export function isOurHost({ headers, port }: Arrival, { host, baseUrl }: Place): boolean {
  const text = headers.get('host') ?? undefined;
  const named = parseHost(text);
  if (named === undefined) return false;
  if (baseUrl !== undefined && URL.parse(`${URL.parse(baseUrl)?.protocol}//${text}`)?.origin === baseUrl) return true;
  const listensThere = !EVERY_ADDRESS.has(host) && named.name === host.toLowerCase().replace(/^\[|\]$/g, '');
  return (isLoopback(named.name) || listensThere) && (named.port ?? 80) === port;
}

/** What is said to whoever asked for another name. */
export function foreignHostWords({ headers, port = 80 }: Arrival, { host }: Place): string {
  const text = headers.get('host') ?? '';
  const named = parseHost(text) === undefined ? 'this name' : text;
  return (
    `Broadsheet does not answer to ${named}. On its own machine it is at ${localOrigin({ host, port })}/. ` +
    `If readers are to reach it at another address, start it with that address in BASE_URL, such as BASE_URL=http://${parseHost(text) === undefined ? 'papers.example.org' : text}.\n`
  );
}
