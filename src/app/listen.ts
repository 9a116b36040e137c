import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { ConflictError, EnvironmentError } from '#lib';
import { localOrigin } from '#lib/address';

/** A listening server of pages. */
export interface Listening {
  /** The address to open: `http://127.0.0.1:3000`. */
  url: string;
  port: number;
  /** Takes no new requests, finishes those in flight, and ends within ten seconds. */
  close(): Promise<void>;
}

/** Service managers wait ten seconds before they kill; what comes after the last request needs a little of that. */
const LAST_SECONDS_MS = 8_000;
const REQUEST_MS = 3_600_000;
const HEADERS_MS = 10_000;
const LOOK_FOR_SLOW_MS = 5_000;
const LOOK_FOR_IDLE_MS = 100;

/** Listens on a host and port (0: any free one). @throws ConflictError when the port is taken, EnvironmentError when it may not be used */
export async function listen(fetch: (request: Request, env: never) => Response | Promise<Response>, at: { host: string; port: number }): Promise<Listening> {
  const server = createServer({ connectionsCheckingInterval: LOOK_FOR_SLOW_MS }, getRequestListener(fetch as Parameters<typeof getRequestListener>[0], { overrideGlobalObjects: false }));
  // An upload of gigabytes takes its time; slow headers are an attack.
  server.requestTimeout = REQUEST_MS;
  server.headersTimeout = HEADERS_MS;
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, at)));
    server.listen(at.port, at.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: localOrigin({ host: at.host, port }), port, close: () => close(server) };
}

function explain(error: Error, { host, port }: { host: string; port: number }): Error {
  const code = 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') {
    return new ConflictError(`Port ${port} on ${host} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start.`, { cause: error });
  }
  if (code === 'EACCES') return new EnvironmentError(`This user may not listen on port ${port}. Choose a port above 1023 with PORT.`, { cause: error });
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new EnvironmentError(`${host} is not an address of this machine. Check HOST.`, { cause: error });
  return error;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A browser keeps its connection after the answer it waited for.
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_FOR_IDLE_MS);
  const late = setTimeout(() => server.closeAllConnections(), LAST_SECONDS_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}
