import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { outsideError } from './failures.js';
import { guardedLookup, type Guard } from './guard.js';
import type { Patience } from './patience.js';

export interface Exchange {
  headers: Readonly<Record<string, string>>;
  /** Sent by POST; without it the address is got. */
  body?: string;
  guard: Guard;
  patience: Patience;
}

/**
 * Asks one address, on a connection of its own, until the answer's head is there. Connections are not kept for later: a
 * kept one would have to be checked anew for every kind of trust, and those we ask are asked seconds apart.
 * @throws OutsideError, ForbiddenAddressError
 */
export async function exchange(url: URL, { headers, body, guard, patience }: Exchange): Promise<IncomingMessage> {
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, { method: body === undefined ? 'GET' : 'POST', headers, agent: false, lookup: guardedLookup(guard) });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', resolve);
    // Stays: the connection may fail again while the body is read, which the body's reader is told as well.
    request.on('error', reject);
  });
  try {
    request.end(body);
    return await patience.wait(answered, url.host);
  } catch (error) {
    request.destroy();
    throw outsideError(error, { host: url.host, answered: false });
  }
}

/** Headers as they came, those given twice joined by commas. */
export function headersOf(message: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(message.headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  return headers;
}
