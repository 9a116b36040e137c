import type { Database, Writer } from '#db';
import { isoNow, type Clock } from '#lib';
import { nextDue } from './schedule.js';
import { subscriptionFrom } from './subscriptions.js';
import type { Section } from './types.js';

/** Notes, in the same transaction, that somebody steered a mail; `reader` is whose it is, where it belongs to an account. */
export type Note = (writer: Writer, reader?: number) => Promise<void>;

interface SteerContext {
  db: Database;
  clock: Clock;
}

/**
 * Sends a mail again that failed, was stopped, or was sent and got lost; its Message-ID stays, so that nobody has it twice. What
 * it holds counts as mailed again. False where there is none.
 */
export async function resendBundle({ db, clock }: SteerContext, number: number, note?: Note): Promise<boolean> {
  return await db.transaction(async (writer) => {
    const bundle = await writer.selectFrom('bundles').select(['subscription', 'sections']).where('number', '=', number).where('state', 'in', ['failed', 'stopped', 'sent']).executeTakeFirst();
    if (bundle === undefined) return false;
    await writer.updateTable('bundles').set({ state: 'waiting', attempts: 0, error: '', run_after: isoNow(clock) }).where('number', '=', number).execute();
    const papers = (JSON.parse(bundle.sections) as Section[]).flatMap(({ papers }) => papers);
    for (const paper of papers) await writer.insertInto('mailed_papers').values({ subscription: bundle.subscription, paper, bundle: number }).onConflict((conflict) => conflict.doNothing()).execute();
    await note?.(writer, await readerOf(writer, bundle.subscription));
    return true;
  });
}

/** Keeps a mail from being sent. False where there is none that waits. */
export async function stopBundle({ db }: SteerContext, number: number, note?: Note): Promise<boolean> {
  return await db.transaction(async (writer) => {
    const stopped = await writer.updateTable('bundles').set({ state: 'stopped' }).where('number', '=', number).where('state', '=', 'waiting').returning('subscription').executeTakeFirst();
    if (stopped === undefined) return false;
    await note?.(writer, await readerOf(writer, stopped.subscription));
    return true;
  });
}

/** Lets an address that refused a mail be written to again, from its next hour on. False where the mail went to none such. */
export async function mendAddress({ db, clock }: SteerContext, number: number, note?: Note): Promise<boolean> {
  return await db.transaction(async (writer) => {
    const row = await writer.selectFrom('bundles').innerJoin('subscriptions', 'subscriptions.number', 'bundles.subscription').selectAll('subscriptions').where('bundles.number', '=', number).where('subscriptions.state', '=', 'suspended').executeTakeFirst();
    if (row === undefined) return false;
    const subscription = subscriptionFrom(row);
    // One that refused the question has still to say yes: the question can be sent again.
    const standing = subscription.coveredAt === '' ? { state: 'asked' } : { state: 'active', next_at: nextDue(subscription, isoNow(clock)) };
    await writer.updateTable('subscriptions').set({ ...standing, problem: '', updated_at: isoNow(clock) }).where('number', '=', subscription.number).execute();
    await note?.(writer, subscription.reader);
    return true;
  });
}

async function readerOf(writer: Writer, subscription: number): Promise<number | undefined> {
  const row = await writer.selectFrom('subscriptions').select('reader').where('number', '=', subscription).executeTakeFirst();
  return row?.reader ?? undefined;
}
