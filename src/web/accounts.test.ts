import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actions, may, ROLES, type Action, type Role } from '#community';
import { Jobs, Post } from '#jobs';
import { createMailer } from '#lib/mail';
import { Papers } from '#papers';
import { makeAccounts, PASSWORD } from '../../test/make-accounts.js';
import { makeRecord } from '../../test/make-record.js';
import { comeIn, makeWeb, type Web } from '../../test/make-web.js';
import { startSmtp } from '../../test/stand-ins/smtp/index.js';
import { mountOwner } from './guard/index.js';
import { createWeb } from './server.js';
import { checkPage } from './testing/check-page.js';
import { HOSTILE } from './testing/fixtures.js';

/** Makes a role of somebody who is there. */
async function promote({ db }: Web, name: string, role: string): Promise<void> {
  await db.kysely.updateTable('readers').set({ role }).where('name', '=', name).execute();
}

async function numberOf({ db }: Web, name: string): Promise<number> {
  return (await db.kysely.selectFrom('readers').select('number').where('name', '=', name).executeTakeFirstOrThrow()).number;
}

const READ: Action = 'read the paper';

/** What each address is held to; an address that is not here fails the test. */
const HELD_TO: Record<string, Action> = {
  ...Object.fromEntries(['/', '/papers', '/papers/date/:day', '/papers/week/:week', '/papers/month/:month', '/papers/calendar/:month', '/papers/:id{.+}', '/authors/:name{.+}', '/categories', '/categories/:code{.+}', '/search/help', '/search/like', '/sample', '/status', '/assets/:hash/:name', '/owner'].map((path) => [`GET ${path}`, READ])),
  'POST /search/like': READ,
  ...Object.fromEntries(['/search/like/:id{.+}', '/search/authors/:name{.+}', '/papers/trending'].map((path) => [`GET ${path}`, READ])),
  ...Object.fromEntries(['GET /feeds', 'GET /feeds.opml', 'GET /feeds/:feed{.+}', 'GET /subscribe', 'POST /subscribe', 'GET /subscribe/preview', 'POST /subscribe/preview', 'GET /mail/:token', 'POST /mail/:token', 'GET /mail/:token/confirm', 'POST /mail/:token/confirm', 'GET /mail/:token/unsubscribe', 'POST /mail/:token/unsubscribe', 'POST /mail/:token/state'].map((one) => [one, READ])),
  ...Object.fromEntries(['/feeds/kept', '/feeds/kept/:number/address', '/feeds/kept/:number/remove', '/feeds/opml'].map((path) => [`POST ${path}`, 'keep feeds' as Action])),
  ...Object.fromEntries(['GET /hooks', 'POST /hooks', 'POST /hooks/:number/test', 'POST /hooks/:number/state', 'POST /hooks/:number/remove'].map((one) => [one, 'keep hooks' as Action])),
  'POST /theme': 'choose colours',
  ...Object.fromEntries(['GET /votes', 'POST /votes', 'POST /votes/name'].map((one) => [one, 'vote' as Action])),
  'GET /searches': 'see the saved searches',
  'GET /searches/:number': 'see the saved searches',
  ...Object.fromEntries(['/searches', '/searches/:number/seen', '/searches/:number/name', '/searches/:number/remove', '/searches/:number/restore'].map((path) => [`POST ${path}`, 'save searches' as Action])),
  'GET /import': 'see the imports',
  'POST /import': 'import a file',
  'GET /settings': 'see the settings',
  'POST /settings/categories': 'choose categories',
  'POST /settings/gathering': 'steer the gathering',
  'POST /settings/history': 'choose what orders',
  'POST /sample/hide': 'hide the sample',
  'POST /owner/leave': 'give up being the owner',
  ...Object.fromEntries(['GET /sign-in', 'POST /sign-in', 'GET /sign-in/link', 'POST /sign-in/link', 'POST /sign-in/passkey', 'POST /sign-in/passkey/question', 'POST /sign-in/provider', 'GET /sign-in/callback/provider', 'POST /sign-out', 'GET /register', 'POST /register', 'GET /verify', 'POST /verify', 'GET /password/forgot', 'POST /password/forgot', 'GET /password/new', 'POST /password/new'].map((one) => [one, 'sign in' as Action])),
  'GET /account': 'see their account',
  'GET /account/export': 'see their account',
  'GET /account/remove': 'change their account',
  ...Object.fromEntries(['profile', 'email', 'password', 'sessions/end', 'sessions/:session/end', 'passkeys', 'passkeys/question', 'passkeys/:passkey/remove', 'remove'].map((path) => [`POST /account/${path}`, 'change their account' as Action])),
  'GET /account/mail': 'see their account',
  'GET /account/mail/:number': 'see their account',
  ...Object.fromEntries(['', '/:number', '/:number/state'].map((path) => [`POST /account/mail${path}`, 'change their account' as Action])),
  ...Object.fromEntries(['GET /mails', 'POST /mails/:number/resend', 'POST /mails/:number/stop', 'POST /mails/:number/mend'].map((one) => [one, 'steer mails' as Action])),
  'POST /account/attach': 'give up being the owner',
  'POST /account/claim': 'give up being the owner',
  'GET /readers/:number': 'see readers',
  'POST /readers/:number/role': 'administer readers',
  'POST /readers/:number/suspend': 'suspend readers',
  'POST /readers/:number/restore': 'suspend readers',
  'GET /administration': 'administer readers',
  'POST /administration/registration': 'administer readers',
  'POST /administration/invitations': 'administer readers',
  'POST /administration/invitations/:number/withdraw': 'administer readers',
  'GET /log': 'see the log',
};

