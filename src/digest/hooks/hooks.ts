import { randomBytes } from 'node:crypto';
import { takeNumbers, type Database, type Writer } from '#db';
import { ConflictError, InvalidInputError, isoNow, NotFoundError, type Clock } from '#lib';
import type { Wanted } from '../mail/types.js';
import { checkedTemplate, type HookBody } from './bodies.js';

/** A web address that is told when a list has something new. */
export interface Hook extends Wanted {
  /** How many votes a paper must have; 0 for none. */
  votes: number;
  number: number;
  reader: number;
  url: string;
  body: HookBody;
  template: string;
  /** Signs what is sent. */
  secret: string;
  state: 'active' | 'paused';
  coveredAt: string;
  nextAt: string;
}

/** One request, for the log. */
export interface HookCall {
  number: number;
  purpose: string;
  state: string;
  attempts: number;
  result: string;
  createdAt: string;
}

export interface NewHook {
  url: string;
  topic: Wanted;
  votes?: number;
  body: HookBody;
  template: string;
}

const MOST_HOOKS = 50;
const LONGEST_URL = 2_000;
const LOGGED = 10;

/** The web addresses that readers have told of news. */
export class Hooks {
  constructor(private readonly context: { db: Database; clock: Clock }) {}

  /** A reader's hooks with their last requests. */
  async list(reader: number): Promise<{ hook: Hook; calls: HookCall[] }[]> {
    const rows = await this.context.db.kysely.selectFrom('hooks').selectAll().where('reader', '=', reader).orderBy('number').execute();
    return await Promise.all(rows.map(async (row) => ({ hook: hookFrom(row), calls: await this.callsOf(row.number) })));
  }

  /** Begins to tell an address. What is there by now counts as told. @throws InvalidInputError, ConflictError */
  async add(reader: number, { url, topic, votes = 0, body, template }: NewHook): Promise<void> {
    const parsed = URL.parse(url);
    if (parsed === null || !/^https?:$/.test(parsed.protocol) || url.length > LONGEST_URL) throw new InvalidInputError('That is no web address: it should begin with https://.');
    const checked = body === 'own' ? checkedTemplate(template) : '';
    const now = isoNow(this.context.clock);
    await this.context.db.transaction(async (writer) => {
      const number = await takeNumbers(writer, 'hook', 1);
      const { count } = await writer.selectFrom('hooks').select(({ fn }) => fn.countAll<number>().as('count')).where('reader', '=', reader).executeTakeFirstOrThrow();
      if (Number(count) >= MOST_HOOKS) throw new ConflictError(`There are ${MOST_HOOKS} hooks already, which is the most there can be. Remove one first.`);
      const secret = randomBytes(32).toString('base64url');
      await writer.insertInto('hooks').values({ number, reader, url: parsed.href, kind: topic.kind, name: topic.name, votes, body, template: checked, secret, state: 'active', covered_at: now, next_at: now, created_at: now }).execute();
    });
  }

  /** Sends a request that says it is a test. @throws NotFoundError */
  async test(reader: number, number: number): Promise<void> {
    await this.own(reader, number);
    await this.context.db.transaction((writer) => addCall(writer, this.context.clock, { hook: number, purpose: 'test', papers: [] }));
  }

  /** Pauses it, or lets it go on with what is new from now on. @throws NotFoundError */
  async turn(reader: number, number: number): Promise<void> {
    const { state } = await this.own(reader, number);
    const now = isoNow(this.context.clock);
    await this.context.db.kysely.updateTable('hooks').set(state === 'active' ? { state: 'paused' } : { state: 'active', covered_at: now, next_at: now }).where('number', '=', number).execute();
  }

  /** Takes it away with its log. @throws NotFoundError */
  async remove(reader: number, number: number): Promise<void> {
    await this.own(reader, number);
    await this.context.db.transaction(async (writer) => {
      await writer.deleteFrom('hook_papers').where('hook', '=', number).execute();
      await writer.deleteFrom('hook_calls').where('hook', '=', number).execute();
      await writer.deleteFrom('hooks').where('number', '=', number).execute();
    });
  }

  private async own(reader: number, number: number): Promise<Hook> {
    const row = await this.context.db.kysely.selectFrom('hooks').selectAll().where('number', '=', number).where('reader', '=', reader).executeTakeFirst();
    if (row === undefined) throw new NotFoundError('There is no such hook (any more). Those that there are stand under Hooks.');
    return hookFrom(row);
  }

  private async callsOf(hook: number): Promise<HookCall[]> {
    const rows = await this.context.db.kysely.selectFrom('hook_calls').select(['number', 'purpose', 'state', 'attempts', 'result', 'created_at']).where('hook', '=', hook).orderBy('number', 'desc').limit(LOGGED).execute();
    return rows.map(({ created_at, ...row }) => ({ ...row, createdAt: created_at }));
  }
}

/** Puts a request down to be sent, `after` so many milliseconds. */
export async function addCall(writer: Writer, clock: Clock, { hook, purpose, papers, after = 0 }: { hook: number; purpose: 'news' | 'test'; papers: readonly number[]; after?: number }): Promise<void> {
  const number = await takeNumbers(writer, 'hook call', 1);
  const now = isoNow(clock);
  await writer.insertInto('hook_calls').values({ number, hook, purpose, papers: JSON.stringify(papers), state: 'waiting', attempts: 0, run_after: new Date(clock.now() + after).toISOString(), lease_until: '', result: '', created_at: now, done_at: '' }).execute();
}

interface Row {
  number: number;
  votes: number;
  reader: number;
  url: string;
  kind: string;
  name: string;
  body: string;
  template: string;
  secret: string;
  state: string;
  covered_at: string;
  next_at: string;
}

export function hookFrom({ covered_at, next_at, body, state, ...row }: Row): Hook {
  return { ...row, body: body as HookBody, state: state === 'paused' ? 'paused' : 'active', coveredAt: covered_at, nextAt: next_at };
}
