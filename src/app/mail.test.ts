import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { generateKeyPairSync } from 'node:crypto';
import { SavedSearches, type Role } from '#community';
import { readConfig } from '#config';
import { deliverMails, forgetOldMails, mailStatus, planMails, readChoice } from '#digest';
import { createLogger, FixedClock } from '#lib';
import { createWeb } from '#web';
import { makeMigratedUrl, makeFolder } from '../../test/make-database.js';
import { announcedOn, makeRecord } from '../../test/make-record.js';
import { startMailServer, type MailServer } from '../../test/stand-ins/smtp/mail-server.js';
import { createInstance } from './create.js';
import { mailContext, subscriptionsOf } from './mail-desk.js';
import { webContext } from './web-context.js';

/** A paper of this instance, its clock, and its mail server; without one mails become files. */
async function mailing(t: TestContext, { server, environment = {} }: { server?: MailServer; environment?: Record<string, string> } = {}) {
  const clock = new FixedClock('2026-06-01T12:00:00Z');
  const data = makeFolder(t);
  const config = readConfig({ BROADSHEET_DATA: data, DATABASE_URL: await makeMigratedUrl(t), BROADSHEET_INDEX: '0', BASE_URL: 'https://papers.example.org', ...(server && { SMTP_URL: server.url }), ...environment });
  const instance = await createInstance(config, { process: 'test', clock, log: createLogger('silent', 'test') });
  t.after(() => instance.close());
  const web = createWeb(webContext(instance));
  const context = mailContext(instance);
  const subscriptions = subscriptionsOf(instance);
  return {
    instance, clock, context, subscriptions,
    get: async (path: string) => await web.request(path),
    post: async (path: string, fields: Record<string, string> = {}) => await web.request(path, { method: 'POST', body: new URLSearchParams(fields) }),
    /** What the worker does when it looks. */
    work: async (holder = 'one') => {
      const planned = await planMails(context);
      return { planned, ...(await deliverMails(context, subscriptions, { holder })) };
    },
    publish: async (day: string, count: number) => void (await instance.papers.save(Array.from({ length: count }, (_, index) => makeRecord({ id: `2606.0${day.slice(-2)}${String(index).padStart(2, '0')}`, title: `Paper ${index} of ${day}`, published: `${day}T01:00:00Z`, announcements: announcedOn(day, ['cs.LG']) })))),
    outbox: () => readdirSync(join(data, 'outbox')).sort().map((name) => readFileSync(join(data, 'outbox', name), 'utf8')),
  };
}

type Mailing = Awaited<ReturnType<typeof mailing>>;

const plain = (mail: string) => mail.replace(/=\r?\n/g, '').replace(/=3D/g, '=');
const linkIn = (mail: string, what: string) => new RegExp(`https://papers\\.example\\.org(/mail/[\\w-]+/${what})`).exec(plain(mail))?.[1] ?? assert.fail(`no link to ${what}`);
const papersIn = (mail: string) => new Set([...plain(mail).matchAll(/papers\/(2606\.\d+)/g)].map(([, id]) => id));

/** An address that has said yes, at noon of Monday, 1 June. */
async function subscribed({ post, work, subscriptions, instance }: Mailing, fields: Record<string, string> = {}): Promise<void> {
  assert.equal((await post('/subscribe', { address: 'ada@example.org', latest: '1', frequency: 'daily', hour: '7', zone: 'Europe/Berlin', top: '10', ...fields })).status, 303);
  await work();
  const row = await instance.db.kysely.selectFrom('subscriptions').select('number').orderBy('number', 'desc').limit(1).executeTakeFirstOrThrow();
  await subscriptions.confirm((await subscriptions.find(row.number))!);
}