/** Any address that matches the pattern. */
function example(pattern: string): string {
  return pattern.replace(/:day/, '2026-06-03').replace(/:week/, '2026-W23').replace(/:month/, '2026-06').replace(/:number/, '999').replace(/:\w+(\{[^}]*\})?/g, '2606.01001');
}

test('every address lets through the roles that the list of rules names, and no other', async (t) => {
  const made = await makeWeb(t);
  const routes = made.app.routes.filter(({ method }) => method !== 'ALL');
  assert.deepEqual([...new Set(routes.map(({ method, path }) => `${method} ${path}`))].sort(), Object.keys(HELD_TO).sort());
  for (const role of ROLES) {
    const { app, context } = await walked(made, role);
    for (const { method, path } of routes) {
      const action = HELD_TO[`${method} ${path}`]!;
      const answer = await app.request(example(path), { method, body: method === 'POST' ? new URLSearchParams() : undefined });
      const refused = answer.status === 403 && /Only \w+s of this paper may/.test(await answer.text());
      assert.equal(refused, !may(role, action), `${method} ${path} as ${role}: ${answer.status}`);
    }
    assert.ok(context);
  }
  const unused = actions.filter((action) => !Object.values(HELD_TO).includes(action) && action !== 'see private matters');
  assert.deepEqual(unused, [], 'every rule is about some address');
});

async function walked({ context }: Web, role: Role) {
  const caller = { origin: 'http://localhost:3000', headers: new Headers(), address: '192.0.2.200' };
  const app = createWeb(context, async (c, next) => {
    c.set('viewer', { owner: role === 'administrator', role, reader: role === 'visitor' ? undefined : 1, theme: 'auto' });
    c.set('caller', caller);
    await next();
  });
  mountOwner(app, context, { owners: { endSession: async () => {}, isSession: async () => false } as never, place: { host: '127.0.0.1' } });
  return { app, context };
}

test('somebody registers, proves the address, signs out and in, and comes back to where they were', async (t) => {
  const web = await makeWeb(t);
  const ada = await comeIn(web, 'Ada');
  for (const path of ['/account', '/account/remove', '/searches', '/readers/2', '/log']) checkPage(await (await ada.get(path)).text());
  assert.match(await (await ada.get('/account')).text(), /<h1>Ada<\/h1>.*ada@example\.org/s);
  assert.equal((await ada.post('/sign-out')).status, 303);
  const gone = await ada.get('/account');
  assert.equal(gone.status, 403);
  assert.match(await gone.text(), /href="\/sign-in\?to=%2Faccount"/);
  const back = await ada.post('/sign-in', { email: 'ADA@example.org ', password: PASSWORD, to: '/searches?removed=3' });
  assert.deepEqual([back.status, back.headers.get('Location')], [303, '/searches?removed=3']);
  assert.equal((await ada.get('/searches')).status, 200);
});

test('after signing in nobody is led to another host', async (t) => {
  const web = await makeWeb(t);
  await comeIn(web, 'Ada');
  for (const to of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    const answer = await web.browser().post('/sign-in', { email: 'ada@example.org', password: PASSWORD, to });
    assert.equal(answer.headers.get('Location'), '/', to);
  }
  for (const to of ['https://evil.example/', '//evil.example', '/\\evil.example', '/\n/evil.example']) {
    assert.match(await (await web.browser().get(`/sign-in?to=${encodeURIComponent(to)}`)).text(), /name="to" value="\/"/, to);
  }
});

