import { feedAddress, type FeedTopic, privateAddress, takenFrom, writeOpml, type Outline } from '#digest';
import { InvalidInputError, NotFoundError } from '#lib';
import type { Context } from 'hono';
import { answer, frameOf, only, type WebEnv, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { readFeedChoice } from '../feed-choice.js';
import { feedLinks } from '../feed-links.js';
import { FeedsPage, type FeedsPageProps, type NamedFeed, type OpmlResult } from '../pages/feeds.js';
import { usualTopic } from '../parts/feed-head.js';
import { routes } from '../routes.js';
import { originOf } from './feed.js';

/** Where any list is made into a feed. */
export function showFeeds(context: WebContext): WebHandler {
  return async (c) => {
    const search = new URL(c.req.url).searchParams;
    const topic = readFeedChoice(search);
    const title = topic && (await context.feeds.title(topic));
    const chosen = topic && title !== undefined ? { topic, title } : undefined;
    return await answerPage(c, context, { chosen, unreadable: chosen === undefined && search.has('list') });
  };
}

/** Keeps a list among the reader's feeds. */
export function keepFeed(context: WebContext): WebHandler {
  return only(context, 'keep feeds', async (c) => {
    const form = await c.req.parseBody();
    const topic = readFeedChoice(new URLSearchParams(Object.entries(form).map(([name, value]) => [name, String(value)])));
    const known = topic && (await context.feeds.title({ ...topic, reader: readerOf(c) }));
    if (topic === undefined || known === undefined) throw new InvalidInputError('The form named no list that there is: go back, choose one, and keep it again.');
    await context.feeds.kept.keep(readerOf(c), topic);
    return c.redirect(routes.feeds(), 303);
  });
}

/** Takes a feed's address back, for another or for good. */
export function changeKeptFeed(context: WebContext, change: 'readdress' | 'remove'): WebHandler {
  return only(context, 'keep feeds', async (c) => {
    const number = Number(c.req.param('number'));
    if (!Number.isSafeInteger(number)) throw new NotFoundError('There is no such feed.');
    await context.feeds.kept[change](readerOf(c), number);
    return c.redirect(routes.feeds(), 303);
  });
}

/** The feeds for another feed reader: a reader's own, else those of the paper. */
export function showOpml(context: WebContext): WebHandler {
  return async (c) => {
    const { reader } = c.get('viewer');
    const { name, categories } = await context.site();
    const own = reader === undefined ? [] : await ownOutlines(c, context, reader);
    const outlines = own.length > 0 ? own : [usualTopic('latest'), ...categories.map((code) => usualTopic('category', code))].map((topic) => openOutline(topic, { title: topic.name || 'Latest papers', origin: originOf(c, context) }));
    return c.body(writeOpml({ title: `Feeds of ${name}`, outlines }), 200, { 'Content-Type': 'text/x-opml; charset=utf-8', 'Content-Disposition': 'attachment; filename="broadsheet.opml"' });
  };
}

/** Keeps the lists that an OPML file names. */
export function takeOpml(context: WebContext): WebHandler {
  return only(context, 'keep feeds', async (c) => {
    const file = (await c.req.parseBody())['opml'];
    if (!(file instanceof File) || file.size === 0) throw new InvalidInputError('No file was chosen: go back, choose an OPML file, and send it again.');
    const taken = takenFrom(await file.text());
    const [reader, { kept }] = [readerOf(c), context.feeds];
    const before = (await kept.list(reader)).length;
    for (const topic of taken.topics) await kept.keep(reader, topic);
    const known = (await Promise.all(taken.tokens.map((token) => kept.byToken(token)))).filter((topic) => topic?.reader === reader).length;
    const added = (await kept.list(reader)).length - before;
    const result: OpmlResult = { kept: added, known: taken.topics.length - added + known, others: [...taken.others.map(({ title }) => title), ...Array.from({ length: taken.tokens.length - known }, () => 'a private feed of another paper')] };
    return await answerPage(c, context, { taken: result });
  });
}

async function answerPage(c: Context<WebEnv>, context: WebContext, props: Pick<FeedsPageProps, 'chosen' | 'unreadable' | 'taken'>): Promise<Response> {
  const { reader } = c.get('viewer');
  const [frame, own] = await Promise.all([frameOf(c, context), reader === undefined ? undefined : ownOf(context, reader)]);
  return answer(c, <FeedsPage frame={frame} own={own} {...props} />);
}

async function ownOf(context: WebContext, reader: number): Promise<FeedsPageProps['own']> {
  const [feeds, searches] = await Promise.all([namedFeeds(context, reader), context.savedSearches(reader).list()]);
  return { feeds, searches };
}

async function namedFeeds({ feeds }: WebContext, reader: number): Promise<NamedFeed[]> {
  return await Promise.all((await feeds.kept.list(reader)).map(async (feed) => ({ feed, title: await feeds.title(feed.topic) })));
}

async function ownOutlines(c: Context, context: WebContext, reader: number): Promise<Outline[]> {
  const links = feedLinks(originOf(c, context));
  const named = (await namedFeeds(context, reader)).filter(({ title }) => title !== undefined);
  return await Promise.all(
    named.map(async ({ feed: { topic, token }, title }) => {
      const query = await context.feeds.savedQuery(topic);
      const open = query === undefined ? topic : { ...topic, kind: 'search', name: query };
      return { title: title!, xmlUrl: links.feed(privateAddress(token, 'atom')), list: routes.feed(feedAddress(open, 'atom')).replace(/^\/feeds\//, '') };
    }),
  );
}

function openOutline(topic: FeedTopic, { title, origin }: { title: string; origin: string }): Outline {
  return { title, xmlUrl: feedLinks(origin).feed(feedAddress(topic, 'atom')) };
}

/** The rules let only readers come so far. */
function readerOf(c: Context<WebEnv>): number {
  const { reader } = c.get('viewer');
  if (reader === undefined) throw new InvalidInputError('Feeds are kept for readers: come in as one, then keep it again.');
  return reader;
}
