import { createHash } from 'node:crypto';
import { answerApi } from '../api/answer.js';
import type { RequestFaults } from '../faults/box.js';
import type { Protocol } from '../faults/faults.js';
import { feedOf } from '../feed/announcements.js';
import { atomError, atomFeed } from '../feed/atom.js';
import { rssError, rssFeed } from '../feed/rss.js';
import { parseTopics, TopicError } from '../feed/topics.js';
import { answerOai, type OaiContext } from '../oai/answer.js';
import type { Pager } from '../oai/pages.js';
import type { Manner } from '../oai/token.js';
import type { World } from '../world/world.js';
import { bytesOf, type Piece } from '../xml.js';
import type { Answer } from './send.js';

/** A request of one of the protocols, read whole. */
export interface ProtocolRequest {
  protocol: Protocol;
  url: URL;
  /** The query, or the form of a POST. */
  given: URLSearchParams;
  ifNoneMatch?: string;
}

export interface RouteContext {
  world: World;
  pager: Pager;
  manner: Manner;
  origin: string;
  now: number;
  faults: RequestFaults;
}

/** The protocol an address belongs to. */
export function protocolOf(path: string): Protocol | undefined {
  if (path === '/oai' || path === '/oai2') return 'oai';
  if (/^\/(?:rss|atom)\/[^/]+$/.test(path)) return 'feed';
  return path === '/api/query' ? 'api' : undefined;
}

/** The answer of a protocol, before faults on its way. */
export function answerTo(request: ProtocolRequest, context: RouteContext): Answer {
  return { oai: oaiAnswer, feed: feedAnswer, api: apiAnswer }[request.protocol](request, context);
}

function oaiAnswer({ url, given }: ProtocolRequest, context: RouteContext): Answer {
  const oai: OaiContext = { ...context, baseUrl: context.origin + url.pathname };
  return answer(200, 'application/xml; charset=utf-8', answerOai(given, oai));
}

function apiAnswer({ given }: ProtocolRequest, context: RouteContext): Answer {
  const { status, pieces } = answerApi(given, context);
  return answer(status, 'application/atom+xml; charset=utf-8', pieces);
}

function feedAnswer({ url, ifNoneMatch }: ProtocolRequest, context: RouteContext): Answer {
  const [, form, query] = url.pathname.split('/').map(decodeURIComponent);
  const [write, refuse, type] = form === 'atom' ? ([atomFeed, atomError, 'application/atom+xml'] as const) : ([rssFeed, rssError, 'application/rss+xml'] as const);
  try {
    const made = answer(200, type, write(feedOf(parseTopics(query!), context), context.faults));
    return unlessKnown(made, ifNoneMatch);
  } catch (error) {
    if (!(error instanceof TopicError)) throw error;
    return answer(400, type, refuse(query!, error.message));
  }
}

/** Feeds bear a tag, so that one that did not change need not be sent again. */
function unlessKnown(made: Answer, ifNoneMatch: string | undefined): Answer {
  const tag = `"${createHash('sha256').update(made.body).digest('hex')}"`;
  const headers = { ...made.headers, ETag: tag };
  return ifNoneMatch === tag ? { status: 304, headers, body: Buffer.alloc(0) } : { ...made, headers };
}

function answer(status: number, type: string, pieces: readonly Piece[]): Answer {
  return { status, headers: { 'Content-Type': type }, body: bytesOf(pieces) };
}
