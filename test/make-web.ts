import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { OwnerAccess, SavedSearches } from '#community';
import { systemClock } from '#lib';
import { createWeb } from '#web';
import { guard, mountOwner } from '#web/guard';
import { fakeContext } from '../src/web/testing/fake-context.js';
import { frame } from '../src/web/testing/fixtures.js';
import { makeAccounts, PASSWORD } from './make-accounts.js';
import { WebBrowser } from './web-browser.js';

type Given = Parameters<typeof makeAccounts>[1] & { baseUrl?: string };

/** The pages behind the guard, over a real database, with accounts. */
export async function makeWeb(t: TestContext, { baseUrl, ...given }: Given = {}) {
  const made = await makeAccounts(t, given);
  const { db, accounts, clock } = made;
  const owners = new OwnerAccess({ db, clock });
  const context = fakeContext({ accounts, savedSearches: (reader) => new SavedSearches({ db, clock: systemClock }, reader), site: async () => ({ ...frame().site, accounts: await accounts.areOn() }) });
  const options = { owners, accounts, place: { host: '127.0.0.1', baseUrl } };
  const app = createWeb(context, ...guard(options));
  mountOwner(app, context, options);
  const browser = (at?: { origin?: string; peer?: string }) => new WebBrowser(app, at);
  const owner = async () => {
    const one = browser();
    assert.equal((await one.get(`/owner?key=${await owners.makeKey()}`)).status, 303);
    return one;
  };
  return { ...made, app, context, owners, browser, owner };
}

export type Web = Awaited<ReturnType<typeof makeWeb>>;

/** Registers through the pages, proves the address by the mail, and is signed in. */
export async function comeIn({ browser, mailbox }: Web, name: string): Promise<WebBrowser> {
  const one = browser();
  const email = `${name.toLowerCase()}@example.org`;
  assert.equal((await one.post('/register', { name, email, password: PASSWORD })).headers.get('Location'), '/register?sent=1');
  assert.equal((await one.post('/verify', { token: mailbox.secret(email), password: PASSWORD })).headers.get('Location'), '/account');
  return one;
}
