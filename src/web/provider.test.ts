import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { makeWeb, comeIn, type Web } from '../../test/make-web.js';
import { startOidc, type OidcStandIn } from '../../test/stand-ins/oidc/index.js';
import type { WebBrowser } from '../../test/web-browser.js';
import { checkPage } from './testing/check-page.js';

const ADA = { sub: 'ada-1', email: 'ada@example.org', email_verified: true, name: 'Ada Lovelace' };

async function withProvider(t: TestContext, given: Parameters<typeof makeWeb>[1] = {}) {
  const oidc = await startOidc(ADA);
  t.after(() => oidc.close());
  const { issuer, clientId, clientSecret } = oidc;
  const web = await makeWeb(t, { provider: { issuer, clientId, clientSecret, name: 'the lab' }, ...given });
  return { oidc, web };
}

/** Presses the button, goes where it leads, and gives the address the provider sends the browser back to. */
async function goThere(browser: WebBrowser, to = '/', invitation = ''): Promise<string> {
  const page = await browser.post('/sign-in/provider', { to, invitation });
  assert.equal(page.status, 200);
  const markup = await page.text();
  const address = /http-equiv="refresh" content="0; url=([^"]+)"/.exec(markup)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const there = await fetch(address, { redirect: 'manual' });
  assert.equal(there.status, 302, await there.text());
  const back = new URL(there.headers.get('Location') ?? '');
  assert.equal(back.origin + back.pathname, 'http://localhost:3000/sign-in/callback/provider');
  return back.pathname + back.search;
}

async function nobodyCame({ db }: Web): Promise<void> {
  assert.deepEqual(await db.kysely.selectFrom('account_sessions').select('id').execute(), []);
}

test('a reader of the provider comes in, gets an account the first time, and the same one the next', async (t) => {
  const { web, oidc } = await withProvider(t);
  const browser = web.browser();
  const page = await (await browser.get('/sign-in')).text();
  checkPage(page);
  assert.match(page, /Sign in with the lab/);
  const back = await browser.get(await goThere(browser, '/searches'));
  assert.deepEqual([back.status, back.headers.get('Location')], [303, '/searches']);
  assert.match(await (await browser.get('/account')).text(), /Ada Lovelace/);
  oidc.person = { ...ADA, email: 'moved@example.org' };
  const other = web.browser();
  assert.equal((await other.get(await goThere(other))).status, 303);
  assert.equal((await web.db.kysely.selectFrom('readers').select('number').execute()).length, 2, 'the owner and Ada');
  const kept = JSON.stringify(await web.db.kysely.selectFrom('account_credentials').selectAll().execute());
  assert.doesNotMatch(kept, /eyJ/, 'no token of the provider is kept');
});

test('an answer counts once, and only in the browser that asked', async (t) => {
  const { web } = await withProvider(t);
  const [victim, attacker] = [web.browser(), web.browser()];
  const address = await goThere(attacker);
  assert.equal((await victim.get(address)).status, 403, 'nobody is signed in as somebody else by a link');
  assert.equal(victim.cookies.size, 0);
  const again = await goThere(attacker);
  assert.equal((await attacker.get(again)).status, 303);
  await attacker.post('/sign-out');
  assert.equal((await attacker.get(again)).status, 403);
  for (const query of ['', '?code=x', '?code=x&state=y', '?error=access_denied&state=y']) assert.equal((await web.browser().get(`/sign-in/callback/provider${query}`)).status, 403, query);
});

test('a token that is not what it should be lets nobody in', async (t) => {
  const { web, oidc } = await withProvider(t);
  for (const fault of ['foreignKey', 'otherNonce', 'otherAudience'] as const) {
    oidc.faults = { [fault]: true };
    const browser = web.browser();
    assert.equal((await browser.get(await goThere(browser))).status, 403, fault);
  }
  await nobodyCame(web);
});