test('a form that could not be taken comes back with what was typed, but no password', async (t) => {
  const web = await makeWeb(t);
  const one = web.browser();
  const answer = await one.post('/register', { name: HOSTILE, email: 'not an address', password: 'a password to forget' });
  assert.equal(answer.status, 400);
  const markup = await answer.text();
  checkPage(markup);
  assert.match(markup, /at most 60 characters/);
  assert.match(markup, /value="not an address"/);
  assert.doesNotMatch(markup, /a password to forget|<script>|<img/);
  const wrong = await one.post('/sign-in', { email: 'ada@example.org', password: 'a password to forget' });
  assert.equal(wrong.status, 400);
  assert.doesNotMatch(await wrong.text(), /a password to forget/);
});

test('markup in a name is text wherever the name stands', async (t) => {
  const web = await makeWeb(t);
  const eve = await comeIn(web, 'Eve');
  await comeIn(web, 'Ada');
  await promote(web, 'Ada', 'administrator');
  assert.equal((await eve.post('/account/profile', { name: '<img src=x onerror=alert(1)>', about: '"><script>alert(1)</script>' })).status, 303);
  const owner = await web.owner();
  await owner.post('/readers/2/suspend', { why: '</li><script>alert(2)</script>' });
  for (const path of ['/readers/2', '/administration', '/log']) {
    const markup = await (await owner.get(path)).text();
    checkPage(markup);
    assert.doesNotMatch(markup, /<script>|<img/, path);
    assert.match(markup, /&lt;img src=x/, path);
  }
});

test('a suspended reader is out at once, is told why, and comes back when restored', async (t) => {
  const web = await makeWeb(t);
  const ada = await comeIn(web, 'Ada');
  const owner = await web.owner();
  const number = await numberOf(web, 'Ada');
  assert.equal((await owner.post(`/readers/${number}/suspend`, { why: '' })).status, 400, 'not without a reason');
  assert.equal((await ada.get('/searches')).status, 200);
  assert.equal((await owner.post(`/readers/${number}/suspend`, { why: 'sold votes' })).status, 303);
  assert.equal((await ada.get('/searches')).status, 403);
  assert.equal((await ada.post('/searches', { name: 'x', q: 'x' })).status, 403);
  const refused = await ada.post('/sign-in', { email: 'ada@example.org', password: PASSWORD });
  assert.equal(refused.status, 403);
  assert.match(await refused.text(), /suspended: sold votes/);
  assert.match(await (await web.browser().get('/log')).text(), /<bdi>Owner<\/bdi> suspended <a href="\/readers\/2"><bdi>Ada<\/bdi><\/a>: sold votes/);
  await owner.post(`/readers/${number}/restore`, { why: 'a mistake' });
  assert.equal((await ada.post('/sign-in', { email: 'ada@example.org', password: PASSWORD })).status, 303);
});

test('the log leaves private matters out, but not that something was done', async (t) => {
  const web = await makeWeb(t);
  await comeIn(web, 'Ada');
  const owner = await web.owner();
  await owner.post('/readers/2/suspend', { why: 'an illness', private: '1' });
  const open = await (await web.browser().get('/log')).text();
  assert.match(open, /suspended somebody/);
  assert.doesNotMatch(open, /illness|Ada/);
  assert.match(await (await owner.get('/log')).text(), /Ada.*illness/s);
});

test('the log says what editors and administrators changed of the paper itself', async (t) => {
  const web = await makeWeb(t);
  const owner = await web.owner();
  const log = async (browser = web.browser()) => (await (await browser.get('/log')).text()).replaceAll(/<[^>]+>/g, '');
  await owner.post('/settings/categories', { category: 'cs.LG' });
  await owner.post('/settings/history', { history: 'off' });
  await owner.post('/settings/gathering', { wish: 'pause', from: '/status' });
  await owner.post('/sample/hide');
  await owner.post('/administration/invitations', { email: 'bea@example.org', role: 'editor' });
  const open = await log();
  for (const words of ['Owner chose the categories that editions hold: cs.LG', 'Owner ended that the history of authors counts', 'Owner paused gathering.', 'Owner put the sample edition away.', 'Owner invited somebody as an editor. A private matter.']) assert.ok(open.includes(words), `${words} is not in ${open.slice(open.indexOf('What editors'), 3_000)}`);
  assert.doesNotMatch(await log(owner), /bea@example\.org|A private matter/, 'the log is for ever: it holds no address');
  assert.equal((await owner.post('/settings/history', { history: 'perhaps' })).status, 400);
  assert.equal((await (await comeIn(web, 'Ada')).post('/settings/history', { history: 'off' })).status, 403);
  assert.equal((await log()).match(/history of authors/g)?.length, 1, 'what was refused is no deed');
});