test('subscribe on the page, say yes from the mail, three days bring three editions, one click ends it', async (t) => {
  const paper = await mailing(t);
  const { get, post, work, publish, clock, outbox } = paper;
  assert.match(await (await get('/subscribe')).text(), /outbox/);
  assert.equal((await post('/subscribe', { address: 'ada+papers@example.org', latest: '1', frequency: 'daily', hour: '7', zone: 'Europe/Berlin', top: '2' })).status, 303);
  assert.deepEqual(await work(), { planned: 0, sent: 1, delayed: 0, failed: 0 });
  const confirm = linkIn(outbox()[0]!, 'confirm');
  assert.match(await (await get(confirm)).text(), /Yes, send it to me/);
  clock.set('2026-06-02T06:00:00Z');
  await publish('2026-06-02', 3);
  assert.equal((await work()).sent, 0, 'looking at the page is no yes');
  assert.equal((await post(confirm)).status, 303);
  const seen: ReadonlySet<string | undefined>[] = [];
  for (const day of ['2026-06-03', '2026-06-04', '2026-06-05']) {
    clock.set(`${day}T04:59:00Z`);
    await publish(day, 3);
    assert.equal((await work()).sent, 0, 'not before seven in Berlin');
    clock.set(`${day}T05:00:05Z`);
    assert.equal((await work()).sent, 1);
    assert.equal((await work()).sent, 0, 'once');
    seen.push(papersIn(outbox().at(-1)!));
  }
  assert.ok(seen.every(({ size }) => size === 2));
  assert.equal(seen.reduce((all, one) => all.union(one), new Set()).size, 6, 'no paper twice');
  const unsubscribe = linkIn(outbox().at(-1)!, 'unsubscribe');
  assert.match(await (await get(unsubscribe)).text(), /Unsubscribe/);
  await publish('2026-06-06', 1);
  clock.set('2026-06-06T05:00:05Z');
  assert.equal((await work()).sent, 1, 'a scanner that opened the link ended nothing');
  assert.equal((await post(unsubscribe, { 'List-Unsubscribe': 'One-Click' })).status, 200, 'without a redirect');
  await publish('2026-06-08', 1);
  clock.set('2026-06-08T05:00:05Z');
  assert.deepEqual(await work(), { planned: 0, sent: 0, delayed: 0, failed: 0 });
});

