import { randomUUID } from 'node:crypto';
import { takeNumbers, type Database, type Writer } from '#db';
import { isoNow, messageOf, type Clock } from '#lib';
import { MOST_ATTEMPTS, retryAfterMs } from './schedule.js';
import type { Section } from './types.js';

/*
 * One mail, from when it was put together until the mail server took it:
 *
 *   waiting -> sending -> sent
 *      ^          |-----> waiting   the server is away: again later, for a day
 *      |          |-----> failed    it is no use, or was tried for a day
 *      |          (a process dies: the lease ends, and it is sent again with the same Message-ID)
 *   stopped <- by an editor, or because the subscription ended
 */

export type BundleKind = 'question' | 'edition';

export interface Bundle {
  number: number;
  subscription: number;
  kind: BundleKind;
  since: string;
  sections: Section[];
  messageId: string;
  /** How often it was begun, this time included. */
  attempts: number;
}

interface BundleContext {
  db: Database;
  clock: Clock;
}

/** A mail that is put down. */
export interface NewBundle {
  subscription: number;
  kind: BundleKind;
  dueAt: string;
  /** What was announced after this instant was considered for it. */
  since: string;
  sections: Section[];
}

/** Longer than the mailer waits for any server. */
const LEASE_MS = 120_000;

/** Puts a mail down to be sent. Of one subscription, kind and instant there is only one: undefined when it is there already. */
export async function addBundle(writer: Writer, { clock, host }: { clock: Clock; host: string }, given: NewBundle): Promise<number | undefined> {
  const { subscription, kind, dueAt, since, sections } = given;
  const number = await takeNumbers(writer, 'bundle', 1);
  const now = isoNow(clock);
  const lease = { attempts: 0, run_after: now, lease_holder: '', lease_until: '', error: '' };
  const { numInsertedOrUpdatedRows } = await writer
    .insertInto('bundles')
    .values({ number, subscription, kind, due_at: dueAt, since, state: 'waiting', sections: JSON.stringify(sections), message_id: `<${number}.${randomUUID()}@${host}>`, ...lease, created_at: now, sent_at: '' })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 0n ? undefined : number;
}

/** Takes mails that are due, or that a dead process held, the oldest first. */
export async function takeBundles({ db, clock }: BundleContext, { holder, limit }: { holder: string; limit: number }): Promise<Bundle[]> {
  const now = isoNow(clock);
  return await db.transaction(async (writer) => {
    const rows = await writer
      .selectFrom('bundles')
      .select(['number', 'subscription', 'kind', 'since', 'sections', 'message_id', 'attempts'])
      .where((where) => where.or([where.and([where('state', '=', 'waiting'), where('run_after', '<=', now)]), where.and([where('state', '=', 'sending'), where('lease_until', '<', now)])]))
      .orderBy('run_after')
      .orderBy('number')
      .limit(limit)
      .$if(db.kind === 'postgres', (query) => query.forUpdate().skipLocked())
      .execute();
    await writer
      .updateTable('bundles')
      .set(({ eb }) => ({ state: 'sending', attempts: eb('attempts', '+', 1), lease_holder: holder, lease_until: new Date(clock.now() + LEASE_MS * (clock.speed || 1)).toISOString() }))
      .where(db.anyOf('number', rows.map(({ number }) => number)))
      .execute();
    return rows.map((row) => ({ number: row.number, subscription: row.subscription, kind: row.kind as BundleKind, since: row.since, sections: JSON.parse(row.sections) as Section[], messageId: row.message_id, attempts: row.attempts + 1 }));
  });
}

/** The server took it. */
export async function noteSent({ db, clock }: BundleContext, { number }: Bundle): Promise<void> {
  await db.kysely.updateTable('bundles').set({ state: 'sent', error: '', lease_holder: '', lease_until: '', sent_at: isoNow(clock) }).where('number', '=', number).execute();
}

/** The server could not take it just now: again later, until a day has passed. */
export async function noteDelayed(context: BundleContext, bundle: Bundle, error: unknown): Promise<void> {
  if (bundle.attempts >= MOST_ATTEMPTS) return await noteFailed(context, bundle, error);
  const { db, clock } = context;
  const again = new Date(clock.now() + retryAfterMs(bundle.attempts)).toISOString();
  await db.kysely.updateTable('bundles').set({ state: 'waiting', error: messageOf(error), lease_holder: '', lease_until: '', run_after: again }).where('number', '=', bundle.number).execute();
}

/** It will not be sent. What it held nobody had: the next mail of the subscription considers it again. */
export async function noteFailed({ db }: BundleContext, { number, subscription, since }: Bundle, error: unknown): Promise<void> {
  await db.transaction(async (writer) => {
    await writer.updateTable('bundles').set({ state: 'failed', error: messageOf(error), lease_holder: '', lease_until: '' }).where('number', '=', number).execute();
    await writer.deleteFrom('mailed_papers').where('bundle', '=', number).execute();
    if (since !== '') await writer.updateTable('subscriptions').set({ covered_at: since }).where('number', '=', subscription).where('covered_at', '>', since).execute();
  });
}

/** Puts a mail back that was taken and not begun: the process is stopping, or its server was just found to be away. */
export async function giveBack({ db }: BundleContext, bundles: readonly Bundle[], runAfter?: string): Promise<void> {
  await db.kysely
    .updateTable('bundles')
    .set(({ eb }) => ({ state: 'waiting', attempts: eb('attempts', '-', 1), lease_holder: '', lease_until: '', ...(runAfter === undefined ? {} : { run_after: runAfter }) }))
    .where(db.anyOf('number', bundles.map(({ number }) => number)))
    .where('state', '=', 'sending')
    .execute();
}
