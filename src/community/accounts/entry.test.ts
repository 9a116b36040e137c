import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConflictError, FixedClock, InvalidInputError } from '#lib';
import { Browser, makeAccounts, makeReader, PASSWORD } from '../../../test/make-accounts.js';
import { TooManyAttemptsError } from './attempts.js';
import { cookieIn, sessionCookieName } from './cookie.js';

const ADA = { name: 'Ada', email: 'ada@example.org', password: PASSWORD, invitation: '' };

test('somebody registers, proves the address and is in; the cookie is for this site and for no script', async (t) => {
  const made = await makeAccounts(t);
  const { reader, browser, cookies } = await makeReader(made, 'Ada');
  assert.deepEqual([reader.number, reader.name, reader.role], [2, 'Ada', 'reader']);
  assert.match(cookies.find((line) => line.includes('session_token')) ?? '', /^broadsheet_account_3000\.session_token=\S+; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/);
  const found = await made.accounts.sessions.find(cookieIn(browser.caller) ?? '');
  assert.deepEqual([found?.reader, found?.role, found?.name], [2, 'reader', 'Ada']);
});

test('under https the cookie is marked secure', async (t) => {
  const made = await makeAccounts(t);
  await makeReader(made, 'Ada');
  const entered = await made.accounts.entry.byPassword(new Browser('https://papers.example.org').caller, ADA);
  assert.ok(entered.kind === 'in');
  assert.match(entered.cookies.join('\n'), /^__Secure-broadsheet_account\.session_token=\S+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/m);
});

test('nothing that is stored opens anything', async (t) => {
  const made = await makeAccounts(t, { passwords: undefined });
  const { browser, email } = await makeReader(made, 'Ada');
  const { entry } = made.accounts;
  await entry.sendLink(browser.caller, email);
  await entry.sendReset(browser.caller, email);
  const token = (cookieIn(browser.caller) ?? '').split('.')[0]!;
  const { kysely } = made.db;
  const stored = JSON.stringify([await kysely.selectFrom('account_sessions').selectAll().execute(), await kysely.selectFrom('account_verifications').selectAll().execute(), await kysely.selectFrom('account_credentials').selectAll().execute()]);
  for (const secret of [token, PASSWORD, ...made.mailbox.mails.map(({ text }) => /token=(\S+)/.exec(text)?.[1] ?? 'none')]) assert.ok(secret.length > 10 && !stored.includes(secret));
  const [row] = await kysely.selectFrom('account_sessions').selectAll().execute();
  assert.equal(await made.accounts.sessions.find(row!.token), undefined, 'the stored hash is no cookie');
  assert.match((await kysely.selectFrom('account_credentials').select('password').executeTakeFirst())?.password ?? '', /^[0-9a-f]{32}:[0-9a-f]{128}$/, 'salt and scrypt');
});

test('a session is new with each sign-in, and the one the browser came with ends', async (t) => {
  const made = await makeAccounts(t);
  const victim = await makeReader(made, 'Ada');
  const attacker = await makeReader(made, 'Eve');
  const planted = cookieIn(attacker.browser.caller) ?? '';
  const browser = new Browser();
  browser.set(sessionCookieName(browser.origin), encodeURIComponent(planted));
  const entered = await made.accounts.entry.byPassword(browser.caller, { email: victim.email, password: PASSWORD });
  assert.ok(entered.kind === 'in');
  browser.keep(entered);
  assert.notEqual(cookieIn(browser.caller), planted);
  assert.equal(await made.accounts.sessions.find(planted), undefined);
  assert.equal((await made.accounts.sessions.find(cookieIn(browser.caller) ?? ''))?.name, 'Ada');
  for (const forged of ['', 'x', 'a'.repeat(32), `${planted}x`, "' or 1=1 --"]) assert.equal(await made.accounts.sessions.find(forged), undefined);
});

