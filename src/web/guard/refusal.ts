import { isLoopback, isLoopbackUrl, localOrigin, parseHost } from '#lib/address';
import type { Arrival, Place } from './arrival.js';
import { forwardingHeader } from './forwarding.js';

/** Why nobody can be the owner by a request like this one. */
export interface OwnerRefusal {
  reason: 'public address' | 'proxy' | 'foreign host' | 'other machine';
  /** For the person, with what to do. */
  words: string;
}

/**
 * A key makes an owner only on the machine itself, where no login is needed. Everything that hints at another way in is refused.
 * Undefined when there is nothing against it.
 */
export function ownerRefusal({ headers, peer, port = 80 }: Arrival, { host, baseUrl }: Place): OwnerRefusal | undefined {
  const there = `on the machine it runs on, at ${localOrigin({ host, port })}/`;
  if (baseUrl !== undefined && !isLoopbackUrl(baseUrl)) {
    return { reason: 'public address', words: `This paper has a public address (BASE_URL is ${baseUrl}), and there a key makes nobody its owner. Use the commands instead, such as "broadsheet import FILE", and the setting BROADSHEET_CATEGORIES.` };
  }
  const forwarded = forwardingHeader(headers);
  if (forwarded !== undefined) {
    return { reason: 'proxy', words: `The request came through a proxy (it carries the header "${forwarded}"), and behind one a key makes nobody the owner. Open the paper without it, ${there}.` };
  }
  if (!isLoopback(parseHost(headers.get('host') ?? undefined)?.name)) {
    return { reason: 'foreign host', words: `A key makes somebody the owner only under the machine's own name (127.0.0.1 or localhost). Open the paper ${there}, with HOST=127.0.0.1 if it listens elsewhere.` };
  }
  if (!isLoopback(peer)) {
    return { reason: 'other machine', words: `The request came from another machine, and from there a key makes nobody the owner. Open the paper ${there}.` };
  }
  return undefined;
}
