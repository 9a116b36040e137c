import { isoNow, messageOf, type Clock, type Logger } from '#lib';
import { OutsideError, StatusError, type Fetcher } from '#lib/fetch';
import { excerpt, plainText } from '#lib/text';
import { kindNamed, type FeedSources } from '../feeds/kinds.js';
import { heldAmong } from '../held.js';
import { FreshLists } from '../mail/compose.js';
import { SETTLE_MS } from '../mail/fresh.js';
import { MOST_ATTEMPTS, retryAfterMs } from '../mail/schedule.js';
import { bodyOf, signatureOf, type HookNews } from './bodies.js';
import { addCall, hookFrom, type Hook } from './hooks.js';

/** What hooks are run with. */
export interface HookContext {
  sources: FeedSources;
  clock: Clock;
  log: Logger;
  fetcher: Fetcher;
  /** The absolute address of a paper's page. */
  paperUrl(id: string): string;
}

const LOOK_EVERY_MS = 10 * 60_000;
const LEASE_MS = 120_000;
const AT_ONCE = 20;
/** Of one request: a channel is not a list of five hundred. */
const MOST_PAPERS = 20;
/** Between requests that one look makes: receivers count them. */
const APART_MS = 60_000;
const TIMEOUT_MS = 10_000;
const ANSWER_BYTES = 64 * 1024;
const FORGET_MS = 90 * 24 * 3_600_000;
const ABSTRACT = 500;

/** Puts down what is new for every hook that is due. Requests, the papers they hold and the next look are one transaction. */
export async function planHooks(context: HookContext): Promise<void> {
  const { sources, clock, log } = context;
  const now = isoNow(clock);
  const lists = new FreshLists(sources, { whole: true });
  const due = await sources.db.kysely.selectFrom('hooks').selectAll().where('state', '=', 'active').where('next_at', '<=', now).orderBy('next_at').execute();
  const held = await heldAmong(sources.db, due.map(({ reader }) => reader));
  for (const hook of due.map(hookFrom)) {
    try {
      await planHook(context, hook, { lists, silent: held.has(hook.reader) });
    } catch (error) {
      if (sources.db.isAway(error)) throw error;
      log.warn({ err: error, hook: hook.number }, `a hook could not be looked after for now: ${messageOf(error)}`);
    }
  }
  await sources.db.kysely.deleteFrom('hook_calls').where('state', 'in', ['sent', 'failed']).where('created_at', '<', new Date(clock.now() - FORGET_MS).toISOString()).execute();
}

async function planHook({ sources: { db }, clock }: HookContext, hook: Hook, { lists, silent }: { lists: FreshLists; silent: boolean }): Promise<void> {
  const now = isoNow(clock);
  const fresh = await lists.of(hook, { since: hook.coveredAt, until: now });
  const told = new Set((await db.kysely.selectFrom('hook_papers').select('paper').where('hook', '=', hook.number).where(db.anyOf('paper', fresh?.papers ?? [])).execute()).map(({ paper }) => paper));
  const papers = (fresh?.papers ?? []).filter((paper) => !told.has(paper));
  const there = await thereBefore(hook, papers, lists);
  const news = silent ? [] : papers.filter((paper) => !there.has(paper));
  await db.transaction(async (writer) => {
    const { numUpdatedRows } = await writer.updateTable('hooks').set({ covered_at: now, next_at: new Date(clock.now() + LOOK_EVERY_MS).toISOString() }).where('number', '=', hook.number).where('next_at', '=', hook.nextAt).where('state', '=', 'active').executeTakeFirst();
    if (numUpdatedRows === 0n || papers.length === 0) return;
    for (const [index, some] of inPortions(news, MOST_PAPERS).entries()) await addCall(writer, clock, { hook: hook.number, purpose: 'news', papers: some, after: index * APART_MS });
    await db.insertMany(writer, 'hook_papers', papers.map((paper) => ({ hook: hook.number, paper })));
  });
}

/** At the first look since it was made or let go on, some of what is found stood there before: it counts as told. */
async function thereBefore(hook: Hook, papers: readonly number[], lists: FreshLists): Promise<ReadonlySet<number>> {
  if (hook.coveredAt !== hook.nextAt) return new Set();
  // A list in which papers come late: of none that stands in it can it be said since when.
  if (hook.votes > 0 || kindNamed(hook.kind)?.rises === true) return new Set(papers);
  const before = await lists.of(hook, { since: new Date(Date.parse(hook.coveredAt) - 2 * SETTLE_MS).toISOString(), until: hook.coveredAt });
  return new Set(before?.papers);
}

function inPortions<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
}

interface Call {
  number: number;
  hook: number;
  purpose: string;
  papers: number[];
  attempts: number;
}

/** Sends every request that is due, those of one hook one after the other. Returns how many were taken by their receivers. */
export async function deliverHooks(context: HookContext, signal?: AbortSignal): Promise<number> {
  let sent = 0;
  while (!signal?.aborted) {
    const calls = await takeCalls(context);
    if (calls.length === 0) break;
    const results = await Promise.all(calls.map((call) => deliver(context, call, signal)));
    sent += results.filter(Boolean).length;
  }
  return sent;
}

