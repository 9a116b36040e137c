import type { IncomingMessage, ServerResponse } from 'node:http';
import { InvalidInputError } from '#lib';
import type { FaultBox } from '../faults/box.js';
import { FAULTS, type Fault } from '../faults/faults.js';
import type { RequestLog } from './log.js';
import type { Politeness } from './politeness.js';

/** What the control addresses look at and change. */
export interface Controlled {
  faults: FaultBox;
  log: RequestLog;
  politeness: Politeness;
  /** The text of the clock, for processes that shall follow it; nothing for the machine's own. */
  clockText?: string;
}

/**
 * The addresses that no real server has:
 * `GET /__faults` tells what is on and what there is, `POST /__faults` switches on one fault or a list of them,
 * `DELETE /__faults` and `/__faults/ID` switch off; `GET /__requests` tells the newest requests and how polite they were,
 * `DELETE /__requests` forgets them; `GET /__clock` is the clock's text.
 */
export async function control(request: IncomingMessage, response: ServerResponse, controlled: Controlled): Promise<void> {
  try {
    const answer = await answerOf(request, controlled);
    reply(response, answer === undefined ? 404 : 200, answer ?? { error: 'There is no such address.' });
  } catch (error) {
    if (!(error instanceof InvalidInputError) && !(error instanceof SyntaxError)) throw error;
    reply(response, 400, { error: error.message });
  }
}

async function answerOf(request: IncomingMessage, { faults, log, politeness, clockText }: Controlled): Promise<unknown> {
  const asked = `${request.method} ${request.url}`;
  switch (asked.replace(/\/\d+$/, '/ID')) {
    case 'GET /__faults':
      return { on: faults.list(), known: FAULTS };
    case 'POST /__faults':
      return { ids: [JSON.parse(await readBody(request)) as Fault | Fault[]].flat().map((fault) => faults.add(fault)) };
    case 'DELETE /__faults':
      faults.clear();
      return {};
    case 'DELETE /__faults/ID':
      return faults.remove(Number(asked.split('/').at(-1))) ? {} : undefined;
    case 'GET /__requests':
      return { violations: politeness.violations, requests: log.list() };
    case 'DELETE /__requests':
      log.clear();
      politeness.forget();
      return {};
    case 'GET /__clock':
      return { clock: clockText ?? null };
    default:
      return undefined;
  }
}

const LONGEST_BODY = 1024 * 1024;

/** The whole body of a request as text. @throws InvalidInputError when it is longer than any of ours */
export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > LONGEST_BODY) throw new InvalidInputError('The body is too long.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

function reply(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}
