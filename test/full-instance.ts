import { Votes } from '#community';
import { dumpDatabase, StoredSettings, type Database, type DumpKind } from '#db';
import { Jobs, takeLease } from '#jobs';
import { FixedClock } from '#lib';
import { Papers } from '#papers';
import { announcedOn, makeRecord } from './make-record.js';

export const NOON = '2026-06-03T12:00:00.000Z';

/** A small instance with something in every table: papers from two sources, merged and taken apart, and all that owners do. */
export async function fillWithEverything(db: Database): Promise<void> {
  const clock = new FixedClock(NOON);
  const papers = new Papers({ db, clock });
  await papers.save([
    makeRecord({ id: '1801.00001', title: 'Learning to paint tables by example', announcements: announcedOn('2018-01-03', ['cs.LG', 'cs.CV']) }),
    makeRecord({ id: '1801.00002', title: 'Part one of two', updated: '2018-02-01', authors: [{ name: 'Zoë Ångström' }, { name: '王 小明' }], abstract: 'Quotes " and \\ and\nlines, 🦊.' }),
    makeRecord({ id: '1801.00003', title: 'Part two of two', announcements: announcedOn('2018-01-04', ['math.AG']) }),
    makeRecord({ source: 'iclr2018', id: 'B14', via: 'list', title: 'Learning to Paint Tables, by Example', venue: 'ICLR 2018' }),
  ]);
  await papers.merge({ a: '1801.00002', b: '1801.00003', why: 'one paper posted twice' });
  await papers.unmerge({ a: '1801.00001', b: 'iclr2018:B14', why: 'not the same' });
  await new StoredSettings(db).set('categories', ['cs.LG'], NOON);
  await new Jobs(db, clock, 'test').add('import', { file: 'papers.jsonl' });
  await takeLease(db, clock, { name: 'indexer', holder: 'test', forMs: 60_000 });
  await db.kysely.insertInto('cursors').values({ name: 'search', seq: 3 }).execute();
  await db.kysely.insertInto('owner_keys').values({ hash: 'abc', kind: 'cookie', created_at: NOON, expires_at: NOON }).execute();
  await insertImport(db);
  await insertGathering(db);
  await insertSavedSearch(db);
  await insertVotes(db);
  await insertAccount(db);
  await insertDelivery(db);
}

async function insertAccount({ kysely }: Database): Promise<void> {
  await kysely.insertInto('impressions').values({ paper: 1, seen: 7, seen_before: 5, hour: 494_000 }).execute();
  const times = { created_at: NOON, updated_at: NOON };
  for (const name of ['invitation', 'deed', 'mail']) await kysely.updateTable('counters').set({ value: 1 }).where('name', '=', name).execute();
  await kysely.insertInto('accounts').values({ id: 'a', name: 'Ada', email: 'ada@example.org', email_verified: 1, image: null, invited_role: null, reader: 1, ...times }).execute();
  await kysely.insertInto('account_sessions').values({ id: 's', expires_at: NOON, token: 'hash', ip_address: null, user_agent: 'a browser', user_id: 'a', ...times }).execute();
  const tokens = { access_token: null, refresh_token: null, id_token: null, access_token_expires_at: null, refresh_token_expires_at: null, scope: null };
  await kysely.insertInto('account_credentials').values({ id: 'c', account_id: 'a', provider_id: 'credential', user_id: 'a', password: 'hash', ...tokens, ...times }).execute();
  await kysely.insertInto('account_verifications').values({ id: 'v', identifier: 'hash', value: '{}', expires_at: NOON, ...times }).execute();
  await kysely.insertInto('account_passkeys').values({ id: 'p', name: 'a key', public_key: 'pk', user_id: 'a', credential_id: 'cred', counter: 1, device_type: 'singleDevice', backed_up: 0, transports: '', created_at: NOON, aaguid: '' }).execute();
  await kysely.insertInto('invitations').values({ number: 1, hash: 'abc', email: '', role: 'editor', invited_by: 1, created_at: NOON, expires_at: NOON, used_at: '' }).execute();
  await kysely.insertInto('deeds').values({ number: 1, done_at: NOON, done_by: 1, what: 'changed the role', about: 1, why: 'a trial', private: 0 }).execute();
  await kysely.insertInto('attempts').values({ name: 'hash', since: NOON, count: 1 }).execute();
  await kysely.insertInto('mails').values({ number: 1, message: '{}', created_at: NOON, attempts: 0 }).execute();
}

async function insertGathering(db: Database): Promise<void> {
  const { kysely } = db;
  const counts = { total: 3, pages: 1, records: 3, added: 3, bad: 0, bad_records: '[]', restarts: 0 };
  const times = { server_at: NOON, created_at: NOON, started_at: NOON, updated_at: NOON, finished_at: NOON };
  await kysely.updateTable('counters').set({ value: 1 }).where('name', '=', 'harvest').execute();
  await kysely.insertInto('harvests').values({ number: 1, source: 'arxiv', part: 'cs', purpose: 'newest', first_day: '2026-06-02', last_day: '', state: 'done', token: '', ...counts, ...times }).execute();
  const facts = { new_papers: 2, cross_lists: 1, replacements: 0, bad: 0, repeated: 0, first_asked_at: NOON, said_at: NOON, updated_at: NOON };
  await kysely.insertInto('feed_days').values({ source: 'arxiv', day: '2026-06-03', state: 'said', topics: 'cs.LG', ...facts }).execute();
  await kysely.insertInto('sightings').values({ day: '2026-06-03', id: '1801.00001', road: 'feed' }).execute();
  await kysely.insertInto('roads').values({ source: 'arxiv', road: 'feed', host: 'rss.arxiv.org', tried_at: NOON, succeeded_at: NOON, failing_since: '', error: '', failures: 0, requests: 1, records: 3, updated_at: NOON }).execute();
  await kysely.insertInto('wanted').values({ id: '1801.99999', state: 'missing', asked_at: NOON, answered_at: NOON }).execute();
  await kysely.insertInto('pacing').values({ name: 'lane arxiv', next_at: NOON, holder: '', lease_until: '', failures: 0 }).execute();
}

