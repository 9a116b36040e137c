import type { Database, FeedDaysTable, Writer } from '#db';
import { unlessEmpty } from './harvest-table.js';
import type { FeedDay } from './types.js';

/** Keeps what the feed said of a day. */
export async function writeFeedDay(writer: Writer, source: string, day: FeedDay): Promise<void> {
  const facts = { state: day.state, topics: day.topics, new_papers: day.newPapers, cross_lists: day.crossLists, replacements: day.replacements, bad: day.bad, repeated: day.repeated };
  const row = { source, day: day.day, ...facts, first_asked_at: day.firstAskedAt, said_at: day.saidAt ?? '', updated_at: day.updatedAt };
  await writer.insertInto('feed_days').values(row).onConflict((conflict) => conflict.columns(['source', 'day']).doUpdateSet(row)).execute();
}

/** What the feed said of a day, if it was asked. */
export async function readFeedDay(db: Database, source: string, day: string): Promise<FeedDay | undefined> {
  const row = await db.kysely.selectFrom('feed_days').selectAll().where('source', '=', source).where('day', '=', day).executeTakeFirst();
  return row === undefined ? undefined : feedDayOf(row);
}

/** Whether the feed was ever read, of whatever day. */
export async function feedWasRead(db: Database, source: string): Promise<boolean> {
  return (await db.kysely.selectFrom('feed_days').select('day').where('source', '=', source).limit(1).executeTakeFirst()) !== undefined;
}

function feedDayOf(row: FeedDaysTable): FeedDay {
  return {
    day: row.day,
    state: row.state as FeedDay['state'],
    topics: row.topics,
    newPapers: row.new_papers,
    crossLists: row.cross_lists,
    replacements: row.replacements,
    bad: row.bad,
    repeated: row.repeated,
    firstAskedAt: row.first_asked_at,
    saidAt: unlessEmpty(row.said_at),
    updatedAt: row.updated_at,
  };
}
