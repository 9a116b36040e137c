import { lookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import { AllowedHosts } from '../address/index.js';
import type { Clock } from '../clock.js';
import type { Logger } from '../log.js';
import { answerOf, outcomeOf, type Answer } from './answer.js';
import { exchange } from './exchange.js';
import { OutsideError } from './failures.js';
import { checkedUrl, type Guard, type Resolve, type Trust } from './guard.js';
import { unpaced, type Pacer, type Turn } from './pacer.js';
import { Patience } from './patience.js';

export interface FetcherOptions {
  /** Names the program and how to reach whoever runs it. */
  userAgent: string;
  log: Logger;
  clock: Clock;
  pacer?: Pacer;
  /** Hosts that readers may name although they are private. */
  allowed?: AllowedHosts;
  /** The system's resolver, unless a test brings its own. */
  resolve?: Resolve;
}

export interface RequestOptions {
  /** Who named the address. Readers reach the public internet only. */
  trust: Trust;
  headers?: Readonly<Record<string, string>>;
  /** Makes it a POST of this text. Name its type in the headers. */
  body?: string;
  /** Milliseconds of waiting in all, redirects included, the pacer's turn not. */
  timeoutMs?: number;
  /** Milliseconds until the answer begins, and between any two pieces of it. */
  stallMs?: number;
  /** Of the body, decompressed. */
  maxBytes?: number;
  maxRedirects?: number;
  /** Statuses besides 200 to 299 whose answer is wanted, such as 304. */
  statuses?: readonly number[];
  signal?: AbortSignal;
}

export interface Fetcher {
  /**
   * Gets one address, or sends it a body. Reading the body can fail in the same ways as the request.
   * @throws StatusError for a status that is not wanted
   * @throws OutsideError for what OUTSIDE_FAILURES lists
   * @throws ForbiddenAddressError, InvalidInputError for addresses that are never asked
   * @throws the signal's reason
   */
  request(url: string, options: RequestOptions): Promise<Answer>;
}

interface Limits {
  timeoutMs: number;
  stallMs: number;
  maxBytes: number;
  maxRedirects: number;
}

export const DEFAULT_LIMITS: Readonly<Limits> = { timeoutMs: 120_000, stallMs: 30_000, maxBytes: 32_000_000, maxRedirects: 5 };
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
/** The others ask to get what was to be sent (RFC 9110, 15.4), which would be another request. */
const REDIRECTS_OF_BODIES: readonly number[] = [307, 308];
/** Not for other hosts than the one they were given for. */
const PERSONAL = /^(?:authorization|cookie|proxy-authorization)$/i;

/** The one way in which anything here asks a server on the network. */
export function createFetcher(options: FetcherOptions): Fetcher {
  const { allowed = new AllowedHosts([]), resolve = (name) => lookup(name, { all: true }) } = options;
  return {
    request: async (text, wanted) => {
      const guard: Guard = { trust: wanted.trust, allowed, resolve };
      const limits = limitsOf(wanted);
      return await follow(checkedUrl(text, guard), { options, wanted, guard, limits, patience: new Patience({ ...limits, signal: wanted.signal }) });
    },
  };
}

function limitsOf(wanted: RequestOptions): Limits {
  const { timeoutMs, stallMs, maxBytes, maxRedirects } = DEFAULT_LIMITS;
  return {
    timeoutMs: wanted.timeoutMs ?? timeoutMs,
    stallMs: wanted.stallMs ?? stallMs,
    maxBytes: wanted.maxBytes ?? maxBytes,
    maxRedirects: wanted.maxRedirects ?? maxRedirects,
  };
}

interface Task {
  options: FetcherOptions;
  wanted: RequestOptions;
  guard: Guard;
  limits: Limits;
  patience: Patience;
}

/** Asks, and goes where redirects lead: every step takes a turn of its own and is checked like the first. */
async function follow(first: URL, task: Task): Promise<Answer> {
  let url = first;
  let headers: Record<string, string> = { ...task.wanted.headers, 'user-agent': task.options.userAgent, 'accept-encoding': 'gzip, br' };
  for (let step = 0; step <= task.limits.maxRedirects; step += 1) {
    const answer = await ask(url, headers, task);
    if (!(answer instanceof URL)) return answer;
    if (answer.origin !== url.origin) headers = withoutPersonal(headers);
    url = answer;
  }
  throw new OutsideError('redirects', { host: first.host, detail: `more than ${task.limits.maxRedirects}` });
}

function withoutPersonal(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !PERSONAL.test(name)));
}

/** One request in its turn: the answer, or where to ask instead. */
async function ask(url: URL, headers: Record<string, string>, { options, wanted, guard, limits, patience }: Task): Promise<Answer | URL> {
  const turn = endedOnce(await (options.pacer ?? unpaced).turn(url.host, wanted.signal));
  try {
    const message = await exchange(url, { headers, body: wanted.body, guard, patience });
    options.log.debug({ host: url.host, status: message.statusCode }, 'asked');
    const next = redirectOf(message, url, { wanted, guard });
    if (next === undefined) {
      return await answerOf(message, { url, turn, patience, maxBytes: limits.maxBytes, statuses: wanted.statuses ?? [], now: options.clock.now() });
    }
    await turn.end({});
    return next;
  } catch (error) {
    await turn.end(outcomeOf(error));
    throw error;
  }
}

/** The body's end and `close` may both come. */
function endedOnce(turn: Turn): Turn {
  let ended: Promise<void> | undefined;
  return { end: (outcome) => (ended ??= turn.end(outcome)) };
}

function redirectOf(message: IncomingMessage, url: URL, { wanted, guard }: Pick<Task, 'wanted' | 'guard'>): URL | undefined {
  const { location } = message.headers;
  const followed = wanted.body === undefined ? REDIRECTS : REDIRECTS_OF_BODIES;
  if (location === undefined || !followed.includes(message.statusCode ?? 0)) return undefined;
  message.destroy();
  return checkedUrl(location, guard, url);
}
