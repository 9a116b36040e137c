import { takeNumbers, type Database, type Writer } from '#db';
import { ConflictError, InvalidInputError, isoNow, type Clock } from '#lib';
import { isMailAddress } from '#lib/mail';
import { parseToken, Signer } from '../signing.js';
import { addBundle } from './bundles.js';
import { nextDue } from './schedule.js';
import type { Choice, Frequency, Subscription, SubscriptionState, Wanted } from './types.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Nobody can have somebody else's letter box filled with questions. */
const ASK_AGAIN_MS = HOUR_MS;
const MOST_ASKED_AN_HOUR = 200;
const MOST_OF_ONE_ADDRESS = 10;
/** What nobody confirmed is forgotten. */
const FORGET_ASKED_MS = 14 * DAY_MS;

export interface SubscriptionsContext {
  db: Database;
  clock: Clock;
  /** The part after the @ of Message-IDs. */
  host: string;
}

/** Who gets which lists by e-mail, and when. */
export class Subscriptions {
  readonly signer: Signer;

  constructor(private readonly context: SubscriptionsContext) {
    this.signer = new Signer(context);
  }

  /**
   * Takes the wish of somebody who says to have this address, and asks the address. The answer is the same whether it is known or
   * not: a page must not tell who subscribes. `reader` is whose own lists it may have; for an owner without an account.
   * @throws InvalidInputError, ConflictError
   */
  async ask(address: string, choice: Choice, reader?: number): Promise<void> {
    const bare = address.trim();
    if (!isMailAddress(bare)) throw new InvalidInputError('That is no e-mail address: it should look like ada@example.org.');
    await this.context.db.transaction(async (writer) => {
      const number = await takeNumbers(writer, 'subscription', 1);
      await this.forgetAsked(writer);
      await this.checkBusy(writer);
      const own = await writer.selectFrom('subscriptions').select(['number', 'state', 'topics', 'asked_at', 'reader']).where('address', '=', bare).where('state', '!=', 'ended').execute();
      const waiting = own.find(({ state }) => state === 'asked');
      if (waiting !== undefined) return await this.askAgain(writer, waiting, { choice, reader });
      if (own.some((one) => one.state === 'active' && one.topics === JSON.stringify(choice.topics) && one.reader === (reader ?? null)) || own.length >= MOST_OF_ONE_ADDRESS) return;
      await this.insert(writer, { number, address: bare, choice, reader });
      await this.addQuestion(writer, number);
    });
  }

  private async insert(writer: Writer, { number, address, choice, reader = null }: { number: number; address: string; choice: Choice; reader?: number | null }): Promise<void> {
    const now = isoNow(this.context.clock);
    const empty = { covered_at: '', next_at: '', problem: '', confirmed_at: '' };
    await writer.insertInto('subscriptions').values({ number, reader, address, state: 'asked', ...columnsOf(choice), generation: 1, ...empty, asked_at: now, created_at: now, updated_at: now }).execute();
  }

  private async askAgain(writer: Writer, { number, asked_at }: { number: number; asked_at: string }, { choice, reader = null }: { choice: Choice; reader?: number | null }): Promise<void> {
    const now = this.context.clock.now();
    await writer.updateTable('subscriptions').set({ ...columnsOf(choice), reader, updated_at: new Date(now).toISOString() }).where('number', '=', number).execute();
    if (now - Date.parse(asked_at) < ASK_AGAIN_MS) return;
    await writer.updateTable('subscriptions').set({ asked_at: new Date(now).toISOString() }).where('number', '=', number).execute();
    await this.addQuestion(writer, number);
  }

  private async addQuestion(writer: Writer, subscription: number): Promise<void> {
    await addBundle(writer, this.context, { subscription, kind: 'question', dueAt: isoNow(this.context.clock), since: '', sections: [] });
  }

  private async checkBusy(writer: Writer): Promise<void> {
    const since = new Date(this.context.clock.now() - HOUR_MS).toISOString();
    const { count } = await writer.selectFrom('bundles').select(({ fn }) => fn.countAll<number>().as('count')).where('kind', '=', 'question').where('created_at', '>', since).executeTakeFirstOrThrow();
    if (Number(count) >= MOST_ASKED_AN_HOUR) throw new ConflictError('Very many people want to subscribe just now, or somebody pretends so. Try again in an hour.');
  }

  private async forgetAsked(writer: Writer): Promise<void> {
    const before = new Date(this.context.clock.now() - FORGET_ASKED_MS).toISOString();
    const old = await writer.selectFrom('subscriptions').select('number').where('state', '=', 'asked').where('asked_at', '<', before).execute();
    const numbers = old.map(({ number }) => number);
    await writer.deleteFrom('bundles').where(this.context.db.anyOf('subscription', numbers)).execute();
    await writer.deleteFrom('subscriptions').where(this.context.db.anyOf('number', numbers)).execute();
  }

  /** Sends editions to a reader whose account has proven the address, from now on. @throws ConflictError */
  async add({ reader, address }: { reader: number; address: string }, choice: Choice): Promise<void> {
    const now = this.context.clock.now();
    const at = new Date(now).toISOString();
    await this.context.db.transaction(async (writer) => {
      const number = await takeNumbers(writer, 'subscription', 1);
      const own = await writer.selectFrom('subscriptions').select('number').where('reader', '=', reader).where('state', '!=', 'ended').execute();
      if (own.length >= MOST_OF_ONE_ADDRESS) throw new ConflictError(`You have ${MOST_OF_ONE_ADDRESS} subscriptions already, which is the most there can be. End one first, or put more lists into one.`);
      const begun = { covered_at: new Date(now - DAY_MS).toISOString(), next_at: nextDue(choice, at), problem: '', asked_at: at, confirmed_at: at, created_at: at, updated_at: at };
      await writer.insertInto('subscriptions').values({ number, reader, address, state: 'active', ...columnsOf(choice), generation: 1, ...begun }).execute();
    });
  }

