import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
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
/** A query of 4,000 letters of any script fits, in the address and as the page the next request comes from. */
const HEADER_BYTES = 96 * 1024;

/** Listens on a host and port (0: any free one). @throws ConflictError when the port is taken, EnvironmentError when it may not be used */
export async function listen(fetch: (request: Request, env: never) => Response | Promise<Response>, at: { host: string; port: number }): Promise<Listening> {
  const server = createServer({ connectionsCheckingInterval: LOOK_FOR_SLOW_MS, maxHeaderSize: HEADER_BYTES }, getRequestListener(fetch as Parameters<typeof getRequestListener>[0], { overrideGlobalObjects: false }));
  // An upload of gigabytes takes its time; slow headers are an attack.
  server.requestTimeout = REQUEST_MS;
  server.headersTimeout = HEADERS_MS;
  server.keepAliveTimeout = 65_000;
  server.on('clientError', refuse);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, at)));
    server.listen(at.port, at.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: localOrigin({ host: at.host, port }), port, close: () => close(server) };
}

/** A request that could not even be read: no page can be made for it. Who sends so slowly may never hang up: it is done here. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const [status, words] = REFUSALS[error.code ?? ''] ?? ['400 Bad Request', 'The request could not be read.'];
  socket.end(`HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(words)}\r\nConnection: close\r\n\r\n${words}`, () => socket.destroy());
}

const REFUSALS: Record<string, [status: string, words: string]> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The address is too long to be read. A query has at most 4,000 characters; to find papers like a longer text, paste it at /search/like.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request took too long to arrive.'],
};

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
