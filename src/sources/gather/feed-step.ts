import type { Writer } from '#db';
import { isoNow } from '#lib';
import { dayKind, type PaperRecord } from '#papers';
import type { GatherContext } from './context.js';
import { readFeedDay, writeFeedDay } from './feed-table.js';
import { savePage } from './save-page.js';
import type { FeedPage } from './roads.js';
import { countSeenBefore, forgetSightings, noteSightings } from './sightings.js';
import type { FeedDay } from './types.js';

/** What asking the feed came to. */
export interface FeedResult {
  records: number;
  brokenOff?: string;
}

/**
 * Asks the feed for the announcement of a day, and takes what it says of the day that it shows. A feed that shows under a
 * new date mostly what was announced before (a stale batch) says nothing: that is noted, and it is asked again later.
 */
export async function takeFeed(context: GatherContext, { day, topics }: { day: string; topics: readonly string[] }, signal: AbortSignal): Promise<FeedResult> {
  const page = await context.roads.feed(topics, signal);
  const asked = topics.join('+');
  const shown = await shownDay(context, page, asked);
  const days = [...(shown === undefined ? [] : [shown.facts]), ...(shown?.facts.day === day ? [] : [await otherDay(context, page, { day, topics: asked })])];
  const records = shown?.trusted ? page.items.map(({ record }) => onRoadOfDay(record, shown.facts.day)) : [];
  await savePage(context.papers, records, async (writer, saved) => {
    if (page.brokenOff !== undefined) return;
    for (const one of days) await writeFeedDay(writer, context.roads.source, { ...one, bad: one.bad + saved.bad.length });
    if (shown?.trusted) await noteSaid(context, writer, { day: shown.facts.day, page });
    await forgetSightings(writer, day);
  });
  return { records: records.length, brokenOff: page.brokenOff };
}

/** Each day's word is a record of its own: a later one must not take away what was said before. */
function onRoadOfDay(record: PaperRecord, day: string): PaperRecord {
  return { ...record, via: `feed:${day}` };
}

async function noteSaid({ db }: GatherContext, writer: Writer, { day, page }: { day: string; page: FeedPage }): Promise<void> {
  const firsts = page.items.filter(({ kind }) => kind !== 'replacement');
  await noteSightings(db, writer, { road: 'feed', seen: firsts.map(({ record }) => ({ day, id: record.id })) });
}

/** What is known of a day after this page, and whether what the page says of it is taken. */
interface Shown {
  facts: FeedDay;
  trusted: boolean;
}

/** What the feed says of the day it shows; undefined when that has no edition. What it said once it cannot unsay by being stale later. */
async function shownDay(context: GatherContext, page: FeedPage, topics: string): Promise<Shown | undefined> {
  const { day } = page;
  if (day === undefined || dayKind(day).kind !== 'edition') return undefined;
  const before = await readFeedDay(context.db, context.roads.source, day);
  const now = isoNow(context.clock);
  const count = (wanted: string) => page.items.filter(({ kind }) => kind === wanted).length;
  const newPapers = page.items.filter(({ kind }) => kind === 'new');
  const repeated = await countSeenBefore(context.db, day, newPapers.map(({ record }) => record.id));
  const state = isStale({ newPapers: newPapers.length, repeated }) ? 'stale' : 'said';
  const counts = { newPapers: newPapers.length, crossLists: count('cross-list'), replacements: count('replacement'), bad: page.bad.length, repeated };
  if (before?.state === 'said' && state === 'stale') return { facts: { ...before, updatedAt: now }, trusted: false };
  const facts: FeedDay = { day, state, topics, ...counts, firstAskedAt: before?.firstAskedAt ?? now, saidAt: state === 'said' ? (before?.saidAt ?? now) : undefined, updatedAt: now };
  return { facts, trusted: state === 'said' };
}

/** Of a true batch few papers were seen under an earlier day (held back, and then announced); of a stale one nearly all. */
export function isStale({ newPapers, repeated }: { newPapers: number; repeated: number }): boolean {
  return newPapers > 0 && repeated * 2 > newPapers;
}

/** The day that was asked for, when the feed shows another: it is not there yet, or there no more. */
async function otherDay(context: GatherContext, page: FeedPage, { day, topics }: { day: string; topics: string }): Promise<FeedDay> {
  const before = await readFeedDay(context.db, context.roads.source, day);
  const now = isoNow(context.clock);
  const state = page.day !== undefined && page.day > day ? 'gone' : 'late';
  if (before?.state === 'said' || before?.state === 'stale') return { ...before, state: before.state === 'stale' && state === 'gone' ? 'gone' : before.state, topics, updatedAt: now };
  return { day, state, topics, newPapers: 0, crossLists: 0, replacements: 0, bad: 0, repeated: 0, firstAskedAt: before?.firstAskedAt ?? now, updatedAt: now };
}
