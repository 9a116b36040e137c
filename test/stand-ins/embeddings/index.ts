import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './faults.js';
import { vectorOf } from './vectors.js';

export { FAULTS, type Fault, type FaultName } from './faults.js';

export interface StandInOptions {
  port?: number;
  /** Of a vector when a request asks for none; 32 when left out. */
  dimensions?: number;
  /** The key without which it answers nobody. */
  key?: string;
  /** The only model it has; any when left out. */
  model?: string;
  /** More are declined, by status 413. */
  mostTexts?: number;
  /** A text with more characters is declined, by status 400. */
  mostCharacters?: number;
  /** A text with this word is declined, by status 400. */
  forbidden?: string;
  /** Vectors as bytes in base64. */
  base64?: boolean;
  /** Headers of every good answer. */
  headers?: Readonly<Record<string, string>>;
}

/** What one request held. */
export interface Asked {
  texts: string[];
  dimensions?: number;
  authorization?: string;
}

export interface EmbeddingsStandIn {
  /** For EMBEDDINGS_URL. */
  url: string;
  asked: Asked[];
  /** Most requests that were being answered at one time. */
  abreast: number;
  /** Is wrong from now on, in place of what was wrong before; nothing is when left out. */
  fail(fault?: Fault): void;
  close(): Promise<void>;
}

/** A server on this machine that speaks as OpenAI's does: https://platform.openai.com/docs/api-reference/embeddings */
export async function startEmbeddings(options: StandInOptions = {}): Promise<EmbeddingsStandIn> {
  let fault: Fault | undefined;
  let answering = 0;
  const take = (): Fault | undefined => {
    const met = fault;
    if (met?.times !== undefined) fault = met.times > 1 ? { ...met, times: met.times - 1 } : undefined;
    return met;
  };
  const server = createServer((request, response) => {
    standIn.abreast = Math.max(standIn.abreast, (answering += 1));
    let under = true;
    const end = (): void => {
      if (under) answering -= 1;
      under = false;
    };
    response.on('finish', end).on('close', end);
    void answer(request, response, { options, asked: standIn.asked, take }).catch((error: unknown) => response.destroy(error as Error));
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const standIn: EmbeddingsStandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked: [],
    abreast: 0,
    fail: (next) => (fault = next),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return standIn;
}

interface Context {
  options: StandInOptions;
  asked: Asked[];
  take(): Fault | undefined;
}

async function answer(request: IncomingMessage, response: ServerResponse, { options, asked, take }: Context): Promise<void> {
  if (request.method !== 'POST' || request.url !== '/v1/embeddings') return refuse(response, 404, `Unknown request URL: ${request.method} ${request.url}`);
  const { model, input, dimensions } = JSON.parse(Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>)).toString()) as { model: string; input: string[]; dimensions?: number };
  const { authorization } = request.headers;
  asked.push({ texts: input, dimensions, authorization });
  if (options.key !== undefined && authorization !== `Bearer ${options.key}`) return refuse(response, 401, `Incorrect API key provided: ${authorization?.slice('Bearer '.length)}`);
  const fault = take();
  if (fault !== undefined && (await failed(response, fault))) return;
  if (options.model !== undefined && model !== options.model) return refuse(response, 404, `The model ${model} does not exist`);
  if (input.length > (options.mostTexts ?? Infinity)) return refuse(response, 413, `batch size ${input.length} > maximum allowed batch size ${options.mostTexts}`);
  const bad = input.findIndex((text) => text === '' || text.length > (options.mostCharacters ?? Infinity) || (options.forbidden !== undefined && text.includes(options.forbidden)));
  if (bad >= 0) return refuse(response, 400, `Invalid input: $.input[${bad}]`);
  send(response, { model, texts: input, dimensions: dimensions ?? options.dimensions ?? 32 }, options, fault);
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { message, type: 'invalid_request_error' } }));
}

/** @returns false for a fault that still lets an answer be made */
async function failed(response: ServerResponse, { name, seconds }: Fault): Promise<boolean> {
  switch (name) {
    case 'throttled':
      if (seconds !== undefined) response.setHeader('retry-after', String(seconds));
      refuse(response, 429, 'Rate limit reached');
      return true;
    case 'quota':
      response.writeHead(429).end(JSON.stringify({ error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } }));
      return true;
    case 'unavailable':
      refuse(response, 503, 'The model is loading');
      return true;
    case 'broken':
      response.writeHead(500, { 'content-type': 'text/html' }).end('<html><h1>Internal Server Error</h1></html>');
      return true;
    case 'stall':
      return true;
    case 'slow':
      await sleep((seconds ?? 1) * 1_000);
      return false;
    case 'nonsense':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Log in</title><p>Please log in to the proxy.');
      return true;
    case 'error':
      response.writeHead(200).end(JSON.stringify({ error: { message: 'The model crashed' } }));
      return true;
    case 'empty':
      response.writeHead(200).end('{"object":"list"}');
      return true;
    case 'endless':
      response.writeHead(200, { 'content-type': 'application/json' });
      await pipeline(Readable.from(endless()), response).catch(() => undefined);
      return true;
    default:
      return false;
  }
}

function* endless(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(1 << 20, '[');
}

interface Wanted {
  model: string;
  texts: string[];
  dimensions: number;
}

function send(response: ServerResponse, { model, texts, dimensions }: Wanted, { base64, headers }: StandInOptions, fault: Fault | undefined): void {
  const vectors = damaged(texts.map((text) => vectorOf(text, fault?.name === 'dimension' ? dimensions + 1 : dimensions)), fault);
  const data = vectors.map((vector, index) => ({ object: 'embedding', index: fault?.name === 'wrong-order' ? 0 : index, embedding: base64 ? Buffer.from(Float32Array.from(vector as number[]).buffer).toString('base64') : vector }));
  const tokens = texts.reduce((sum, text) => sum + Math.ceil(text.length / 4), 0);
  // Servers need not keep the order: each vector says whose it is.
  const text = JSON.stringify({ object: 'list', data: data.toReversed(), model, usage: { prompt_tokens: tokens, total_tokens: tokens } });
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...headers });
  if (fault?.name !== 'truncated') return void response.end(text);
  response.write(text.slice(0, text.length / 2));
  setTimeout(() => response.destroy(), 20);
}

function damaged(vectors: number[][], fault: Fault | undefined): (number | null)[][] {
  const [first = [], ...rest] = vectors;
  switch (fault?.name) {
    case 'wrong-count':
      return rest;
    case 'not-a-number':
      return [[null, ...first.slice(1)], ...rest];
    case 'ragged':
      return [...rest, first.slice(1)];
    default:
      return vectors;
  }
}
