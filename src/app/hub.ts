import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instance } from '#cli';
import { FEED_FORMATS, feedAddress, toldTopics, type FeedDocument, type FeedTopic } from '#digest';
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

/** Tells the hub whenever the latest editions or what is trending read otherwise, until told to stop. Without a hub or a public address there is nobody to tell. */
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

/** Looks which lists changed since the hub was told last, and tells it of them. Returns whether it was told. @throws OutsideError */
export async function tellHub(context: HubContext, signal?: AbortSignal): Promise<boolean> {
  const { instance, hub, origin } = context;
  const { clock, settings, config, log } = instance;
  if (clock.now() < (context.notBefore ?? 0)) return false;
  const feeds = feedDesk(instance);
  const stamp = await feeds.stamp();
  if (stamp === context.seen) return false;
  const known = await settings.get<unknown>(TOLD);
  const told: Record<string, string> = known !== null && typeof known === 'object' ? (known as Record<string, string>) : {};
  const [changed, states] = [[] as FeedTopic[], { ...told }];
  for (const { first, others } of toldTopics(await instance.categories())) {
    const [name, state] = [`${first.kind}/${first.name}`, stateOf(await feeds.read({ topic: first, format: 'atom', origin }), hub)];
    if (state === undefined || state === told[name]) continue;
    states[name] = state;
    changed.push(first, ...others);
  }
  if (changed.length === 0) {
    context.seen = stamp;
    return false;
  }
  context.notBefore = clock.now() + TRY_AGAIN_MS;
  const fetcher = createFetcher({ userAgent: userAgent(config), log, clock });
  const body = publication(changed, origin);
  const answer = await fetcher.request(hub, { trust: 'owner', body, headers: { 'content-type': 'application/x-www-form-urlencoded' }, timeoutMs: TIMEOUT_MS, maxBytes: ANSWER_BYTES, maxRedirects: 0, signal });
  await answer.close();
  context.notBefore = undefined;
  await settings.set(TOLD, states, isoNow(clock));
  return true;
}

/** What the hub is told: the addresses of lists in every format. */
function publication(topics: readonly FeedTopic[], origin: string): string {
  const links = feedLinks(origin);
  const urls = topics.flatMap((topic) => FEED_FORMATS.map((format) => links.feed(feedAddress(topic, format))));
  return String(new URLSearchParams([['hub.mode', 'publish'], ...urls.map((url) => ['hub.url', url])]));
}

/** Changes with every entry that comes, goes or is updated, and not with their order; undefined for a list that has nothing. */
function stateOf(feed: FeedDocument | undefined, hub: string): string | undefined {
  if (feed === undefined || feed.entries.length === 0) return undefined;
  const entries = feed.entries.map(({ id, updated }) => `${id} ${updated}`).sort();
  return createHash('sha256').update(JSON.stringify([hub, feed.self, entries])).digest('hex');
}