test('an editor rules readers and nobody above; nobody touches the owner', async (t) => {
  const web = await makeWeb(t);
  const ed = await comeIn(web, 'Ed');
  await comeIn(web, 'Ada');
  await comeIn(web, 'Eva');
  await promote(web, 'Ed', 'editor');
  await promote(web, 'Eva', 'editor');
  const at = async (name: string) => `/readers/${await numberOf(web, name)}`;
  assert.equal((await ed.post(`${await at('Ada')}/suspend`, { why: 'spam' })).status, 303);
  assert.equal((await ed.post(`${await at('Eva')}/suspend`, { why: 'envy' })).status, 409);
  assert.equal((await ed.post(`${await at('Ed')}/suspend`, { why: 'myself' })).status, 409);
  assert.equal((await ed.post(`${await at('Ada')}/role`, { role: 'administrator', why: 'x' })).status, 403);
  assert.equal((await ed.post('/readers/1/suspend', { why: 'a coup' })).status, 409);
  await promote(web, 'Ed', 'administrator');
  for (const [path, fields] of [['suspend', { why: 'a coup' }], ['role', { role: 'reader', why: 'a coup' }]] as const) assert.equal((await ed.post(`/readers/1/${path}`, fields)).status, 409);
  assert.equal((await ed.post(`${await at('Eva')}/role`, { role: 'reader', why: 'less work' })).status, 303);
});

test('who does something stays signed in, in the browser too; reading does not prolong, and signing out ends', async (t) => {
  const web = await makeWeb(t);
  const ada = await comeIn(web, 'Ada');
  const soon = new Date(Date.now() + 3 * 86_400_000).toISOString();
  const old = () => web.db.kysely.updateTable('account_sessions').set({ expires_at: soon }).execute();
  const until = async () => (await web.db.kysely.selectFrom('account_sessions').select('expires_at').executeTakeFirst())?.expires_at;
  await old();
  assert.equal((await ada.get('/account')).headers.getSetCookie().join(), '');
  assert.equal(await until(), soon);
  const answer = await ada.post('/account/profile', { name: 'Ada', about: '' });
  assert.match(answer.headers.getSetCookie().join(), /session_token=\S+; Max-Age=\d{7}; /);
  assert.ok((await until())! > soon);
  assert.equal((await ada.get('/account')).status, 200, 'the cookie is the same');
  await old();
  assert.doesNotMatch((await ada.post('/sign-out')).headers.getSetCookie().join(), /Max-Age=[1-9]/);
  assert.equal(await until(), undefined);
});

