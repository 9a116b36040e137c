import { createServer, type RequestListener } from 'node:http';
import { createServer as createRawServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { FixedClock } from '../clock.js';
import { createLogger } from '../log.js';
import { createFetcher, type Fetcher, type FetcherOptions, type RequestOptions } from './index.js';

/** A real server on this machine for one test; the answer is its address. */
export async function serve(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  t.after(() => void server.closeAllConnections());
  return await listening(t, server);
}

/** A server that speaks whatever is written to the socket after the request's head. */
export async function serveRaw(t: TestContext, answer: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createRawServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => answer(socket));
  });
  t.after(() => {
    for (const socket of sockets) socket.destroy();
  });
  return await listening(t, server);
}

async function listening(t: TestContext, server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An address at which nothing listens any more. */
export async function closedAddress(t: TestContext): Promise<string> {
  const server = createRawServer();
  const address = await listening(t, server);
  await new Promise((resolve) => server.close(resolve));
  return address;
}

export function makeFetcher(options: Partial<FetcherOptions> = {}): Fetcher {
  return createFetcher({ userAgent: 'Broadsheet/test (someone@example.org)', log: createLogger('silent', 'test'), clock: new FixedClock('2026-06-02T18:00:00Z'), ...options });
}

/** As the owner, and quick to give up. */
export const AS_OWNER: RequestOptions = { trust: 'owner', timeoutMs: 20_000, stallMs: 10_000, maxBytes: 1_000_000, maxRedirects: 3 };
export const AS_READER: RequestOptions = { ...AS_OWNER, trust: 'reader' };
