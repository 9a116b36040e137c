import { messageOf } from '#lib';
import { MailRefusedError } from '#lib/mail';
import { giveBack, noteDelayed, noteFailed, noteSent, takeBundles, type Bundle } from './bundles.js';
import type { MailContext } from './context.js';
import type { Subscriptions } from './subscriptions.js';
import type { Subscription } from './types.js';
import { mailOf } from './write.js';

/** Mails that are under way at once: a server that takes its time with one does not hold up the others. */
const AT_ONCE = 8;
const TAKEN = 40;

export interface DeliverOptions {
  holder: string;
  signal?: AbortSignal;
  /** The most mails begun in a minute; no limit without it. */
  perMinute?: number;
}

/** What became of a round. */
export interface Delivered {
  sent: number;
  delayed: number;
  failed: number;
}

/** Sends every mail that is due, until none is left or it is told to stop. */
export async function deliverMails(context: MailContext, subscriptions: Subscriptions, options: DeliverOptions): Promise<Delivered> {
  const delivered: Delivered = { sent: 0, delayed: 0, failed: 0 };
  const { holder, signal } = options;
  const turn = pace(options.perMinute, signal);
  while (!signal?.aborted) {
    const taken = await takeBundles(bundlesOf(context), { holder, limit: TAKEN });
    if (taken.length === 0) break;
    const waiting = [...taken];
    const sendNext = async (): Promise<void> => {
      for (let bundle = waiting.shift(); bundle !== undefined; bundle = waiting.shift()) {
        await turn();
        if (signal?.aborted) return void waiting.push(bundle);
        delivered[await sendBundle(context, subscriptions, bundle)] += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sendNext));
    if (waiting.length > 0) await giveBack(bundlesOf(context), waiting);
  }
  return delivered;
}

function bundlesOf({ sources: { db }, clock }: MailContext) {
  return { db, clock };
}

async function sendBundle(context: MailContext, subscriptions: Subscriptions, bundle: Bundle): Promise<keyof Delivered> {
  const { mailer, log } = context;
  const subscription = await subscriptions.find(bundle.subscription);
  if (subscription === undefined || subscription.state !== (bundle.kind === 'question' ? 'asked' : 'active')) return await fail(context, bundle, new Error('the subscription does not want it any more'));
  if (subscription.held) return await fail(context, bundle, new Error('its reader is kept out of the paper for now; what it holds comes once they are let in again'));
  try {
    await mailer.send(await mailOf(context, subscription, { bundle, token: await subscriptions.tokenOf(subscription) }));
  } catch (error) {
    if (error instanceof MailRefusedError) {
      await suspend(context, subscription, error);
      return await fail(context, bundle, error);
    }
    log.warn({ err: error, bundle: bundle.number, attempts: bundle.attempts }, `a mail could not be sent for now: ${messageOf(error)}`);
    await noteDelayed(bundlesOf(context), bundle, error);
    return 'delayed';
  }
  await noteSent(bundlesOf(context), bundle);
  return 'sent';
}

async function fail(context: MailContext, bundle: Bundle, error: Error): Promise<'failed'> {
  await noteFailed(bundlesOf(context), bundle, error);
  return 'failed';
}

/** Its server said that it takes nothing for this address: writing on would make this paper a nuisance. */
async function suspend({ sources: { db }, clock, log }: MailContext, { number, address }: Subscription, error: MailRefusedError): Promise<void> {
  await db.kysely.updateTable('subscriptions').set({ state: 'suspended', problem: error.message, updated_at: new Date(clock.now()).toISOString() }).where((where) => where.or([where('address', '=', address), where('number', '=', number)])).where('state', 'in', ['active', 'asked']).execute();
  log.warn({ problem: error.message }, 'an address is refused by its server, and gets nothing any more until its reader mends it');
}

/** Lets one go on every so many milliseconds. */
function pace(perMinute: number | undefined, signal: AbortSignal | undefined): () => Promise<void> {
  if (perMinute === undefined) return async () => {};
  const gap = 60_000 / perMinute;
  let next = performance.now();
  return async () => {
    const wait = next - performance.now();
    next = Math.max(next, performance.now()) + gap;
    if (wait > 0) await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, wait);
      signal?.addEventListener('abort', done);
    });
  };
}

/** What is on its way and what became of the rest, for status. */
export async function mailStatus({ sources: { db } }: Pick<MailContext, 'sources'>): Promise<{ subscriptions: Record<string, number>; bundles: Record<string, number>; next?: string; troubles: { number: number; address: string; state: string; error: string; runAfter: string }[] }> {
  const count = async (table: 'subscriptions' | 'bundles') => {
    const rows = await db.kysely.selectFrom(table).select(({ fn }) => ['state', fn.countAll<number>().as('count')]).groupBy('state').orderBy('state').execute();
    return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
  };
  const next = await db.kysely.selectFrom('subscriptions').select('next_at').where('state', '=', 'active').orderBy('next_at').limit(1).executeTakeFirst();
  const troubles = await db.kysely
    .selectFrom('bundles')
    .innerJoin('subscriptions', 'subscriptions.number', 'bundles.subscription')
    .select(['bundles.number', 'bundles.state', 'bundles.error', 'bundles.run_after', 'subscriptions.address'])
    .where('bundles.error', '!=', '')
    .orderBy('bundles.number', 'desc')
    .limit(20)
    .execute();
  return { subscriptions: await count('subscriptions'), bundles: await count('bundles'), ...(next && { next: next.next_at }), troubles: troubles.map(({ run_after, ...rest }) => ({ ...rest, runAfter: run_after })) };
}