test('sessions are listed and ended one by one, or all but this', async (t) => {
  const web = await makeWeb(t);
  const ada = await comeIn(web, 'Ada');
  const eve = await comeIn(web, 'Eve');
  const [second, third] = [web.browser(), web.browser()];
  for (const one of [second, third]) await one.post('/sign-in', { email: 'ada@example.org', password: PASSWORD });
  const listed = [...(await (await ada.get('/account')).text()).matchAll(/\/account\/sessions\/([^/"]+)\/end/g)].map(([, id]) => id);
  assert.equal(listed.length, 2);
  for (const id of listed) assert.equal((await eve.post(`/account/sessions/${id}/end`)).status, 404, 'of somebody else');
  assert.equal((await ada.post(`/account/sessions/${listed[0]}/end`)).status, 303);
  assert.deepEqual([(await second.get('/account')).status, (await third.get('/account')).status].sort(), [200, 403]);
  await ada.post('/account/sessions/end');
  assert.deepEqual([(await ada.get('/account')).status, (await second.get('/account')).status, (await third.get('/account')).status], [200, 403, 403]);
});

test('a new password signs all other browsers out, and the old one has to be known', async (t) => {
  const web = await makeWeb(t);
  const ada = await comeIn(web, 'Ada');
  const other = web.browser();
  await other.post('/sign-in', { email: 'ada@example.org', password: PASSWORD });
  assert.equal((await ada.post('/account/password', { current: 'not this one', next: 'another horse entirely' })).status, 400);
  assert.equal((await ada.post('/account/password', { current: PASSWORD, next: 'another horse entirely' })).status, 303);
  assert.deepEqual([(await ada.get('/account')).status, (await other.get('/account')).status], [200, 403]);
});

test('the address changes when both mailboxes agree', async (t) => {
  const web = await makeWeb(t);
  const ada = await comeIn(web, 'Ada');
  await comeIn(web, 'Eve');
  const { mailbox } = web;
  assert.equal((await ada.post('/account/email', { email: 'eve@example.org' })).status, 303, 'a taken address is answered alike');
  assert.equal((await ada.post('/account/email', { email: 'lovelace@example.org' })).status, 303);
  const first = mailbox.secret('ada@example.org');
  assert.match(await (await ada.get(`/verify?token=${first}`)).text(), /to be under another address/);
  assert.match(await (await ada.post('/verify', { token: first })).text(), /Another mail is on its way/);
  assert.match(await (await ada.post('/verify', { token: mailbox.secret('lovelace@example.org') })).text(), /under the new address/);
  assert.match(await (await ada.get('/account')).text(), /lovelace@example\.org/);
  assert.equal((await web.browser().post('/sign-in', { email: 'lovelace@example.org', password: PASSWORD })).status, 303);
});

test('an export holds all that is mine and nothing that lets anybody in; removal takes it away', async (t) => {
  const web = await makeWeb(t);
  const [ada, eve] = [await comeIn(web, 'Ada'), await comeIn(web, 'Eve')];
  for (const [one, q] of [[ada, 'agents'], [eve, 'graphs']] as const) assert.equal((await one.post('/searches', { name: 'Kept', q })).status, 303);
  await new Papers(web).save([makeRecord({ id: '2606.01001', title: 'A paper that both voted for' })]);
  for (const reader of [2, 3]) {
    await web.votes.setWishes(reader, { withoutName: false, all: false });
    await web.votes.set({ reader, paper: '2606.01001', voted: true });
  }
  const file = await ada.get('/account/export');
  assert.equal((JSON.parse(await file.clone().text()) as { votes: unknown[] }).votes.length, 1);
  assert.match(file.headers.get('Content-Disposition') ?? '', /attachment/);
  const text = await file.text();
  for (const mine of ['ada@example.org', 'agents', 'Ada']) assert.ok(text.includes(mine), mine);
  for (const not of ['eve@', 'graphs', PASSWORD, [...ada.cookies.values()][0]!.split('.')[0]!]) assert.ok(!text.includes(not), not);
  const { password } = (await web.db.kysely.selectFrom('account_credentials').select('password').executeTakeFirstOrThrow());
  assert.ok(password && !text.includes(password));
  assert.equal((await ada.post('/account/remove', { name: 'Eve' })).status, 400);
  assert.equal((await ada.post('/account/remove', { name: 'Ada' })).status, 303);
  assert.equal((await ada.get('/account')).status, 403);
  assert.equal((await web.votes.set({ reader: 3, paper: '2606.01001', voted: true })).votes, 1, 'her vote is taken back');
  assert.equal((await web.browser().get('/readers/2')).status, 404);
  const left = JSON.stringify([await web.db.kysely.selectFrom('readers').selectAll().execute(), await web.db.kysely.selectFrom('accounts').selectAll().execute(), await web.db.kysely.selectFrom('saved_searches').selectAll().execute(), await web.db.kysely.selectFrom('account_credentials').selectAll().execute()]);
  assert.doesNotMatch(left, /Ada|ada@|agents/);
  assert.match(left, /eve@example\.org/);
  assert.equal((await web.browser().post('/register', { name: 'Ada', email: 'ada@example.org', password: PASSWORD })).status, 303, 'the address is free again');
});

test('the owner switches accounts on, keeps all, and comes in from elsewhere as the same reader', async (t) => {
  const web = await makeWeb(t, { registration: undefined });
  const owner = await web.owner();
  await owner.post('/searches', { name: 'Mine', q: 'agents' });
  assert.equal((await web.browser().get('/sign-in')).status, 404, 'off until switched on');
  assert.equal((await web.browser().post('/register', { name: 'Eve', email: 'eve@example.org', password: PASSWORD })).status, 404);
  assert.equal((await owner.post('/administration/registration', { registration: 'domain', domains: 'uni.example.edu' })).status, 303);
  assert.equal((await web.browser().get('/sign-in')).status, 200);
  assert.match(await (await owner.get('/searches')).text(), /Mine/);
  assert.equal((await owner.post('/account/attach', { email: 'owner@example.org', password: PASSWORD })).status, 303, 'the owner needs no invitation');
  const token = web.mailbox.secret('owner@example.org');
  const elsewhere = web.browser();
  const waiting = await elsewhere.post('/verify', { token, password: PASSWORD });
  assert.match(await waiting.text(), /waits for its owner/, 'a stranger with the mail becomes nobody');
  assert.equal((await elsewhere.post('/account/claim')).status, 403);
  assert.match(await (await owner.get('/account')).text(), /Is it yours\?/);
  assert.equal((await owner.post('/account/claim')).status, 303);
  assert.equal((await elsewhere.post('/sign-in', { email: 'owner@example.org', password: PASSWORD })).status, 303);
  assert.match(await (await elsewhere.get('/searches')).text(), /Mine/);
  assert.equal((await elsewhere.get('/settings')).status, 200);
  assert.deepEqual((await web.db.kysely.selectFrom('readers').select(['number', 'role']).execute()).map((row) => ({ ...row })), [{ number: 1, role: 'owner' }]);
  assert.equal((await owner.post('/administration/registration', { registration: 'off' })).status, 303);
  assert.equal((await elsewhere.get('/searches')).status, 403, 'off lets nobody in');
  assert.equal((await owner.get('/searches')).status, 200, 'but the owner by key');
});

test('with a mail server that is down somebody registers all the same: the mail waits, and the pages say so', async (t) => {
  const plain = await makeAccounts(t);
  const server = await startSmtp();
  await server.close();
  const mailer = createMailer({ smtpUrl: server.url, outbox: '/nowhere', from: 'paper@example.org', clock: plain.clock });
  const { db, clock, log, settings } = plain.context;
  const post = new Post({ db, clock, log, settings, jobs: new Jobs(db, clock, 'test'), mailer, outbox: plain.mailbox });
  const web = await makeWeb(t, { db, post });
  const ada = web.browser();
  assert.equal((await ada.post('/register', { name: 'Ada', email: 'ada@example.org', password: PASSWORD })).status, 303);
  const [waiting] = await db.kysely.selectFrom('mails').select('number').execute();
  await post.send(waiting!.number);
  assert.match(await (await ada.get('/register?sent=1')).text(), /The mail server has not answered since .*Mails wait/);
  assert.match((await db.kysely.selectFrom('mails').select('message').executeTakeFirstOrThrow()).message, /\/verify\?token=/);
});

test('guessing is stopped by the address a proxy saw, whatever the guesser writes before it', async (t) => {
  const web = await makeWeb(t, { baseUrl: 'https://papers.example.org' });
  const guess = (count: number, forwarded: string) => web.browser({ origin: 'https://papers.example.org' }).post('/sign-in', { email: `reader-${count}@example.org`, password: 'a guess at it' }, { 'X-Forwarded-For': forwarded });
  const statuses: number[] = [];
  for (let count = 0; count <= 60; count++) statuses.push((await guess(count, `10.0.0.${count}, 203.0.113.7`)).status);
  assert.deepEqual([statuses.slice(0, 60).every((status) => status === 400), statuses[60]], [true, 429]);
  assert.equal((await guess(61, '203.0.113.8')).status, 400, 'others are not held up');
});

test('under a public address the key makes nobody the owner, and an account does', async (t) => {
  const origin = 'https://papers.example.org';
  const web = await makeWeb(t, { baseUrl: origin });
  const address = await web.accounts.owner.attach({ origin, headers: new Headers(), address: '' }, 'owner@example.org');
  assert.ok(address.startsWith(`${origin}/password/new?token=`));
  const token = new URL(address).searchParams.get('token') ?? '';
  const one = web.browser({ origin });
  assert.equal((await one.post('/password/new', { token, password: PASSWORD })).status, 303);
  assert.equal((await one.post('/sign-in', { email: 'owner@example.org', password: PASSWORD })).status, 303);
  assert.ok([...one.cookies.keys()].every((name) => name.startsWith('__Secure-')));
  assert.equal((await one.get('/settings')).status, 200);
  assert.equal((await web.browser({ origin }).get(`/owner?key=${await web.owners.makeKey()}`)).status, 403);
});
