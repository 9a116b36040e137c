import { announcementInstant, dayKind, editionDayAt } from '#papers';
import type { Comparison } from './sightings.js';
import type { FeedDay, Harvest, RoadState } from './types.js';
import { clockTime, counted, evening, figure, shortDay, span } from './words.js';

/** What keeps an instance from gathering, or nothing. */
export type Standing = 'gathering' | 'offline' | 'paused' | 'no choice';

/** All that is known of one day's announcement. Instants are ISO text in UTC. */
export interface DayFacts {
  standing: Standing;
  pausedSince?: string;
  feed?: FeedDay;
  compared: Comparison;
  /** The harvests in whose days the announcement lies, in any order. */
  harvests: readonly Harvest[];
  /** Roads that fail, with the instant (milliseconds) of the next try. */
  failing: readonly (RoadState & { nextTry?: number })[];
  /** The next time the feed is asked, in milliseconds. */
  nextFeed?: number;
}

/** Why the edition of a day has as many papers as it has, in sentences; the most telling first. */
export function describe(day: string, facts: DayFacts, now: number): string[] {
  const kind = dayKind(day);
  if (kind.kind === 'weekend') return [`No announcement on ${kind.name}s: arXiv announces on five evenings a week, for Monday to Friday.`];
  if (kind.kind === 'holiday') return [`No announcement for this day: arXiv kept ${kind.name}.`];
  const instant = announcementInstant(day);
  if (Date.parse(instant) > now) return [`arXiv has not announced this day yet: due ${evening(instant)}, in ${span(Date.parse(instant) - now)}.`];
  const said = [...saidByFeed(facts, now), ...saidByHarvest(facts, now), ...saidByBoth(facts)];
  const standing = day === editionDayAt(now) ? saidByStanding(facts, now) : [];
  if (said.length + standing.length > 0) return [...standing, ...said];
  return facts.harvests.length === 0 ? ['This day was announced before gathering began here, or while it was paused; what is shown of it was brought in otherwise.'] : [];
}

/** What a reader of the front page should know of the newest announcement; nothing when all is as it should be. */
export function describeBriefly(facts: DayFacts, now: number): string | undefined {
  const [first] = saidByStanding(facts, now);
  if (first !== undefined) return first;
  const harvesting = facts.harvests.some(({ done, purpose }) => !done && purpose === 'newest');
  if (facts.feed?.state === 'said') return harvesting && facts.compared.harvest === 0 && facts.failing.length === 0 ? saidByHarvest(facts, now)[0] : undefined;
  return [...saidByFeed(facts, now), ...saidByHarvest(facts, now)].slice(0, 2).join(' ') || undefined;
}

function saidByStanding(facts: DayFacts, now: number): string[] {
  if (facts.standing === 'offline') return ['Nothing is gathered: this paper was started offline.'];
  if (facts.standing === 'paused') return [`Gathering is paused${facts.pausedSince === undefined ? '' : ` since ${clockTime(facts.pausedSince, now)}`}.`];
  if (facts.standing === 'no choice') return ['Nothing is gathered until categories are chosen.'];
  // The feed said it all; what fails now will be told by the status, and matters for the next edition.
  if (facts.feed?.state === 'said') return [];
  return facts.failing.filter(({ road }) => road !== 'paper').map((road) => describeFailure(road, now));
}

/** `No answer since 20:04 UTC: rss.arxiv.org cannot be reached. Next try 20:40 UTC.` */
export function describeFailure({ failingSince, error = '', nextTry }: RoadState & { nextTry?: number }, now: number): string {
  const what = error.split(/(?<=\w\)?)\. /)[0]!.replace(/\.$/, '');
  const next = nextTry === undefined ? '' : ` Next try ${nextTry <= now ? 'now' : clockTime(nextTry, now)}.`;
  return `No answer since ${clockTime(failingSince ?? now, now)}: ${what}.${next}`;
}

/** Feeds are built at midnight in New York, and that takes a moment. */
const FEED_BUILT_AFTER_MS = 4.25 * 3_600_000;

function saidByFeed({ feed, compared, nextFeed, standing }: DayFacts, now: number): string[] {
  if (feed === undefined) return [];
  const again = standing === 'gathering' && nextFeed !== undefined && nextFeed > now ? ` It is asked again at ${clockTime(nextFeed, now)}.` : '';
  if (feed.state === 'late') return [`${now < Date.parse(announcementInstant(feed.day)) + FEED_BUILT_AFTER_MS ? 'arXiv’s feed shows a day from midnight New York on' : 'arXiv’s feed does not show this day, though it should'}.${again}`];
  if (feed.state === 'gone') return [feed.repeated > 0 ? `The feed was stale as long as it showed this day. ${addedFrom(compared.harvest)}` : 'The feed of this day was gone before it could be read; its papers come from the harvest.'];
  if (feed.state === 'stale') return [`The feed was stale: ${figure(feed.repeated)} of its ${counted(feed.newPapers, 'new paper')} were announced before. ${addedFrom(compared.harvest)}${again}`];
  const total = feed.newPapers + feed.crossLists;
  const bad = feed.bad === 0 ? '' : ` ${counted(feed.bad, 'entry', 'entries')} could not be read.`;
  return [`The feed announced ${counted(total, 'paper')} (${figure(feed.newPapers)} new, ${figure(feed.crossLists)} cross-listed) and ${counted(feed.replacements, 'replacement')}.${bad}`];
}

function addedFrom(harvest: number): string {
  return `${counted(harvest, 'paper')} ${harvest === 1 ? 'was' : 'were'} added from the harvest.`;
}

function saidByHarvest({ harvests, feed, compared }: DayFacts, now: number): string[] {
  const running = harvests.filter(({ done, startedAt }) => !done && startedAt !== undefined);
  if (running.length === 0) {
    const waiting = harvests.some(({ done }) => !done) && harvests.every(({ done }) => !done);
    if (waiting) return ['Its papers wait to be harvested.'];
    return (feed === undefined || feed.state === 'late') && compared.harvest > 0 ? [`The harvest found ${counted(compared.harvest, 'paper')}; their day was worked out from when they were submitted.`] : [];
  }
  const since = running.map(({ startedAt }) => startedAt!).sort()[0]!;
  const sum = (field: 'records' | 'total') => running.reduce((all, harvest) => all + (harvest[field] ?? 0), 0);
  const of = running.every(({ total }) => total !== undefined) ? ` of about ${figure(sum('total'))}` : '';
  return [`Gathering since ${clockTime(since, now)}: ${figure(sum('records'))}${of} records that changed around this day.`];
}

/** Where the two roads differ, once both spoke. */
function saidByBoth({ feed, compared }: DayFacts): string[] {
  if (feed?.state !== 'said' || compared.feed === 0 || compared.harvest === 0) return [];
  const [feedOnly, harvestOnly] = [compared.feed - compared.both, compared.harvest - compared.both];
  const sentences = [`${counted(compared.both, 'paper')} stand in both the feed and the harvest.`];
  if (feedOnly > 0) sentences.push(`${figure(feedOnly)} only the feed has for this day: cross-listed later, held back before, or not harvested yet.`);
  if (harvestOnly > 0) sentences.push(`${figure(harvestOnly)} only the harvest has, by when they were submitted.`);
  return sentences;
}

/** How far gathering reaches back, for a day that is older. */
export function describeReach(day: string, earliest: string | undefined): string | undefined {
  if (earliest === undefined || day > earliest) return undefined;
  return `Gathering has reached back to ${shortDay(earliest)} ${earliest.slice(0, 4)} so far.`;
}