async function insertSavedSearch({ kysely }: Database): Promise<void> {
  await kysely.updateTable('counters').set({ value: 1 }).where('name', '=', 'saved search').execute();
  const times = { seen_at: NOON, created_at: NOON, updated_at: NOON, removed_at: '' };
  await kysely.insertInto('saved_searches').values({ number: 1, reader: 1, name: 'Painted tables', query: 'paint category:cs.CV', seen_paper: 2, ...times }).execute();
}

async function insertVotes(db: Database): Promise<void> {
  const votes = new Votes({ db, clock: new FixedClock(NOON) });
  await votes.setWishes(1, { withoutName: false, all: false });
  await votes.set({ reader: 1, paper: '1801.00001', voted: true });
  await db.kysely.insertInto('period_places').values({ kind: 'day', period: '2018-01-03', place: 1, paper: 1 }).execute();
}

async function insertDelivery({ kysely }: Database): Promise<void> {
  await kysely.updateTable('counters').set({ value: 1 }).where('name', '=', 'kept feed').execute();
  await kysely.insertInto('secrets').values({ name: 'addresses', value: 'of no use elsewhere', created_at: NOON }).execute();
  await kysely.insertInto('kept_feeds').values({ number: 1, reader: 1, kind: 'saved-search', name: '1', options: 'top=20', generation: 1, created_at: NOON }).execute();
  await kysely.updateTable('counters').set({ value: 1 }).where('name', 'in', ['subscription', 'bundle', 'hook', 'hook call']).execute();
  const choice = { topics: '[{"kind":"latest","name":""}]', frequency: 'daily', weekday: 1, hour: 7, zone: 'Europe/Berlin', top: 10, when_empty: 'nothing' };
  const times = { covered_at: NOON, next_at: '2026-06-04T05:00:00.000Z', asked_at: NOON, confirmed_at: NOON, created_at: NOON, updated_at: NOON };
  await kysely.insertInto('subscriptions').values({ number: 1, address: 'ada@example.org', state: 'active', ...choice, generation: 1, problem: '', ...times }).execute();
  const lease = { attempts: 1, run_after: NOON, lease_holder: '', lease_until: '', error: '' };
  await kysely.insertInto('bundles').values({ number: 1, subscription: 1, kind: 'edition', due_at: NOON, since: NOON, state: 'sent', sections: '[{"title":"Latest papers","papers":[1]}]', message_id: '<1@example.org>', ...lease, created_at: NOON, sent_at: NOON }).execute();
  await kysely.insertInto('hooks').values({ number: 1, reader: 1, url: 'https://hooks.example.org/1', kind: 'latest', name: '', body: 'plain', template: '', secret: 'of no use elsewhere', state: 'active', covered_at: NOON, next_at: NOON, created_at: NOON }).execute();
  await kysely.insertInto('hook_calls').values({ number: 1, hook: 1, purpose: 'news', papers: '[1]', state: 'sent', attempts: 1, run_after: NOON, lease_until: '', result: 'answered 200', created_at: NOON, done_at: NOON }).execute();
  await kysely.insertInto('hook_papers').values({ hook: 1, paper: 1 }).execute();
  await kysely.insertInto('mailed_papers').values({ subscription: 1, paper: 1, bundle: 1 }).execute();
}

async function insertImport(db: Database): Promise<void> {
  const counts = { total_bytes: 10, read_bytes: 10, position_line: 4, position_byte: 10, records: 4, added: 4, changed: 0, unchanged: 0, bad: 0 };
  const texts = { name: 'papers.jsonl', fingerprint: '10-ab', state: 'done', format: 'list', bad_lines: '[]', error: '' };
  await db.kysely.updateTable('counters').set({ value: 1 }).where('name', '=', 'import').execute();
  await db.kysely.insertInto('imports').values({ number: 1, ...texts, ...counts, started_at: NOON, updated_at: NOON, finished_at: NOON }).execute();
}

/** The lines of a dump. */
export async function linesOf(db: Database, kind: DumpKind): Promise<string[]> {
  const pages = await dumpDatabase(db, { kind, made: NOON }, (text) => Array.fromAsync(text));
  return pages.join('').trimEnd().split('\n');
}

/** Text as a file or network would give it, in pieces that cut lines and letters. */
export async function* bytesOf(lines: readonly string[], { endsInNewline = true } = {}): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(lines.join('\n') + (endsInNewline ? '\n' : ''));
  for (let at = 0; at < bytes.length; at += 777) yield bytes.subarray(at, at + 777);
}