/** The next of each hook that has any. */
async function takeCalls({ sources: { db }, clock }: HookContext): Promise<Call[]> {
  const now = isoNow(clock);
  return await db.transaction(async (writer) => {
    const rows = await writer
      .selectFrom('hook_calls')
      .select(['number', 'hook', 'purpose', 'papers', 'attempts'])
      .where('number', 'in', (query) =>
        query
          .selectFrom('hook_calls')
          .select(({ fn }) => fn.min('number').as('number'))
          .where((where) => where.or([where.and([where('state', '=', 'waiting'), where('run_after', '<=', now)]), where.and([where('state', '=', 'sending'), where('lease_until', '<', now)])]))
          .groupBy('hook'),
      )
      .orderBy('number')
      .limit(AT_ONCE)
      .$if(db.kind === 'postgres', (query) => query.forUpdate().skipLocked())
      .execute();
    const until = new Date(clock.now() + LEASE_MS * (clock.speed || 1)).toISOString();
    await writer.updateTable('hook_calls').set(({ eb }) => ({ state: 'sending', attempts: eb('attempts', '+', 1), lease_until: until })).where(db.anyOf('number', rows.map(({ number }) => number))).execute();
    return rows.map((row) => ({ ...row, papers: JSON.parse(row.papers) as number[], attempts: row.attempts + 1 }));
  });
}

async function deliver(context: HookContext, call: Call, signal?: AbortSignal): Promise<boolean> {
  const { sources: { db }, clock } = context;
  const settle = (state: string, result: string, runAfter = '') => db.kysely.updateTable('hook_calls').set({ state, result, lease_until: '', run_after: runAfter, done_at: isoNow(clock) }).where('number', '=', call.number).execute();
  const row = await db.kysely.selectFrom('hooks').selectAll().where('number', '=', call.hook).executeTakeFirst();
  if (row === undefined) return false;
  if ((await heldAmong(db, [row.reader])).size > 0) {
    await settle('failed', 'not sent, as its reader is suspended');
    return false;
  }
  try {
    await settle('sent', `answered ${await post(context, hookFrom(row), { call, signal })}`);
    return true;
  } catch (error) {
    if (signal?.aborted) {
      // This process is stopping, which says nothing of the receiver: the next one asks again, under the same number.
      await settle('waiting', '', isoNow(clock));
      return false;
    }
    const later = error instanceof OutsideError && error.tryLater && call.attempts < MOST_ATTEMPTS && call.purpose !== 'test';
    const again = later ? new Date(clock.now() + retryAfterMs(call.attempts)).toISOString() : '';
    await settle(later ? 'waiting' : 'failed', error instanceof StatusError ? `answered ${error.status}` : messageOf(error), again);
    // A receiver that is away is away for what follows, too; nothing of it overtakes.
    if (later) await db.kysely.updateTable('hook_calls').set({ run_after: again }).where('hook', '=', call.hook).where('state', '=', 'waiting').where('run_after', '<', again).execute();
    return false;
  }
}

/** Sends one request, and gives the status of the answer. It goes where its reader said and nowhere else: no redirect is followed. */
async function post({ fetcher, clock, ...context }: HookContext, hook: Hook, { call, signal }: { call: Call; signal?: AbortSignal }): Promise<number> {
  const body = bodyOf(hook.body, hook.template, await newsOf(context, hook, call));
  const headers = { 'content-type': 'application/json', 'broadsheet-delivery': String(call.number), 'broadsheet-signature': signatureOf(hook.secret, { seconds: Math.floor(clock.now() / 1000), body }) };
  const answer = await fetcher.request(hook.url, { trust: 'reader', body, headers, timeoutMs: TIMEOUT_MS, stallMs: TIMEOUT_MS, maxBytes: ANSWER_BYTES, maxRedirects: 0, signal });
  await answer.close();
  return answer.status;
}

async function newsOf({ sources, paperUrl }: Pick<HookContext, 'sources' | 'paperUrl'>, hook: Hook, { number, purpose, papers }: Call): Promise<HookNews> {
  const topic = { kind: hook.kind, name: hook.name, reader: hook.reader, options: { top: 1, days: 1, abstract: 'full' as const, replacements: false, votes: 0 } };
  const stored = await sources.papers.byNumber(papers);
  return {
    id: String(number),
    purpose: purpose === 'test' ? 'test' : 'news',
    list: purpose === 'test' ? 'A test of this hook' : ((await kindNamed(hook.kind)?.title(sources, topic)) ?? hook.name),
    papers: stored.map((paper) => ({ id: paper.id, title: plainText(paper.title) || paper.id, url: paperUrl(paper.id), authors: paper.authors.slice(0, 5).map(({ name }) => plainText(name)).join(', '), abstract: excerpt(plainText(paper.abstract), ABSTRACT) })),
  };
}
