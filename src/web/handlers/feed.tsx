import { FORMATS, feedAddress, parseFeedAddress, type FeedFormat, type FeedTopic } from '#digest';
import type { Context } from 'hono';
import { answerNotFound, type WebEnv, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { encodedBody, FeedCopies, type FeedCopy } from '../feed-copies.js';
import { encodingOf } from '../kept-pages.js';
import { routes } from '../routes.js';

/** Seconds in which nobody need ask again. */
const FRESH_SECONDS = 60;
const BUSY_SECONDS = '30';

/** A list as a feed: Atom, RSS or JSON Feed, as the ending of its address says. */
export function showFeed(context: WebContext): WebHandler {
  const { feeds } = context;
  const copies = new FeedCopies({ stamp: () => feeds.stamp(), now: () => feeds.now() });
  return async (c) => {
    const asked = await readAddress(c, context);
    if (asked === undefined) return answerNotFound(c, context, { what: 'No feed is at this address (any more).', todo: <>Those that there are stand under <a href={routes.feeds()}>Feeds</a>.</> });
    const origin = originOf(c, context);
    const { path, search } = feedAddress(asked.topic, asked.format);
    const copy = await copies.get([origin, asked.token ?? '', path, search].join(' '), async () => {
      const document = await feeds.read({ ...asked, origin });
      return document && FORMATS[asked.format].write(document);
    });
    if (copy === 'busy') return c.text('Too many different feeds are asked for just now. Ask again in half a minute.', 503, { 'Retry-After': BUSY_SECONDS });
    if (copy === undefined) return answerNotFound(c, context, { what: 'There is no such list (any more).', todo: <>Those that there are stand under <a href={routes.feeds()}>Feeds</a>.</> });
    return await answerCopy(c, copy, headersOf(asked, { hub: asked.token === undefined ? await feeds.hubOf(asked.topic) : undefined, origin }));
  };
}

interface AskedFeed {
  topic: FeedTopic;
  format: FeedFormat;
  token?: string;
}

async function readAddress(c: Context<WebEnv>, { feeds }: WebContext): Promise<AskedFeed | undefined> {
  const address = parseFeedAddress({ path: c.req.param('feed') ?? '', search: new URL(c.req.url).searchParams });
  if (address === undefined || 'topic' in address) return address;
  const topic = await feeds.kept.byToken(address.token);
  return topic && { topic, format: address.format, token: address.token };
}

/** Feeds are read elsewhere: their addresses are whole, with the public name or the one by which the request came. */
export function originOf(c: Context, { feeds }: Pick<WebContext, 'feeds'>): string {
  return feeds.baseUrl ?? new URL(c.req.url).origin;
}

function headersOf({ topic, format, token }: AskedFeed, { hub, origin }: { hub?: string; origin: string }) {
  const self = `${origin}${routes.feed(feedAddress(topic, format))}`;
  return {
    'Content-Type': `${FORMATS[format].type}; charset=utf-8`,
    'Cache-Control': `${token === undefined ? 'public' : 'private'}, max-age=${FRESH_SECONDS}`,
    Vary: 'Accept-Encoding',
    'X-Robots-Tag': 'noindex',
    ...(hub === undefined ? {} : { Link: `<${hub}>; rel="hub", <${self}>; rel="self"` }),
  };
}

async function answerCopy(c: Context, copy: FeedCopy, headers: ReturnType<typeof headersOf>): Promise<Response> {
  const told = { ...headers, ETag: copy.etag, 'Last-Modified': new Date(copy.modified).toUTCString() };
  const { 'Content-Type': _type, ...withoutType } = told;
  if (isKnown(c, copy)) return new Response(null, { status: 304, headers: withoutType });
  const encoding = encodingOf(c.req.header('Accept-Encoding') ?? '');
  const body = await encodedBody(copy, encoding);
  return new Response(body, { headers: encoding === 'identity' ? told : { ...told, 'Content-Encoding': encoding } });
}

/** RFC 9110, 13.1.3: a date counts only where no tag is named. */
function isKnown(c: Context, { etag, modified }: FeedCopy): boolean {
  const tags = c.req.header('If-None-Match');
  if (tags !== undefined) return tags.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
  const since = Date.parse(c.req.header('If-Modified-Since') ?? '');
  return since >= modified;
}
