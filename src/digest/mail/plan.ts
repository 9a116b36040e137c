import type { Database } from '#db';
import { isoNow, messageOf } from '#lib';
import { heldAmong } from '../held.js';
import { addBundle } from './bundles.js';
import { composeSections, FreshLists, type FreshList } from './compose.js';
import type { MailContext } from './context.js';
import { mailedOf, mailedVersions } from './fresh.js';
import { nextDue } from './schedule.js';
import { subscriptionFrom } from './subscriptions.js';
import type { Section, Subscription } from './types.js';

const AT_ONCE = 200;
const TRY_AGAIN_MS = 15 * 60_000;
const FORGET_MS = 90 * 24 * 3_600_000;
const FORGET_AT_ONCE = 500;
/** Longer than new versions are looked for after they were announced. */
const HAD_MS = 7 * 24 * 3_600_000;

/** What a mail would hold now. */
export interface Planned {
  subscription: Subscription;
  sections: Section[];
}

/** Subscriptions whose hour has come, those that wait longest first. */
export async function dueSubscriptions({ sources: { db }, clock }: MailContext, limit = AT_ONCE): Promise<Subscription[]> {
  const rows = await db.kysely.selectFrom('subscriptions').selectAll().where('state', '=', 'active').where('next_at', '<=', isoNow(clock)).orderBy('next_at').orderBy('number').limit(limit).execute();
  const held = await heldAmong(db, rows.flatMap(({ reader }) => reader ?? []));
  return rows.map((row) => ({ ...subscriptionFrom(row), ...(row.reader !== null && held.has(row.reader) ? { held: true as const } : {}) }));
}

/** Puts together what a subscription gets now. Reads only. */
export async function composeFor({ sources, clock }: MailContext, subscription: Subscription, lists: FreshLists): Promise<Planned> {
  // To the minute, so that all who are due at an hour share what is read.
  const until = `${isoNow(clock).slice(0, 16)}:59.999Z`;
  const fresh = await Promise.all(subscription.topics.map((wanted) => lists.of({ ...wanted, reader: subscription.reader, votes: subscription.votes }, { since: subscription.coveredAt, until })));
  const known = fresh.filter((list) => list !== undefined);
  const mailed = await mailedOf(sources.db, subscription.number, known.flatMap(({ papers }) => papers));
  const versions = subscription.replacements ? await newVersions(sources.db, subscription, { lists, until }) : [];
  return { subscription, sections: composeSections([...known, ...versions], { top: subscription.top, mailed }) };
}

/** New versions in the lists of a subscription that it has not had. */
async function newVersions(db: Database, { number, topics, votes, coveredAt }: Subscription, { lists, until }: { lists: FreshLists; until: string }): Promise<FreshList[]> {
  const found = (await Promise.all(topics.map((wanted) => lists.newVersionsIn({ ...wanted, votes }, { since: coveredAt, until })))).filter((list) => list !== undefined);
  if (found.length === 0) return [];
  const had = await mailedVersions(db, number, new Date(Date.parse(coveredAt) - HAD_MS).toISOString());
  return found.map((list) => ({ ...list, papers: list.papers.filter((paper) => !had.has(`${paper} ${list.versions?.get(paper)}`)) }));
}

/**
 * Makes the mails of all subscriptions whose hour has come. A mail, the papers it holds and the next hour are one transaction: a
 * crash before it changes nothing, after it the mail is there. Returns how many subscriptions were looked at.
 */
export async function planMails(context: MailContext, signal?: AbortSignal): Promise<number> {
  const lists = new FreshLists(context.sources);
  let count = 0;
  for (;;) {
    const due = await dueSubscriptions(context);
    for (const subscription of due) {
      if (signal?.aborted) return count;
      await planOne(context, subscription, lists);
      count += 1;
    }
    if (due.length < AT_ONCE) return count;
  }
}

/** What one subscriber asked for must not hold up the others: a list that cannot be read is tried again a while later. */
async function planOne(context: MailContext, subscription: Subscription, lists: FreshLists): Promise<void> {
  if (subscription.held) return await passOver(context, subscription);
  let planned: Planned;
  try {
    planned = await composeFor(context, subscription, lists);
  } catch (error) {
    const { sources: { db }, clock, log } = context;
    if (db.isAway(error)) throw error;
    log.warn({ err: error, subscription: subscription.number }, `a mail could not be put together for now: ${messageOf(error)}`);
    return await putOff(context, subscription, new Date(clock.now() + TRY_AGAIN_MS).toISOString());
  }
  await commit(context, planned);
}

/** Its hour passes without a mail and without counting as covered: once it goes on, the best of what came is in one mail, at its usual hour. */
async function passOver(context: MailContext, subscription: Subscription): Promise<void> {
  await putOff(context, subscription, nextDue(subscription, isoNow(context.clock)));
}

async function putOff({ sources: { db } }: MailContext, { number, nextAt }: Subscription, until: string): Promise<void> {
  await db.kysely.updateTable('subscriptions').set({ next_at: until }).where('number', '=', number).where('next_at', '=', nextAt).execute();
}

/** Forgets mails of long ago with the papers they held, a portion at a time. Nothing so old is fresh to anybody. */
export async function forgetOldMails({ sources: { db }, clock }: MailContext): Promise<void> {
  const before = new Date(clock.now() - FORGET_MS).toISOString();
  const old = await db.kysely.selectFrom('bundles').select('number').where('state', 'in', ['sent', 'failed', 'stopped']).where('created_at', '<', before).orderBy('number').limit(FORGET_AT_ONCE).execute();
  const numbers = old.map(({ number }) => number);
  await db.transaction(async (writer) => {
    await writer.deleteFrom('mailed_papers').where(db.anyOf('bundle', numbers)).execute();
    await writer.deleteFrom('bundles').where(db.anyOf('number', numbers)).execute();
  });
}

async function commit({ sources: { db }, clock, host }: MailContext, { subscription, sections }: Planned): Promise<void> {
  const now = isoNow(clock);
  const { number, nextAt, whenEmpty } = subscription;
  await db.transaction(async (writer) => {
    // The update decides: of two processes one finds the hour as it was.
    const { numUpdatedRows } = await writer
      .updateTable('subscriptions')
      .set({ covered_at: now, next_at: nextDue(subscription, now), updated_at: now })
      .where('number', '=', number)
      .where('next_at', '=', nextAt)
      .where('state', '=', 'active')
      .executeTakeFirst();
    if (numUpdatedRows === 0n || (sections.length === 0 && whenEmpty === 'nothing')) return;
    const bundle = await addBundle(writer, { clock, host }, { subscription: number, kind: 'edition', dueAt: nextAt, since: subscription.coveredAt, sections });
    if (bundle === undefined) return;
    await db.insertMany(writer, 'mailed_papers', sections.filter(({ versions }) => versions === undefined).flatMap(({ papers }) => papers.map((paper) => ({ subscription: number, paper, bundle }))));
  });
}
