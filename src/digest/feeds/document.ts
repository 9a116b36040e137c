import type { Paper } from '#papers';
import { feedAddress, privateAddress, type AddressParts } from './address.js';
import { entryOf } from './entry.js';
import { firstSeenOf } from './first-seen.js';
import { urnOf } from './ids.js';
import type { FeedSources } from './kinds.js';
import { readList } from './list.js';
import type { FeedDocument, FeedEntry, FeedFormat, FeedTopic, ListView } from './types.js';

/** Where things stand on the pages: absolute addresses. */
export interface FeedLinks {
  paper(id: string): string;
  list(view: ListView): string;
  feed(address: AddressParts): string;
}

export interface FeedRequest {
  topic: FeedTopic;
  format: FeedFormat;
  links: FeedLinks;
  /** The name of this instance. */
  publisher: string;
  hub?: string;
  /** The secret of the address, where the list has one. */
  token?: string;
}

/** An empty list was never changed: any fixed instant says so, and the feed stays the same for every request. */
const NEVER = new Date(0).toISOString();

/** The feed of a list as it is now; undefined when there is no such list. */
export async function readFeed(sources: FeedSources, request: FeedRequest): Promise<FeedDocument | undefined> {
  const { topic, format, links, publisher, hub, token } = request;
  const list = await readList(sources, topic);
  if (list === undefined) return undefined;
  const firstSeen = await firstSeenOf(sources.db, list.papers.map(({ paper }) => paper.number));
  const urlOf = (paper: Paper) => links.paper(paper.id);
  const entries = uniqueById(list.papers.map((listed) => entryOf(listed, { options: topic.options, urlOf, firstSeen })));
  const self = links.feed(token === undefined ? feedAddress(topic, format) : privateAddress(token, format));
  return {
    id: urnOf(`feed ${links.list({ view: 'front' })} ${topic.kind} ${topic.name} ${topic.reader ?? ''}`),
    title: `${list.title} · ${publisher}`,
    about: list.about,
    publisher,
    page: links.list(list.view),
    self,
    // What only a secret opens is not to be told to a hub, which gives it on to whoever asks.
    hub: token === undefined ? hub : undefined,
    updated: entries.reduce((last, { updated }) => (updated > last ? updated : last), NEVER),
    entries,
  };
}

function uniqueById(entries: readonly FeedEntry[]): FeedEntry[] {
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()];
}
