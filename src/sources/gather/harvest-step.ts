import { isoNow } from '#lib';
import { editionDayAt, type PaperRecord } from '#papers';
import type { GatherContext } from './context.js';
import { writeHarvest } from './harvest-table.js';
import { assertMoved, firstBad, savePage } from './save-page.js';
import type { HarvestPage, PageRequest } from './roads.js';
import { isCompared, noteSightings } from './sightings.js';
import type { Harvest } from './types.js';
import { wantUnread } from './wanted.js';

/** What one page came to. */
export interface PageResult {
  harvest: Harvest;
  records: number;
  /** In words, when the page must be asked for again. */
  brokenOff?: string;
}

/**
 * Takes the next page of a harvest: papers, what was seen and the place to go on from are stored together or not at all.
 * Of a page that broke off everything readable is kept, and it is asked for again.
 */
export async function takePage(context: GatherContext, harvest: Harvest, signal: AbortSignal): Promise<PageResult> {
  const startedAt = isoNow(context.clock);
  const page = await context.roads.page(requestOf(harvest), signal);
  assertMoved(harvest.token, page.token);
  const seen = seenOf(page.records, (await context.choice()) ?? [], editionDayAt(context.clock.now()));
  let after = harvest;
  await savePage(context.papers, page.records, async (writer, saved) => {
    const bad = [...page.bad, ...saved.bad];
    after = afterPage(harvest, page, { startedAt, now: isoNow(context.clock) });
    after = { ...after, added: harvest.added + saved.added, bad: harvest.bad + bad.length, badEntries: firstBad(harvest.badEntries, bad) };
    if (page.brokenOff !== undefined) after = { ...harvest, added: after.added, updatedAt: after.updatedAt };
    await writeHarvest(writer, after);
    await wantUnread(writer, page.bad.flatMap(({ id }) => id ?? []), after.updatedAt);
    await noteSightings(context.db, writer, { road: 'harvest', seen });
  });
  return { harvest: after, records: page.records.length, brokenOff: page.brokenOff };
}

/** Begins the days of a harvest anew, when its token is known no more; what is stored stays stored. */
export async function beginAnew(context: GatherContext, harvest: Harvest): Promise<Harvest> {
  const after: Harvest = { ...harvest, token: undefined, pages: 0, records: 0, bad: 0, badEntries: [], restarts: harvest.restarts + 1, updatedAt: isoNow(context.clock) };
  await context.db.transaction((writer) => writeHarvest(writer, after));
  return after;
}

function requestOf({ part, first, last, token }: Harvest): PageRequest {
  return token === undefined ? { part, first, last } : { token };
}

function afterPage(harvest: Harvest, page: HarvestPage, { startedAt, now }: { startedAt: string; now: string }): Harvest {
  const isFirst = harvest.token === undefined;
  const done = page.token === undefined;
  return {
    ...harvest,
    done,
    token: page.token,
    total: page.total ?? harvest.total,
    pages: harvest.pages + 1,
    records: harvest.records + page.records.length,
    restarts: 0,
    serverAt: isFirst ? (page.serverAt ?? harvest.serverAt) : harvest.serverAt,
    startedAt: isFirst ? startedAt : harvest.startedAt,
    updatedAt: now,
    finishedAt: done ? now : undefined,
  };
}

/** The days on which the harvest would have announced these papers, as far as they are compared with the feed. */
function seenOf(records: readonly PaperRecord[], categories: readonly string[], today: string): { day: string; id: string }[] {
  return records.flatMap((record) => {
    if (categories.length > 0 && !record.categories.some((category) => categories.includes(category))) return [];
    const day = record.announcements.find(({ kind }) => kind === 'new')?.day;
    return day === undefined || !isCompared(day, today) ? [] : [{ day, id: record.id }];
  });
}
