import { announcementInstant, editionDayAt, nextAnnouncement } from '#papers';
import { backWindow, firstWindow, nextWindows, recentWindows } from './windows.js';
import { PURPOSES, type FeedDay, type Harvest, type NewHarvest, type Road, type Wishes } from './types.js';

/** One set that is to be harvested, and how far it is. */
export interface PartState {
  part: string;
  /** Not finished, in any order. */
  unfinished: readonly Harvest[];
  /** The last one of purpose `newest` that was finished. */
  newest?: Harvest;
  /** The first day harvested or about to be. */
  earliest?: string;
  /** Whether the announcements before the first harvest were put down. */
  hasRecent: boolean;
}

/** All that decides what is done next. Instants are milliseconds or ISO text in UTC. */
export interface GatherState {
  offline: boolean;
  wishes: Wishes;
  /** The categories of the feed; undefined as long as nobody chose. */
  topics?: readonly string[];
  parts: readonly PartState[];
  /** What the feed said of the newest edition that should be there. */
  feed?: FeedDay;
  /** Whether the feed was ever read, of whatever day. */
  feedWasRead: boolean;
  /** Ids that readers wait for. */
  wanted: readonly string[];
  /** Before when each road is left alone. */
  freeAt: Readonly<Record<Road, number>>;
}

export type Action =
  | { do: 'rest'; why: 'offline' | 'paused' | 'no choice' }
  | { do: 'wait'; until: number; why: string }
  | { do: 'open'; windows: NewHarvest[]; why: string }
  | { do: 'feed'; day: string; topics: readonly string[]; why: string }
  | { do: 'page'; harvest: Harvest; why: string }
  | { do: 'papers'; ids: readonly string[]; why: string };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** When after an announcement the harvest is looked at: its papers come in by and by. */
const HARVEST_AFTER_MS = [30 * MINUTE_MS, 4.5 * HOUR_MS, 12 * HOUR_MS];
/** A host that is left alone for longer is in trouble, and not just paced. */
const LONGEST_PACE_MS = MINUTE_MS;
/** How many papers are asked for at once. */
const PAPERS_AT_ONCE = 20;

/**
 * What to do next, and why: the most wanted of what is due, on a road that is free. The order: the feed, which says most in
 * one request (at the first start, once there is something to compare it with); what a reader waits for; the newest days; then older ones, newest first.
 */
export function plan(state: GatherState, now: number): Action {
  if (state.offline) return { do: 'rest', why: 'offline' };
  if (state.wishes.pausedSince !== undefined) return { do: 'rest', why: 'paused' };
  if (state.topics === undefined) return { do: 'rest', why: 'no choice' };
  const windows = windowsToOpen(state, now);
  if (windows.length > 0) return { do: 'open', windows, why: `${windows[0]!.purpose} days of ${windows[0]!.part || 'everything'}` };
  const due = dueTasks(state, now);
  const free = due.find(({ road }) => state.freeAt[road] <= now);
  if (free !== undefined) return free.action;
  const times = [...due.map(({ road }) => state.freeAt[road]), ...laterTimes(state, now)];
  return { do: 'wait', until: Math.min(...times), why: due.length > 0 ? 'the host is left alone for a while' : 'nothing is due' };
}

interface Task {
  road: Road;
  action: Action;
}

function dueTasks(state: GatherState, now: number): Task[] {
  const tasks: Task[] = [];
  const day = editionDayAt(now);
  const { topics = [], wanted } = state;
  if (topics.length > 0 && feedDueAt(state, now) <= now && !lacksComparison(state, now)) tasks.push({ road: 'feed', action: { do: 'feed', day, topics, why: `the announcement of ${day}` } });
  if (wanted.length > 0) tasks.push({ road: 'paper', action: { do: 'papers', ids: wanted.slice(0, PAPERS_AT_ONCE), why: 'readers wait for them' } });
  for (const harvest of byWeight(state.parts.flatMap(({ unfinished }) => unfinished))) {
    tasks.push({ road: 'harvest', action: { do: 'page', harvest, why: `${harvest.purpose} days from ${harvest.first}` } });
  }
  return tasks;
}

/**
 * At the first start nothing tells a stale feed from a true one until the announcement before the newest was harvested.
 * Without a harvest to wait for, a feed that may be stale is better than no papers.
 */
function lacksComparison({ feedWasRead, parts, freeAt }: GatherState, now: number): boolean {
  if (feedWasRead || freeAt.harvest > now + LONGEST_PACE_MS) return false;
  return parts.some(({ newest, hasRecent, unfinished }) => {
    if (newest === undefined || !hasRecent) return true;
    const last = recentWindows(newest)[0]?.last;
    return unfinished.some((harvest) => harvest.purpose === 'recent' && harvest.last === last);
  });
}