test('a session lives on by what its reader does, once a day, and for a year at most', async (t) => {
  const made = await makeAccounts(t);
  const { browser } = await makeReader(made, 'Ada');
  const { sessions } = made.accounts;
  const cookie = cookieIn(browser.caller) ?? '';
  const { session, account } = (await sessions.find(cookie))!;
  const prolong = async () => await sessions.prolong(browser.caller, (await sessions.find(cookie))!);
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  const set = (age: number, daysLeft: number) => made.db.kysely.updateTable('account_sessions').set({ created_at: daysAgo(age), expires_at: daysAgo(-daysLeft) }).where('id', '=', session).execute();
  const daysLeft = async () => Math.round((Date.parse((await sessions.list(account))[0]!.until) - Date.now()) / 86_400_000);
  assert.equal(await prolong(), undefined, 'it is as long as it can be');
  await set(80, 10);
  assert.match((await prolong()) ?? '', /^broadsheet_account_3000\.session_token=\S+; Max-Age=77\d{5}; Path=\/; HttpOnly; SameSite=Lax$/);
  assert.equal(await daysLeft(), 90);
  assert.equal(await prolong(), undefined, 'not twice a day');
  await set(360, 2);
  assert.ok(await prolong());
  assert.equal(await daysLeft(), 5);
  await set(80, 10);
  const before = (await sessions.find(cookie))!;
  await sessions.endAll(account);
  assert.equal(await sessions.prolong(browser.caller, before), undefined, 'what ended stays ended');
});

test('whether an address is known cannot be asked', async (t) => {
  const made = await makeAccounts(t);
  await makeReader(made, 'Ada');
  const { entry } = made.accounts;
  for (const email of [ADA.email, 'nobody@example.org']) {
    const { caller } = new Browser();
    assert.equal(await entry.register(caller, { ...ADA, email, name: 'Eve' }), undefined);
    assert.equal(await entry.sendLink(caller, email), undefined);
    assert.equal(await entry.sendReset(caller, email), undefined);
    assert.deepEqual(await entry.byPassword(caller, { email, password: 'wrong password here' }), { kind: 'refused' });
  }
  const told = made.mailbox.mails.filter(({ to }) => to === ADA.email).map(({ subject }) => subject.split(' ')[0]);
  assert.deepEqual(told, ['Confirm', 'You', 'Sign', 'A'], 'the owner of the address is told, by mail');
  assert.equal((await made.db.kysely.selectFrom('accounts').select('name').where('email', '=', ADA.email).executeTakeFirst())?.name, 'Ada');
});

test('who registers with the address of somebody else gains nothing when that one opens the mail', async (t) => {
  const { accounts, mailbox, db } = await makeAccounts(t);
  await accounts.entry.register(new Browser().caller, { ...ADA, password: 'chosen by the attacker' });
  const token = mailbox.secret(ADA.email);
  assert.deepEqual(await accounts.entry.prove(new Browser().caller, { token, password: PASSWORD }), { kind: 'refused' });
  assert.equal((await db.kysely.selectFrom('accounts').select('email_verified').executeTakeFirst())?.email_verified, 0);
  await accounts.entry.sendReset(new Browser().caller, ADA.email);
  assert.ok(await accounts.entry.reset(new Browser().caller, { token: mailbox.secret(ADA.email), password: PASSWORD }));
  assert.equal((await accounts.entry.byPassword(new Browser().caller, ADA)).kind, 'in', 'a link to a new password proves the address');
  assert.equal((await accounts.entry.byPassword(new Browser().caller, { ...ADA, password: 'chosen by the attacker' })).kind, 'refused');
});

test('a link signs in once, and only where there is an account', async (t) => {
  const made = await makeAccounts(t);
  const { email } = await makeReader(made, 'Ada');
  const { entry } = made.accounts;
  await entry.sendLink(new Browser().caller, email);
  const token = made.mailbox.secret(email);
  assert.equal((await entry.byLink(new Browser().caller, token)).kind, 'in');
  for (const bad of [token, '', 'x', `${token}x`]) assert.equal((await entry.byLink(new Browser().caller, bad)).kind, 'refused');
  const before = made.mailbox.mails.length;
  await entry.sendLink(new Browser().caller, 'nobody@example.org');
  assert.equal(made.mailbox.mails.length, before);
});

test('a new password ends every session', async (t) => {
  const made = await makeAccounts(t);
  const { email, browser } = await makeReader(made, 'Ada');
  const { entry, sessions } = made.accounts;
  await entry.sendReset(new Browser().caller, email);
  const token = made.mailbox.secret(email);
  await assert.rejects(entry.reset(new Browser().caller, { token, password: 'short' }), InvalidInputError);
  assert.equal(await entry.reset(new Browser().caller, { token, password: 'another horse entirely' }), true);
  assert.equal(await entry.reset(new Browser().caller, { token, password: 'a third horse entirely' }), false, 'once');
  assert.equal(await sessions.find(cookieIn(browser.caller) ?? ''), undefined);
  assert.equal((await entry.byPassword(new Browser().caller, { email, password: 'another horse entirely' })).kind, 'in');
});

