import { once } from 'node:events';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect, type Socket } from 'node:net';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export interface Sent {
  path: string;
  method?: string;
  /** Also those that browsers and `fetch` would never let a page set. */
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** Sends a request to a server on this machine, whatever its headers say. */
export async function send(url: string, { path, method = 'GET', headers = {}, body }: Sent): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const sending = request({ hostname, port, path, method, headers, agent: false });
  // The server may answer and close before it has read everything.
  const failed = once(sending, 'error').then(([error]: Error[]) => Promise.reject(error));
  sending.end(body);
  const [response] = await Promise.race([once(sending, 'response'), failed]);
  failed.catch(() => {});
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode, headers: response.headers, text };
}

/** Opens a connection and sends these bytes and no more. */
export async function sendHalf(url: string, bytes: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(bytes);
  return socket.on('error', () => {});
}
