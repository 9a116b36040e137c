import type { RequestFaults } from '../faults/box.js';
import { isTaken, isThere } from '../faults/hidden.js';
import { chance } from '../world/chance.js';
import type { WorldEvent } from '../world/events.js';
import type { PaperState } from '../world/state.js';
import { announcedAt, editionBefore } from '../world/windows.js';
import type { World } from '../world/world.js';
import type { Topics } from './topics.js';

/*
 * What a feed announces. Rules of arXiv's own feed, github.com/arXiv/arxiv-feed, feed/{database,utils}.py: it is built at
 * midnight in New York, four hours after the announcement, for that day alone; a paper stands in it once; replacements from
 * the sixth version on do not; and of more than 2,000 items the first, which are new papers, are dropped.
 */

/** In the order of the feed. */
const TYPES = ['new', 'cross', 'replace', 'replace-cross'] as const;
export type AnnounceType = (typeof TYPES)[number];

export interface FeedItem {
  type: AnnounceType;
  paper: PaperState;
}

export interface Feed {
  topics: Topics;
  /** Midnight in New York, at which its day began: `2026-06-02T00:00:00-04:00`. */
  midnight: Temporal.ZonedDateTime;
  /** When it was built, milliseconds since 1970. */
  built: number;
  items: readonly FeedItem[];
}

export interface FeedContext {
  world: World;
  /** Milliseconds since 1970. */
  now: number;
  faults: RequestFaults;
}

const ZONE = 'America/New_York';
const LAST_VERSION = 5;
const MOST_ITEMS = 2000;

/** The feed of some topics as it is served at an instant. */
export function feedOf(topics: Topics, { world, now, faults }: FeedContext): Feed {
  const midnight = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(ZONE).startOfDay();
  const day = midnight.toPlainDate().toString();
  const building = Math.floor(20_000 * chance(world.seed, 'built', day, topics.names.join('+')));
  const there = isThere(world, faults);
  const events = announcements(servedDay(day, faults), topics, world).filter(({ event }) => there(event.paper));
  const swap = faults.use('misannounce');
  const typed = events.map(({ event, type }) => ({ event, type: isTaken(world, world.id(event.paper), swap, 'misannounce') ? swapped(type) : type }));
  const ordered = typed.sort((a, b) => TYPES.indexOf(a.type) - TYPES.indexOf(b.type) || a.event.paper - b.event.paper);
  const items = ordered.slice(-MOST_ITEMS).map(({ event, type }) => ({ type, paper: world.state(event.paper, now) }));
  return { topics, midnight, built: Math.min(now, midnight.epochMilliseconds + building), items };
}

function servedDay(day: string, faults: RequestFaults): string {
  let served = day;
  for (let batch = faults.use('stale')?.batches ?? 0; batch > 0; batch -= 1) served = editionBefore(served);
  return served;
}

/** What an edition announces in the topics, and as what. */
export function announcements(day: string, topics: Topics, world: World): { event: WorldEvent; type: AnnounceType }[] {
  return world.announcedOn(day).flatMap((event) => {
    const type = announceType(event, topics, world.categories(event.paper, announcedAt(day)));
    return type === undefined ? [] : [{ event, type }];
  });
}

/** What an event is announced as in a feed of some topics, to papers of these categories; nothing when it is not. */
export function announceType({ kind, category, version }: Pick<WorldEvent, 'kind' | 'category' | 'version'>, topics: Topics, categories: readonly string[]): AnnounceType | undefined {
  if (kind === 'cross-list') return topics.categories.has(category!) ? 'cross' : undefined;
  if (!categories.some((one) => topics.categories.has(one))) return undefined;
  const primary = topics.categories.has(categories[0]!);
  if (kind === 'new') return primary ? 'new' : 'cross';
  if (version! > LAST_VERSION) return undefined;
  return primary ? 'replace' : 'replace-cross';
}

function swapped(type: AnnounceType): AnnounceType {
  if (type === 'new') return 'cross';
  return type === 'cross' ? 'new' : type;
}
