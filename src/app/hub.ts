import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instance } from '#cli';
import { DEFAULT_OPTIONS, FEED_FORMATS, feedAddress, type FeedDocument, type FeedTopic } from '#digest';
import { isoNow, messageOf } from '#lib';
import { createFetcher } from '#lib/fetch';
import { feedLinks } from '#web/addresses';
import { feedDesk } from './feed-desk.js';
import { userAgent } from './gather.js';
import type { MailingOptions } from './mail-desk.js';

const LOOK_EVERY_MS = 30_000;
const TRY_AGAIN_MS = 5 * 60_000;
const TIMEOUT_MS = 10_000;
const ANSWER_BYTES = 64 * 1024;
/** Of the paper's categories; the hub is sent one form with three addresses for each. */
const MOST_CATEGORIES = 50;
const TOLD = 'websub-told';

/** What a hub is told by, with what was seen last; made once for as long as a process tells. */
export interface HubContext {
  instance: Instance;
  hub: string;
  origin: string;
  seen?: string;
  /** Milliseconds since 1970, before which a hub that was away is not asked again. */
  notBefore?: number;
}

/** Tells the hub whenever the latest editions read otherwise, until told to stop. Without a hub or a public address there is nobody to tell. */
export async function tellHubAsDue(instance: Instance, { signal, noteError }: MailingOptions): Promise<void> {
  const { hub, baseUrl: origin } = instance.config;
  if (hub === undefined || origin === undefined) return;
  const context: HubContext = { instance, hub, origin };
  while (!signal.aborted) {
    await tellHub(context, signal).catch((error: unknown) => {
      if (signal.aborted) return;
      noteError?.(error);
      instance.log.warn({ err: error }, `the WebSub hub cannot be told for now: ${messageOf(error)}`);
    });
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}

/** Looks whether the latest editions changed since the hub was told last, and tells it then. Returns whether it was told. @throws OutsideError */
export async function tellHub(context: HubContext, signal?: AbortSignal): Promise<boolean> {
  const { instance, hub, origin } = context;
  const { clock, settings, config, log } = instance;
  if (clock.now() < (context.notBefore ?? 0)) return false;
  const feeds = feedDesk(instance);
  const stamp = await feeds.stamp();
  if (stamp === context.seen) return false;
  const latest = await feeds.read({ topic: usual('latest'), format: 'atom', origin });
  const state = stateOf(latest, hub);
  if (state === undefined || state === (await settings.get<string>(TOLD))) {
    context.seen = stamp;
    return false;
  }
  context.notBefore = clock.now() + TRY_AGAIN_MS;
  const fetcher = createFetcher({ userAgent: userAgent(config), log, clock });
  const body = publication(await instance.categories(), origin);
  const answer = await fetcher.request(hub, { trust: 'owner', body, headers: { 'content-type': 'application/x-www-form-urlencoded' }, timeoutMs: TIMEOUT_MS, maxBytes: ANSWER_BYTES, maxRedirects: 0, signal });
  await answer.close();
  context.notBefore = undefined;
  await settings.set(TOLD, state, isoNow(clock));
  return true;
}

/** What the hub is told of: the latest editions and the categories of the paper, with their usual options, in every format. */
function publication(categories: readonly string[], origin: string): string {
  const links = feedLinks(origin);
  const topics = [usual('latest'), ...categories.slice(0, MOST_CATEGORIES).map((code) => usual('category', code))];
  const urls = topics.flatMap((topic) => FEED_FORMATS.map((format) => links.feed(feedAddress(topic, format))));
  return String(new URLSearchParams([['hub.mode', 'publish'], ...urls.map((url) => ['hub.url', url])]));
}

function usual(kind: string, name = ''): FeedTopic {
  return { kind, name, options: DEFAULT_OPTIONS };
}

/** Changes with every entry that comes, goes or is updated; undefined for a paper that has nothing yet. */
function stateOf(latest: FeedDocument | undefined, hub: string): string | undefined {
  if (latest === undefined || latest.entries.length === 0) return undefined;
  return createHash('sha256').update(JSON.stringify([hub, latest.self, latest.entries.map(({ id, updated }) => [id, updated])])).digest('hex');
}