test('a mail carries what mail programs want of a list, and is signed where there is a key', async (t) => {
  const server = await startMailServer(t);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
  const paper = await mailing(t, { server, environment: { DKIM_KEY: privateKey, MAIL_FROM: 'The Paper <papers@example.org>' } });
  await paper.publish('2026-06-02', 2);
  await subscribed(paper);
  paper.clock.set('2026-06-02T05:01:00Z');
  assert.equal((await paper.work()).sent, 1);
  const [question, edition] = server.mails.map(({ message }) => message.replace(/\r\n[ \t]+/g, ' '));
  assert.doesNotMatch(question!, /^List-/m);
  assert.match(edition!, /^List-Unsubscribe: <https:\/\/papers\.example\.org\/mail\/[\w-]+\/unsubscribe>\r$/m);
  assert.match(edition!, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  assert.match(edition!, /^List-I[dD]: Broadsheet <editions\.papers\.example\.org>\r$/m);
  assert.match(edition!, /^Message-ID: <\d+\.[\w-]+@papers\.example\.org>\r$/m);
  assert.match(edition!, /^References: <subscription\.1@papers\.example\.org>\r$/m);
  assert.match(edition!, /^DKIM-Signature: v=1; a=rsa-sha256; .*d=example\.org; .*s=broadsheet; .*h=[^;]*:list-unsubscribe:list-unsubscribe-post/m);
  assert.equal(edition!.match(/^Message-ID:/gim)?.length, 1);
});

test('a server that is busy, hangs up or takes a mail back gets it later; nothing is lost and nothing comes twice', async (t) => {
  const server = await startMailServer(t);
  const paper = await mailing(t, { server });
  await paper.publish('2026-06-02', 2);
  await subscribed(paper);
  paper.clock.set('2026-06-02T05:01:00Z');
  for (const fault of ['greylist', 'hang up', 'take back'] as const) {
    server.fault = fault;
    const { sent, delayed } = await paper.work();
    assert.deepEqual([sent, delayed], [0, 1], fault);
    assert.equal((await paper.work()).delayed, 0, 'not at once again');
    paper.clock.advance(60 * 60_000);
  }
  server.fault = undefined;
  assert.equal((await paper.work()).sent, 1);
  assert.equal(server.mails.length, 2);
});

test('a server whose certificate nobody trusts is sent nothing: the mail waits, and it is said what to do', async (t) => {
  const server = await startMailServer(t, { startTls: true });
  const paper = await mailing(t, { server });
  assert.equal((await paper.post('/subscribe', { address: 'ada@example.org', latest: '1' })).status, 303);
  assert.deepEqual(await paper.work(), { planned: 0, sent: 0, delayed: 1, failed: 0 });
  assert.deepEqual(server.mails, []);
  const [trouble] = (await mailStatus(paper.context)).troubles;
  assert.equal(trouble?.state, 'waiting');
  assert.match(trouble!.error, /certificate.*not trusted.*NODE_EXTRA_CA_CERTS/);
});

test('tries end after a day, and what nobody got comes in the next mail', async (t) => {
  const server = await startMailServer(t);
  const paper = await mailing(t, { server });
  await paper.publish('2026-06-02', 1);
  await subscribed(paper);
  paper.clock.set('2026-06-02T05:01:00Z');
  server.fault = 'greylist';
  let failed = 0;
  for (let hour = 0; hour < 40 && failed === 0; hour += 1) {
    failed += (await paper.work()).failed;
    paper.clock.advance(3_600_000);
  }
  const bundles = await paper.instance.db.kysely.selectFrom('bundles').select(['state', 'attempts', 'error']).where('kind', '=', 'edition').execute();
  assert.ok(bundles.some(({ state, attempts, error }) => state === 'failed' && attempts === 10 && error !== ''), JSON.stringify(bundles));
  assert.equal((await mailStatus(paper.context)).troubles.length > 0, true);
  server.fault = undefined;
  for (let hour = 0; hour < 30; hour += 1) {
    await paper.work();
    paper.clock.advance(3_600_000);
  }
  assert.deepEqual(server.mails.slice(1).map(({ message }) => [...papersIn(message)]), [['2606.00200']]);
});

test('an address that its server refuses gets nothing any more until its reader lets it go on', async (t) => {
  const server = await startMailServer(t);
  const paper = await mailing(t, { server });
  await subscribed(paper);
  await paper.publish('2026-06-02', 1);
  paper.clock.set('2026-06-02T05:01:00Z');
  server.fault = 'refuse';
  assert.equal((await paper.work()).failed, 1);
  server.fault = undefined;
  paper.clock.set('2026-06-03T05:01:00Z');
  assert.deepEqual(await paper.work(), { planned: 0, sent: 0, delayed: 0, failed: 0 });
  const subscription = (await paper.subscriptions.find(1))!;
  const link = `/mail/${await paper.subscriptions.tokenOf(subscription)}`;
  assert.match(await (await paper.get(link)).text(), /refused a mail.*does not take this mail/s);
  assert.equal((await paper.post(`${link}/state`, { wish: 'resume' })).status, 303);
  paper.clock.set('2026-06-04T05:01:00Z');
  assert.equal((await paper.work()).sent, 1);
});

test('a crash at any point neither loses a mail nor makes two; a repeat has the same Message-ID', async (t) => {
  const server = await startMailServer(t);
  const paper = await mailing(t, { server });
  await subscribed(paper);
  await paper.publish('2026-06-02', 2);
  paper.clock.set('2026-06-02T05:01:00Z');
  // Two workers plan at once.
  await Promise.all([planMails(paper.context), planMails(paper.context)]);
  const { kysely } = paper.instance.db;
  const editions = () => kysely.selectFrom('bundles').selectAll().where('kind', '=', 'edition').execute();
  assert.equal((await editions()).length, 1);
  await Promise.all(['a', 'b', 'c'].map((holder) => deliverMails(paper.context, paper.subscriptions, { holder })));
  assert.equal(server.mails.length, 2);
  // The process died between the server's 250 and our commit.
  await kysely.updateTable('bundles').set({ state: 'sending', lease_holder: 'dead', lease_until: '2026-06-02T05:02:00.000Z', sent_at: '' }).where('kind', '=', 'edition').execute();
  assert.equal((await paper.work()).sent, 0, 'as long as its lease lasts');
  paper.clock.advance(120_000);
  assert.equal((await paper.work()).sent, 1);
  const ids = server.mails.slice(1).map(({ message }) => /^Message-ID: (.+)\r$/m.exec(message)?.[1]);
  assert.equal(ids.length, 2);
  assert.equal(ids[0], ids[1]);
  assert.equal((await paper.work()).sent, 0);
});

test('nothing new: no mail, or one that says so; after a pause the best of it, not a flood', async (t) => {
  const paper = await mailing(t);
  await subscribed(paper, { top: '3' });
  paper.clock.set('2026-06-02T05:01:00Z');
  assert.deepEqual([(await paper.work()).sent, paper.outbox().length], [0, 1]);
  const subscription = (await paper.subscriptions.find(1))!;
  await paper.subscriptions.choose(subscription, { ...subscription, whenEmpty: 'word' });
  paper.clock.set('2026-06-03T05:01:00Z');
  assert.equal((await paper.work()).sent, 1);
  assert.match(plain(paper.outbox().at(-1)!), /Nothing is new/);
  await paper.subscriptions.pause((await paper.subscriptions.find(1))!);
  for (const day of ['2026-06-04', '2026-06-05', '2026-06-08']) await paper.publish(day, 5);
  paper.clock.set('2026-06-08T05:01:00Z');
  assert.equal((await paper.work()).planned, 0);
  await paper.subscriptions.resume((await paper.subscriptions.find(1))!);
  paper.clock.set('2026-06-09T05:01:00Z');
  assert.equal((await paper.work()).sent, 1);
  const best = [...papersIn(paper.outbox().at(-1)!)].map((id) => id?.slice(0, 8));
  assert.deepEqual(new Set(best), new Set(['2606.004', '2606.005', '2606.008'].map((id) => id.slice(0, 8))), 'one of each day');
});

test('a list that cannot be read holds up nobody else, and mails of long ago are forgotten', async (t) => {
  const paper = await mailing(t);
  await subscribed(paper, { searches: 'anything' });
  await paper.publish('2026-06-02', 1);
  paper.clock.set('2026-06-02T05:01:00Z');
  const find = t.mock.method(paper.instance.search.finder, 'find', async () => Promise.reject(new Error('the index is broken')));
  assert.deepEqual(await paper.work(), { planned: 1, sent: 0, delayed: 0, failed: 0 });
  find.mock.restore();
  paper.clock.advance(16 * 60_000);
  assert.equal((await paper.work()).sent, 1, 'a while later');
  paper.clock.advance(91 * 24 * 3_600_000);
  await forgetOldMails(paper.context);
  for (const table of ['bundles', 'mailed_papers'] as const) assert.deepEqual(await paper.instance.db.kysely.selectFrom(table).selectAll().execute(), []);
});

test('a paper that the search index took in only after the mail of its day comes with the next', async (t) => {
  const paper = await mailing(t);
  await subscribed(paper, { latest: '', searches: 'paper' });
  paper.clock.set('2026-06-02T04:59:50Z');
  await paper.instance.papers.save([makeRecord({ id: '2606.00777', title: 'A paper of today', published: '2026-06-02T00:00:00Z' })]);
  const find = t.mock.method(paper.instance.search.finder, 'find', async () => ({ hits: [], total: 0, more: false, counts: { categories: [], years: [], sources: [] }, by: { words: 'index', vectors: false } }));
  paper.clock.set('2026-06-02T05:00:10Z');
  assert.deepEqual(await paper.work(), { planned: 1, sent: 0, delayed: 0, failed: 0 });
  find.mock.restore();
  for (const day of ['2026-06-03', '2026-06-04']) {
    paper.clock.set(`${day}T05:00:10Z`);
    await paper.work();
  }
  assert.deepEqual(paper.outbox().slice(1).map((mail) => [...papersIn(mail)]), [['2606.00777']], 'once');
});

test('a paper comes when it rises or has its votes, days after it was announced, and once', async (t) => {
  const paper = await mailing(t);
  await paper.publish('2026-06-01', 3);
  await subscribed(paper, { latest: '', trending: 'week' });
  await subscribed(paper, { address: 'eve@example.org', votes: '1' });
  paper.clock.set('2026-06-02T05:01:00Z');
  assert.equal((await paper.work()).sent, 0, 'nobody voted');
  paper.clock.set('2026-06-03T12:00:00Z');
  await paper.instance.votes.setWishes(1, { withoutName: false, all: false });
  await paper.instance.votes.set({ reader: 1, paper: '2606.00102', voted: true });
  paper.clock.set('2026-06-04T05:01:00Z');
  assert.equal((await paper.work()).sent, 2);
  assert.deepEqual(paper.outbox().slice(-2).map((mail) => [...papersIn(mail)]), [['2606.00102'], ['2606.00102']]);
  paper.clock.set('2026-06-05T05:01:00Z');
  assert.equal((await paper.work()).sent, 0);
});

test('a new version of an older paper comes to who asked for it, once, and to nobody else', async (t) => {
  const paper = await mailing(t);
  const { instance, clock, work, publish, outbox } = paper;
  await subscribed(paper, { replacements: '1', categories: 'cs.LG' });
  await subscribed(paper, { address: 'eve@example.org' });
  const questions = outbox().length;
  await publish('2026-06-02', 2);
  clock.set('2026-06-02T05:01:00Z');
  assert.equal((await work()).sent, 2);
  const replace = async (version: number, day: string) => {
    const versions = Array.from({ length: version }, (_, index) => ({ number: index + 1, submitted: `2026-06-0${index + 2}T01:00:00Z` }));
    const announcements = [...announcedOn('2026-06-02', ['cs.LG']), { day, category: 'cs.LG', kind: 'replacement' as const, computed: false }];
    await instance.papers.save([makeRecord({ id: '2606.00200', title: 'Paper 0 of 2026-06-02', published: '2026-06-02T01:00:00Z', updated: versions.at(-1)!.submitted, versions, announcements })]);
  };
  clock.set('2026-06-03T12:00:00Z');
  await replace(2, '2026-06-03');
  await publish('2026-06-04', 1);
  for (const day of ['2026-06-04', '2026-06-05']) {
    clock.set(`${day}T05:01:00Z`);
    await work();
  }
  const mails = outbox().slice(questions + 2).map(plain);
  assert.deepEqual(mails.map((mail) => [/^To: (\w+)/m.exec(mail)![1], [...papersIn(mail)].sort()]).sort(), [['ada', ['2606.00200', '2606.00400']], ['eve', ['2606.00400']]]);
  assert.match(mails.find((mail) => mail.includes('To: ada'))!, /new versions[\s\S]+Paper 0 of 2026-06-02 \(version 2\)/);
});

test('a page does not tell who subscribes, fills no box with questions, and takes no address that is none', async (t) => {
  const paper = await mailing(t);
  const ask = async (address: string) => (await paper.post('/subscribe', { address, latest: '1' })).status;
  for (let again = 0; again < 5; again += 1) assert.equal(await ask('ada@example.org'), 303);
  assert.equal((await paper.work()).sent, 1);
  for (const bad of ['', 'ada', 'a@b@c', 'ada@example.org\r\nBcc: eve@example.org', '"a b"@example.org', 'a@example.org,b@example.org']) assert.equal(await ask(bad), 400, bad);
  assert.equal(await ask('ü.ä+tag@exämple.org'), 303);
  assert.equal((await paper.post('/subscribe', { address: 'ada@example.org' })).status, 400);
  assert.equal((await paper.get('/mail/1-abcdefghijklmnopqrstuvwxyza')).status, 404);
  for (let count = 0; count < 198; count += 1) await paper.post('/subscribe', { address: `a${count}@example.org`, latest: '1' });
  assert.equal(await ask('one-more@example.org'), 409);
});

test('an edition can be looked at before it is asked for, as HTML and as text', async (t) => {
  const paper = await mailing(t);
  await paper.publish('2026-06-02', 3);
  paper.clock.set('2026-06-02T12:00:00Z');
  const html = await paper.get('/subscribe/preview?top=2');
  assert.match(html.headers.get('Content-Security-Policy') ?? '', /default-src 'none'; style-src 'unsafe-inline'/);
  assert.equal((await html.text()).match(/<h3/g)?.length, 2);
  assert.match(await (await paper.get('/subscribe/preview?as=text&categories=cs.LG')).text(), /^BROADSHEET\n[\s\S]+3\. Paper \d of 2026-06-02/m);
  await paper.publish('2026-04-07', 2);
  for (const [edition, words] of [['2026-04-07', 'Tuesday, 7 April 2026'], ['2026-W15', '6–12 April 2026'], ['2026-04', 'April 2026']]) assert.match(await (await paper.get(`/subscribe/preview?as=text&edition=${edition}`)).text(), new RegExp(`${words}\\. 2 papers\\.[\\s\\S]+2\\. Paper \\d of 2026-04-07`));
  assert.equal((await paper.get('/subscribe/preview?edition=today')).status, 400);
});

/** The pages of a paper with accounts, for somebody in a role. */
function pagesFor({ instance }: Mailing, viewer: { reader: number; role: Role }) {
  const web = createWeb(webContext(instance), async (c, next) => (c.set('viewer', { owner: false, theme: 'auto', ...viewer }), await next()));
  return {
    get: async (path: string) => await (await web.request(path)).text(),
    status: async (path: string, fields?: Record<string, string>) => (await web.request(path, fields && { method: 'POST', body: new URLSearchParams(fields) })).status,
  };
}

async function addAccount({ instance: { db } }: Mailing, reader: number, email: string): Promise<void> {
  const at = '2026-05-01T00:00:00.000Z';
  await db.kysely.insertInto('readers').values({ number: reader, role: 'reader', name: `Reader ${reader}`, created_at: at }).execute();
  await db.kysely.insertInto('accounts').values({ id: `account ${reader}`, name: `Reader ${reader}`, email, email_verified: 1, image: null, created_at: at, updated_at: at, invited_role: null, reader }).execute();
}

test('a reader with an account gets what they keep, is not asked, changes it on their pages, and leaves nothing behind', async (t) => {
  const paper = await mailing(t, { environment: { BROADSHEET_ACCOUNTS: 'open' } });
  const { instance, clock, work, publish, outbox } = paper;
  for (const [number, email] of [[2, 'ada@example.org'], [3, 'eve@example.org']] as const) await addAccount(paper, number, email);
  const [ada, eve] = [pagesFor(paper, { reader: 2, role: 'reader' }), pagesFor(paper, { reader: 3, role: 'reader' })];
  const search = await new SavedSearches(instance, 2).save({ name: 'All the sevens', query: 'title:7' });
  assert.match(await ada.get('/account/mail'), /All the sevens/);
  assert.doesNotMatch(await eve.get('/account/mail'), /All the sevens/);
  const wish = { saved: String(search), frequency: 'daily', hour: '7', zone: 'Europe/Berlin' };
  assert.equal(await ada.status('/account/mail', wish), 303);
  assert.equal(await eve.status('/account/mail', wish), 303, 'of a search that is not hers');
  for (const [path, fields] of [['/account/mail/1', undefined], ['/account/mail/1', wish], ['/account/mail/1/state', { wish: 'end' }]] as const) assert.equal(await eve.status(path, fields), 404);
  await publish('2026-06-02', 9);
  clock.set('2026-06-02T05:01:00Z');
  assert.equal((await work()).sent, 1, 'no question, and nothing from somebody else’s search');
  assert.match(outbox()[0]!, /^To: ada@example\.org\r$/m);
  assert.deepEqual([...papersIn(outbox()[0]!)], ['2606.00207']);
  const link = linkIn(outbox()[0]!, 'unsubscribe').replace('/unsubscribe', '');
  assert.match(await (await paper.get(link)).text(), /All the sevens/);
  const other = await new SavedSearches(instance, 2).save({ name: 'All the eights', query: 'title:8' });
  assert.equal((await paper.post(link, { ...wish, saved: String(other) })).status, 303);
  assert.deepEqual((await paper.subscriptions.find(1))?.topics, [{ kind: 'saved-search', name: String(search) }], 'whoever was sent the mail on opens no other search');
  await instance.db.kysely.updateTable('accounts').set({ email: 'lovelace@example.org' }).where('reader', '=', 2).execute();
  assert.equal(await ada.status('/account/mail/1', { ...wish, saved: '', latest: '1', top: '1' }), 303);
  clock.set('2026-06-03T05:01:00Z');
  await publish('2026-06-03', 2);
  assert.equal((await work()).sent, 1);
  assert.match(outbox().at(-1)!, /^To: lovelace@example\.org\r$/m);
  assert.match(await ada.get('/account/mail/1'), /name="top"[^>]*value="1"/);
  await instance.accounts.own.remove(2);
  assert.deepEqual((await instance.db.kysely.selectFrom('subscriptions').select('reader').execute()).map(({ reader }) => reader), [3]);
  for (const table of ['bundles', 'mailed_papers'] as const) assert.deepEqual(await instance.db.kysely.selectFrom(table).selectAll().execute(), [], table);
});

test('nothing goes to a suspended reader, neither mails nor feeds; once restored they get one mail with the best of it, at their hour', async (t) => {
  const server = await startMailServer(t);
  const paper = await mailing(t, { server, environment: { BROADSHEET_ACCOUNTS: 'open' } });
  const { instance, clock, work, publish } = paper;
  await addAccount(paper, 2, 'ada@example.org');
  const ada = pagesFor(paper, { reader: 2, role: 'reader' });
  const rule = { by: { reader: 1, role: 'administrator' as const }, about: 2, why: 'sold things' };
  assert.equal(await ada.status('/account/mail', { latest: '1', frequency: 'daily', hour: '7', zone: 'Europe/Berlin', top: '3' }), 303);
  assert.equal(await ada.status('/feeds/kept', { list: 'latest' }), 303);
  const feed = /\/feeds\/private\/[\w-]+\.atom/.exec(await ada.get('/feeds'))![0];
  assert.equal((await paper.get(feed)).status, 200);
  await publish('2026-06-02', 4);
  clock.set('2026-06-02T05:01:00Z');
  server.fault = 'greylist';
  assert.equal((await work()).delayed, 1);
  server.fault = undefined;
  await instance.accounts.readers.suspend(rule);
  clock.set('2026-06-02T06:01:00Z');
  assert.deepEqual(await work(), { planned: 0, sent: 0, delayed: 0, failed: 1 }, 'nor what waited');
  assert.equal((await paper.get(feed)).status, 404);
  const link = `/mail/${await paper.subscriptions.tokenOf((await paper.subscriptions.find(1))!)}`;
  assert.match(await (await paper.get(link)).text(), /kept out of the paper/);
  for (const day of ['2026-06-03', '2026-06-04']) {
    await publish(day, 4);
    clock.set(`${day}T05:01:00Z`);
    assert.equal((await work()).sent, 0, day);
  }
  await instance.accounts.readers.restore(rule);
  assert.equal((await paper.get(feed)).status, 200);
  clock.set('2026-06-04T14:00:00Z');
  assert.equal((await work()).sent, 0, 'not in the middle of the day');
  clock.set('2026-06-05T05:01:00Z');
  assert.equal((await work()).sent, 1);
  assert.equal((await work()).sent, 0);
  assert.deepEqual(server.mails.map(({ message }) => [...papersIn(message)].map((id) => id?.slice(0, 8)).sort()), [['2606.002', '2606.003', '2606.004']], 'the best of each day, and as many as any mail has');
});

test('an editor sees what became of mails without whole addresses, sends one again and stops one that waits', async (t) => {
  const server = await startMailServer(t);
  const paper = await mailing(t, { server, environment: { BROADSHEET_ACCOUNTS: 'open' } });
  const [editor, reader] = [pagesFor(paper, { reader: 1, role: 'editor' }), pagesFor(paper, { reader: 1, role: 'reader' })];
  await paper.publish('2026-06-02', 2);
  await subscribed(paper);
  paper.clock.set('2026-06-02T05:01:00Z');
  server.fault = 'greylist';
  assert.equal((await paper.work()).delayed, 1);
  const page = await editor.get('/mails');
  assert.match(page, /2: 2 papers to a…@example\.org.*come back later/s);
  assert.doesNotMatch(page, /ada@/);
  assert.equal(await reader.status('/mails'), 403);
  assert.equal(await reader.status('/mails/2/stop', {}), 403);
  assert.equal(await editor.status('/mails/2/stop', {}), 303);
  server.fault = undefined;
  paper.clock.advance(3_600_000);
  assert.equal((await paper.work()).sent, 0);
  assert.equal(await editor.status('/mails/2/stop', {}), 404);
  assert.equal(await editor.status('/mails/2/resend', {}), 303);
  assert.equal((await paper.work()).sent, 1);
  const log = await editor.get('/log');
  assert.match(log, /stopped mail 2 to a subscriber.*A private matter/s);
  assert.match(log, /sent mail 2 again to a subscriber/);
  assert.equal(log.match(/<li><time/g)?.length, 2, 'what came to nothing is no deed');
  assert.doesNotMatch(log, /example\.org/);
});

test('an editor lets an address that refused a mail be written to again', async (t) => {
  const server = await startMailServer(t);
  const paper = await mailing(t, { server, environment: { BROADSHEET_ACCOUNTS: 'open' } });
  const editor = pagesFor(paper, { reader: 1, role: 'editor' });
  await subscribed(paper);
  await paper.publish('2026-06-02', 1);
  paper.clock.set('2026-06-02T05:01:00Z');
  server.fault = 'refuse';
  assert.equal((await paper.work()).failed, 1);
  server.fault = undefined;
  assert.match(await editor.get('/mails'), /Write to this address again/);
  assert.equal(await editor.status('/mails/2/mend', {}), 303);
  assert.equal(await editor.status('/mails/2/mend', {}), 404);
  assert.doesNotMatch(await editor.get('/mails'), /Write to this address again/);
  assert.match(await editor.get('/log'), /let mails go again to a subscriber/);
  paper.clock.set('2026-06-03T05:01:00Z');
  assert.equal((await paper.work()).sent, 1, 'with what was refused');
});

test('an owner without an account gets the searches they keep at an address that said yes, and nobody else does', async (t) => {
  const paper = await mailing(t);
  const search = await new SavedSearches(paper.instance, 1).save({ name: 'All the sevens', query: 'title:7' });
  const web = createWeb(webContext(paper.instance), async (c, next) => (c.set('viewer', { owner: true, reader: 1, byKey: true, theme: 'auto' }), await next()));
  assert.match(await (await web.request('/subscribe')).text(), /All the sevens/);
  assert.doesNotMatch(await (await paper.get('/subscribe')).text(), /All the sevens/);
  const fields = { address: 'owner@example.org', saved: String(search), frequency: 'daily', hour: '7', zone: 'Europe/Berlin' };
  assert.equal((await web.request('/subscribe', { method: 'POST', body: new URLSearchParams(fields) })).status, 303);
  assert.equal((await paper.post('/subscribe', { ...fields, address: 'eve@example.org' })).status, 303);
  assert.equal((await paper.work()).sent, 2, 'each is asked');
  for (const mail of paper.outbox()) assert.equal((await paper.post(linkIn(mail, 'confirm'))).status, 303);
  await paper.publish('2026-06-02', 9);
  paper.clock.set('2026-06-02T05:01:00Z');
  assert.equal((await paper.work()).sent, 1);
  assert.match(paper.outbox().at(-1)!, /^To: owner@example\.org\r$/m);
  assert.deepEqual([...papersIn(paper.outbox().at(-1)!)], ['2606.00207']);
});

test('what is trending is chosen by day, week or month, and what was chosen stands in the form', async (t) => {
  const paper = await mailing(t);
  assert.equal((await paper.subscriptions.ask('ada@example.org', readChoice({ trending: ['day', 'month', 'fortnight', 'month/cs.CL'] })), undefined), undefined);
  const subscription = (await paper.subscriptions.find(1))!;
  assert.deepEqual(subscription.topics.map(({ name }) => name), ['day', 'month', 'month/cs.CL']);
  const page = await (await paper.get(`/mail/${await paper.subscriptions.tokenOf(subscription)}`)).text();
  const ticked = [...page.matchAll(/name="trending" value="([^"]+)"( checked)?/g)].map(([, name, checked]) => [name, checked !== undefined]);
  assert.deepEqual(ticked, [['day', true], ['week', false], ['month', true], ['month/cs.CL', true]]);
});