test('guessing is stopped, for an account and for an address, and ends with the quarter of an hour', async (t) => {
  const clock = new FixedClock('2026-06-03T08:00:00Z');
  const made = await makeAccounts(t, { clock });
  const { email } = await makeReader(made, 'Ada');
  const { entry } = made.accounts;
  const guess = () => entry.byPassword(new Browser().caller, { email: email.toUpperCase(), password: 'a guess at it' });
  for (let count = 0; count < 8; count++) assert.equal((await guess()).kind, 'refused');
  await assert.rejects(guess(), (error) => error instanceof TooManyAttemptsError && /15 minutes/.test(error.message));
  await assert.rejects(entry.byPassword(new Browser().caller, { email, password: PASSWORD }), TooManyAttemptsError, 'right passwords are not told from wrong ones meanwhile');
  clock.advance(15 * 60_000);
  assert.equal((await entry.byPassword(new Browser().caller, { email, password: PASSWORD })).kind, 'in');
  const { caller } = new Browser();
  const mails = Array.from({ length: 41 }, (_, count) => () => entry.sendLink(caller, `reader-${count}@example.org`));
  for (const send of mails.slice(0, 40)) await send();
  await assert.rejects(mails[40]!(), TooManyAttemptsError);
});

test('registration is for those it is for', async (t) => {
  const closed = await makeAccounts(t, { registration: { kind: 'closed' } });
  await assert.rejects(closed.accounts.entry.register(new Browser().caller, ADA), ConflictError);
  const domain = await makeAccounts(t, { db: closed.db, registration: { kind: 'domain', domains: ['uni.example.edu'] } });
  for (const email of ['a@example.edu', 'a@sub.uni.example.edu', 'a@uni.example.edu.evil.example', 'a@xuni.example.edu']) {
    await assert.rejects(domain.accounts.entry.register(new Browser().caller, { ...ADA, email }), /Only addresses at uni\.example\.edu/, email);
  }
  await domain.accounts.entry.register(new Browser().caller, { ...ADA, email: 'Ada@Uni.Example.edu' });
  assert.equal(domain.mailbox.mails.length, 1);
});

test('an invitation lets one person in as what it says, whatever registration is', async (t) => {
  const { accounts, mailbox } = await makeAccounts(t, { registration: { kind: 'closed' } });
  const by = { reader: 1, name: 'Owner' };
  const { caller } = new Browser();
  await accounts.invitations.make(caller, { by, email: ADA.email, role: 'editor' });
  const invitation = mailbox.secret(ADA.email, 'invitation');
  await assert.rejects(accounts.entry.register(caller, { ...ADA, email: 'eve@example.org', invitation }), /for another e-mail address/);
  await accounts.entry.register(caller, { ...ADA, invitation });
  await assert.rejects(accounts.entry.register(caller, { ...ADA, email: 'ada2@example.org', invitation }), ConflictError);
  const entered = await accounts.entry.prove(caller, { token: mailbox.secret(ADA.email), password: PASSWORD });
  assert.ok(entered.kind === 'in' && entered.reader.role === 'editor');
  const open = await accounts.invitations.make(caller, { by, email: '', role: 'visitor' });
  assert.equal((await accounts.invitations.find(open))?.role, 'reader');
  await accounts.invitations.withdraw((await accounts.invitations.find(open))!.number);
  await assert.rejects(accounts.entry.register(caller, { ...ADA, email: 'c@example.org', invitation: open }), ConflictError);
});

test('of many who use one invitation at once one comes in', async (t) => {
  const { accounts, db } = await makeAccounts(t, { registration: { kind: 'closed' } });
  const invitation = await accounts.invitations.make(new Browser().caller, { by: { reader: 1, name: 'Owner' }, email: '', role: 'reader' });
  const tried = await Promise.allSettled(Array.from({ length: 6 }, (_, count) => accounts.entry.register(new Browser().caller, { ...ADA, email: `a${count}@example.org`, invitation })));
  assert.equal(tried.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.equal((await db.kysely.selectFrom('accounts').select('id').execute()).length, 1);
});

test('what cannot be a name, an address or a password is refused in words', async (t) => {
  const { accounts, db } = await makeAccounts(t);
  const bad = [{ name: ' ' }, { name: '\u202e\u200b' }, { name: 'x'.repeat(61) }, { email: 'ada' }, { email: 'ada@localhost' }, { email: 'a@b.org,c@d.org' }, { password: 'short' }, { password: 'x'.repeat(129) }];
  for (const one of bad) await assert.rejects(accounts.entry.register(new Browser().caller, { ...ADA, ...one }), InvalidInputError, JSON.stringify(one));
  assert.deepEqual(await db.kysely.selectFrom('accounts').select('id').execute(), []);
});