test('who may register holds for readers of the provider, too, and an unproven address proves nothing', async (t) => {
  const { web, oidc } = await withProvider(t, { registration: { kind: 'domain', domains: ['uni.example.edu'] } });
  const tries: [Partial<OidcStandIn['person']>, number][] = [[{}, 403], [{ email: 'ada@uni.example.edu', email_verified: false }, 403], [{ email: 'ada@uni.example.edu' }, 303]];
  for (const [person, status] of tries) {
    oidc.person = { ...ADA, ...person };
    const browser = web.browser();
    const answer = await browser.get(await goThere(browser));
    assert.equal(answer.status, status, JSON.stringify(person));
    if (status === 403) assert.match(await answer.text(), person.email_verified === false ? /not said there that your e-mail address is proven/ : /registration is not open for your address/);
  }
});

test('nobody takes an account over by saying its address at the provider', async (t) => {
  const { web, oidc } = await withProvider(t);
  await comeIn(web, 'Ada');
  oidc.person = { ...ADA, sub: 'eve-1', email_verified: false };
  const eve = web.browser();
  assert.equal((await eve.get(await goThere(eve))).status, 403);
  oidc.person = ADA;
  const ada = web.browser();
  assert.equal((await ada.get(await goThere(ada))).status, 303, 'a proven address is the same person');
  assert.match(await (await ada.get('/account')).text(), /<h1>Ada<\/h1>/);
});

test('a provider that is away is said, and asked anew the next time', async (t) => {
  const gone = await startOidc(ADA);
  await gone.close();
  const web = await makeWeb(t, { provider: { issuer: gone.issuer, clientId: 'a', clientSecret: 'b', name: 'the lab' } });
  const answer = await web.browser().post('/sign-in/provider');
  assert.equal(answer.status, 409);
  assert.match(await answer.text(), /the lab does not answer just now/);
});

test('an invitation carries through the provider: it is used up by the account it made, which becomes what it says', async (t) => {
  const { web, oidc } = await withProvider(t, { registration: { kind: 'invitation' } });
  const by = { reader: 1, name: 'Owner' };
  const invite = (email: string, role = 'editor') => web.accounts.invitations.make({ origin: 'http://localhost:3000' }, { by, email, role });
  const comeWith = async (invitation: string) => {
    const browser = web.browser();
    return { browser, answer: await browser.get(await goThere(browser, '/account', invitation)) };
  };
  const uninvited = await comeWith('');
  assert.equal(uninvited.answer.status, 403);
  assert.match(await uninvited.answer.text(), /Ask an administrator for an invitation/);

  const forAnother = await invite('bea@example.org');
  assert.match(await (await comeWith(forAnother)).answer.text(), /for another e-mail address/);
  assert.equal((await web.accounts.invitations.list()).length, 1, 'it can still be used');

  const secret = await invite('');
  const page = await (await web.browser().get(`/register?invitation=${secret}`)).text();
  checkPage(page);
  assert.match(page, /Register with the lab/);
  const { browser, answer } = await comeWith(secret);
  assert.deepEqual([answer.status, answer.headers.get('Location')], [303, '/account']);
  assert.equal((await web.db.kysely.selectFrom('readers').select('role').where('name', '=', 'Ada Lovelace').executeTakeFirst())?.role, 'editor');
  assert.equal(browser.cookies.has('broadsheet_invitation'), false);

  oidc.person = { sub: 'cy-1', email: 'cy@example.org', email_verified: true, name: 'Cy' };
  assert.match(await (await comeWith(secret)).answer.text(), /was used, withdrawn/);
  assert.match(await (await comeWith('x'.repeat(43))).answer.text(), /was used, withdrawn/);
  assert.equal((await comeWith(await invite('CY@example.org', 'reader'))).answer.status, 303);

  const spare = await invite('');
  assert.equal((await comeWith(spare)).answer.status, 303, 'who has an account comes in');
  assert.equal((await web.accounts.invitations.list()).length, 2, 'and uses no invitation up');
});
