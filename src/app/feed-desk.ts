import { sql } from 'kysely';
import type { Instance } from '#cli';
import { SavedSearches } from '#community';
import { isTold, KeptFeeds, kindNamed, readFeed, type FeedSources, type FeedTopic } from '#digest';
import { editionDayAt } from '#papers';
import { isoNow } from '#lib';
import { parseQuery } from '#search';
import type { FeedDesk } from '#web';
import { feedLinks } from '#web/addresses';

/** Gives the pages what they ask of the feeds. */
export function feedDesk(instance: Instance): FeedDesk {
  const { config, clock, db } = instance;
  const sources = feedSources(instance);
  const hubOf = async (topic: FeedTopic) => (config.hub !== undefined && config.baseUrl !== undefined && isTold(topic, await instance.categories()) ? config.hub : undefined);
  return {
    read: async ({ topic, format, origin, token }) => await readFeed(sources, { topic, format, token, links: feedLinks(origin), publisher: 'Broadsheet', hub: await hubOf(topic) }),
    hubOf,
    title: async (topic) => await kindNamed(topic.kind)?.title(sources, topic),
    savedQuery: async ({ kind, name, reader }) => (kind === 'saved-search' ? (await sources.savedSearches.find(Number(name), reader))?.query : undefined),
    stamp: () => feedStamp(instance),
    now: () => clock.now(),
    baseUrl: config.baseUrl,
    kept: new KeptFeeds({ db, clock }),
  };
}

/** Where the lists of an instance come from. */
export function feedSources(instance: Instance): FeedSources {
  const { db, clock, editions, trending, papers, search } = instance;
  return {
    db,
    editions,
    trending: (query) => trending.read(query),
    papers,
    search: { parse: (text) => parseQuery(text, { today: isoNow(clock).slice(0, 10) }), find: (request) => search.finder.find(request) },
    savedSearches: { find: async (number, reader) => (reader === undefined ? undefined : await new SavedSearches({ db, clock }, reader).find(number)) },
    categories: () => instance.categories(),
  };
}

/** Changes with every paper, vote, setting and saved search, with what the search took in, and with the day. */
async function feedStamp({ db, clock, search }: Instance): Promise<string> {
  const { rows } = await sql<{ seq: number; votes: number; settings: string | null; searches: string | null }>`
    select value as seq, (select value from counters where name = 'signal') as votes, (select max(updated_at) from settings) as settings, (select max(updated_at) from saved_searches) as searches from counters where name = 'seq'
  `.execute(db.kysely);
  const { place } = search.index;
  const generation = place.readCurrent()?.generation;
  const taken = generation === undefined ? undefined : place.generation(generation).readCursor()?.seq;
  return [rows[0]?.seq, rows[0]?.votes, rows[0]?.settings, rows[0]?.searches, generation, taken, editionDayAt(clock.now()), isoNow(clock).slice(0, 10)].join(' ');
}