  /** A reader's own, the newest last; those that ended are left out. */
  async ofReader(reader: number): Promise<Subscription[]> {
    const rows = await this.rows().where('subscriptions.reader', '=', reader).where('state', '!=', 'ended').orderBy('subscriptions.number').execute();
    return rows.map(ownSubscription);
  }

  /** The address said yes. What was announced in the day before is in its first mail. Saying it twice changes nothing. */
  async confirm(subscription: Subscription): Promise<void> {
    if (subscription.state !== 'asked') return;
    const now = this.context.clock.now();
    await this.change(subscription, { state: 'active', covered_at: new Date(now - DAY_MS).toISOString(), next_at: nextDue(subscription, new Date(now).toISOString()), confirmed_at: new Date(now).toISOString() });
  }

  async choose(subscription: Subscription, choice: Choice): Promise<void> {
    await this.change(subscription, { ...columnsOf(choice), ...(subscription.state === 'asked' ? {} : { next_at: nextDue(choice, isoNow(this.context.clock)) }) });
  }

  /** No mails until it goes on. */
  async pause(subscription: Subscription): Promise<void> {
    if (subscription.state === 'active') await this.change(subscription, { state: 'paused' });
  }

  /** Goes on after a pause, or after the address was mended: the best of what came meanwhile is in the next mail. */
  async resume(subscription: Subscription): Promise<void> {
    if (!['paused', 'suspended', 'ended'].includes(subscription.state) || subscription.coveredAt === '') return;
    await this.change(subscription, { state: 'active', problem: '', next_at: nextDue(subscription, isoNow(this.context.clock)) });
  }

  /** No mail any more, those that wait included. */
  async end(subscription: Subscription): Promise<void> {
    await this.change(subscription, { state: 'ended' });
    await this.context.db.kysely.updateTable('bundles').set({ state: 'stopped' }).where('subscription', '=', subscription.number).where('state', '=', 'waiting').execute();
  }

  /** The token of the links in its mails. */
  async tokenOf({ number, generation }: Pick<Subscription, 'number' | 'generation'>): Promise<string> {
    return await this.signer.sign({ purpose: 'subscription', number, generation });
  }

  /** Whose link this is; undefined for one that nobody was given. */
  async byToken(token: string): Promise<Subscription | undefined> {
    const parsed = parseToken(token);
    const found = parsed && (await this.find(parsed.number));
    if (found === undefined || !(await this.signer.isGenuine(parsed!.signature, { purpose: 'subscription', number: found.number, generation: found.generation }))) return undefined;
    return found;
  }

  async find(number: number): Promise<Subscription | undefined> {
    const row = await this.rows().where('subscriptions.number', '=', number).executeTakeFirst();
    return row && ownSubscription(row);
  }

  /** With the address that the account of its reader has by now, and whether that reader is kept out. */
  private rows() {
    return this.context.db.kysely
      .selectFrom('subscriptions')
      .leftJoin('accounts', 'accounts.reader', 'subscriptions.reader')
      .leftJoin('readers', 'readers.number', 'subscriptions.reader')
      .selectAll('subscriptions')
      .select(['accounts.email', 'readers.suspended_at as held_since']);
  }

  private async change({ number }: Subscription, values: Partial<Columns>): Promise<void> {
    await this.context.db.kysely.updateTable('subscriptions').set({ ...values, updated_at: isoNow(this.context.clock) }).where('number', '=', number).execute();
  }
}

interface Columns extends ReturnType<typeof columnsOf> {
  state: SubscriptionState;
  covered_at: string;
  next_at: string;
  problem: string;
  confirmed_at: string;
}

function columnsOf({ topics, frequency, weekday, hour, zone, top, votes, replacements, whenEmpty }: Choice) {
  return { topics: JSON.stringify(topics), frequency, weekday, hour, zone, top, votes, replacements: replacements ? 1 : 0, when_empty: whenEmpty };
}

interface Row {
  number: number;
  reader: number | null;
  votes: number;
  replacements: number;
  address: string;
  state: string;
  topics: string;
  frequency: string;
  weekday: number;
  hour: number;
  zone: string;
  top: number;
  when_empty: string;
  generation: number;
  covered_at: string;
  next_at: string;
  problem: string;
}

function ownSubscription({ email, held_since, ...row }: Row & { email: string | null; held_since: string | null }): Subscription {
  return { ...subscriptionFrom({ ...row, address: email ?? row.address }), ...(held_since ? { held: true as const } : {}) };
}

export function subscriptionFrom(row: Row): Subscription {
  return {
    number: row.number,
    ...(row.reader === null ? {} : { reader: row.reader }),
    votes: row.votes,
    replacements: row.replacements === 1,
    address: row.address,
    state: row.state as SubscriptionState,
    topics: JSON.parse(row.topics) as Wanted[],
    frequency: row.frequency as Frequency,
    weekday: row.weekday,
    hour: row.hour,
    zone: row.zone,
    top: row.top,
    whenEmpty: row.when_empty === 'word' ? 'word' : 'nothing',
    generation: row.generation,
    coveredAt: row.covered_at,
    nextAt: row.next_at,
    problem: row.problem,
  };
}