/** The newest purpose first, in it the newest days, then by set. */
function byWeight(harvests: readonly Harvest[]): Harvest[] {
  const weight = ({ purpose, last = '9999' }: Harvest) => [PURPOSES.indexOf(purpose), last] as const;
  return harvests.toSorted((a, b) => {
    const [[purposeA, lastA], [purposeB, lastB]] = [weight(a), weight(b)];
    return purposeA - purposeB || (lastA === lastB ? a.number - b.number : lastA > lastB ? -1 : 1);
  });
}

/** From when on the feed is asked for the newest edition, again and again until it has it. */
export function feedDueAt({ feed, topics = [], wishes }: Pick<GatherState, 'feed' | 'topics' | 'wishes'>, now: number): number {
  if (feed === undefined || feed.topics !== topics.join('+')) return now;
  const asked = Date.parse(feed.updatedAt);
  if (wishes.now !== undefined && Date.parse(wishes.now) > asked) return now;
  if (feed.state === 'said' || feed.state === 'gone') return Date.parse(nextAnnouncement(now).instant);
  // A clock that was set back must not make it wait for what was tomorrow.
  return Math.min(asked, now) + feedInterval(asked - Date.parse(announcementInstant(feed.day)));
}

/** arXiv builds its feeds at midnight in New York, four hours after the announcement, or a little later. */
function feedInterval(age: number): number {
  if (age < 4 * HOUR_MS) return Math.min(30 * MINUTE_MS, 4 * HOUR_MS + 5 * MINUTE_MS - age);
  if (age < 8 * HOUR_MS) return 10 * MINUTE_MS;
  return age < DAY_MS ? 30 * MINUTE_MS : 6 * HOUR_MS;
}

function windowsToOpen(state: GatherState, now: number): NewHarvest[] {
  return state.parts.flatMap((part) => windowsOfPart(part, state, now));
}

function windowsOfPart(part: PartState, { wishes }: GatherState, now: number): NewHarvest[] {
  const { newest, unfinished, earliest } = part;
  if (newest === undefined) return unfinished.some(({ purpose }) => purpose === 'newest') ? [] : [firstWindow(part.part, now)];
  if (!part.hasRecent) return recentWindows(newest);
  if (!unfinished.some(({ purpose }) => purpose === 'newest') && harvestDueAt(newest, wishes, now) <= now) return nextWindows({ ...newest, part: part.part }, now);
  if (unfinished.length > 0 || wishes.back === undefined || earliest === undefined) return [];
  const back = backWindow(part.part, earliest, wishes.back.from);
  return back === undefined ? [] : [back];
}

/** When the newest days are harvested again. */
export function harvestDueAt(newest: Harvest, wishes: Wishes, now: number): number {
  const started = Date.parse(newest.startedAt ?? newest.updatedAt);
  if (started > now || (wishes.now !== undefined && Date.parse(wishes.now) > started)) return now;
  const announcements = [announcementInstant(editionDayAt(started)), nextAnnouncement(started).instant];
  const points = announcements.flatMap((instant) => HARVEST_AFTER_MS.map((after) => Date.parse(instant) + after));
  return Math.min(started + DAY_MS, ...points.filter((point) => point > started));
}

function laterTimes(state: GatherState, now: number): number[] {
  const harvests = state.parts.flatMap(({ newest, unfinished }) => (newest === undefined || unfinished.some(({ purpose }) => purpose === 'newest') ? [] : [harvestDueAt(newest, state.wishes, now)]));
  const feed = (state.topics ?? []).length > 0 ? [feedDueAt(state, now)] : [];
  return [...harvests, ...feed, now + HOUR_MS].filter((time) => time > now);
}

/** When a road is asked next, as far as the plan knows now; undefined when nothing is planned for it. */
export function nextTry(road: Road, state: GatherState, now: number): number | undefined {
  if (state.offline || state.wishes.pausedSince !== undefined || state.topics === undefined) return undefined;
  const due = dueTasks(state, now).some((task) => task.road === road);
  if (due) return Math.max(now, state.freeAt[road]);
  if (road === 'feed') return Math.max(feedDueAt(state, now), state.freeAt.feed);
  if (road === 'paper') return undefined;
  const times = state.parts.flatMap(({ newest }) => (newest === undefined ? [] : [harvestDueAt(newest, state.wishes, now)]));
  return times.length === 0 ? now : Math.max(Math.min(...times), state.freeAt.harvest);
}
