import { once } from 'node:events';
import { Agent, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
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
  // As browsers do: to a connection that is to be closed, the server need not read the rest of what it refused.
  const agent = new Agent({ keepAlive: true });
  try {
    const sending = request({ hostname, port, path, method, headers, agent }).end(body);
    const [response] = (await once(sending, 'response')) as [IncomingMessage];
    return { status: response.statusCode ?? 0, headers: response.headers, text: await textOf(response) };
  } finally {
    agent.destroy();
  }
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return text;
}

/** Opens a connection and sends these bytes and no more. */
export async function sendHalf(url: string, bytes: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(bytes);
  return socket.on('error', () => {});
}
