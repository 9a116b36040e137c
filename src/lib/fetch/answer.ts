import type { IncomingMessage } from 'node:http';
import { bodyOf, textOf } from './body.js';
import { headersOf } from './exchange.js';
import { OutsideError, StatusError } from './failures.js';
import type { Turn, TurnOutcome } from './pacer.js';
import type { Patience } from './patience.js';
import { parseRetryAfter } from './retry-after.js';

export interface Answer {
  status: number;
  headers: Headers;
  /** Where the answer came from in the end. */
  url: string;
  /** To be read once, to its end or to where the reader has enough; or not at all, then call `close`. */
  body: AsyncIterable<Uint8Array>;
  /** The body as text. */
  text(): Promise<string>;
  /** Ends the connection, if the body is not wanted. */
  close(): Promise<void>;
}

export interface Answered {
  url: URL;
  /** Ended with the body, however that ends. */
  turn: Turn;
  patience: Patience;
  maxBytes: number;
  /** Statuses that are wanted besides 200 to 299. */
  statuses: readonly number[];
  now: number;
}

const EXCERPT_BYTES = 2_000;

/** @throws StatusError for a status that is not wanted */
export async function answerOf(message: IncomingMessage, { url, turn, patience, maxBytes, statuses, now }: Answered): Promise<Answer> {
  const status = message.statusCode ?? 0;
  const headers = headersOf(message);
  const bytes = bodyOf(message, { host: url.host, patience, maxBytes });
  if ((status < 200 || status > 299) && !statuses.includes(status)) {
    throw new StatusError(status, { host: url.host, retryAfter: parseRetryAfter(headers, now), excerpt: await excerptOf(bytes), headers });
  }
  const body = inTurn(bytes, turn);
  return {
    status,
    headers,
    url: url.href,
    body,
    text: () => textOf(body, headers.get('content-type')),
    close: async () => {
      message.destroy();
      await turn.end({});
    },
  };
}

/** What the server says of its refusal; that even this breaks off matters less than the status. */
async function excerptOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let taken = 0;
  try {
    for await (const piece of bytes) {
      pieces.push(piece);
      taken += piece.byteLength;
      if (taken >= EXCERPT_BYTES) break;
    }
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
  }
  return Buffer.concat(pieces).subarray(0, EXCERPT_BYTES).toString();
}

async function* inTurn(bytes: AsyncIterable<Uint8Array>, turn: Turn): AsyncGenerator<Uint8Array> {
  let outcome: TurnOutcome = {};
  try {
    yield* bytes;
  } catch (error) {
    outcome = outcomeOf(error);
    throw error;
  } finally {
    await turn.end(outcome);
  }
}

/** What the pacer is told of an error. */
export function outcomeOf(error: unknown): TurnOutcome {
  if (error instanceof StatusError) return { failure: error.failure, retryAfter: error.retryAfter };
  return error instanceof OutsideError ? { failure: error.failure } : {};
}
