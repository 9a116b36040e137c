import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { isLoopback } from '#lib/address';
import type { WebEnv } from '../answer.js';
import { forwardingHeader } from './forwarding.js';

/** How a request came in: what its sender says (headers) and what the connection itself shows. */
export interface Arrival {
  method: string;
  headers: Headers;
  /** The address at the other end; undefined when there is no network connection. */
  peer?: string;
  /** The port it came in by. */
  port?: number;
}

/** What the configuration says of where this paper is reached. */
export interface Place {
  /** The address it listens on (HOST). */
  host: string;
  /** The address readers use (BASE_URL), without a trailing slash. */
  baseUrl?: string;
}

export function arrivalOf(c: Context<WebEnv>): Arrival {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
  return { method: c.req.method, headers: c.req.raw.headers, peer: incoming?.socket.remoteAddress, port: incoming?.socket.localPort };
}

/** Whether a request comes from this machine itself, and not from a proxy on it. */
export function isLocal({ headers, peer }: Arrival): boolean {
  return isLoopback(peer) && forwardingHeader(headers) === undefined;
}
