import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { assertNoTrouble, DESKTOP, openBrowser, PHONE, visit, visitAsOwner, type Visit } from './browser.js';
import { barriers } from './look.js';
import { plainPapers } from './papers.js';
import { serve, type Served } from './served.js';

const PASSWORD = 'correct horse battery';
/** The place, from 0, of the paper that the owner marks. */
const MARKED = 5;

test('a paper of one becomes a paper of several: the owner loses nothing, readers register, a passkey signs in', async (t) => {
  const served = await serve(t, { files: [plainPapers({ count: 20, first: 1, submitted: '2024-06-03T10:00:00Z', categories: ['cs.CL'] })] });
  const browser = await openBrowser(t);
  const owner = await visitAsOwner(browser, served);
  const visits: Visit[] = [owner];

  await t.test('the owner alone marks a paper, which nobody else sees', async () => {
    const { page } = owner;
    await page.goto('/');
    const title = await page.locator('.card h2').nth(MARKED).innerText();
    await page.locator('button.vote').nth(MARKED).click();
    await page.getByRole('button', { name: 'marked', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Marked' }).click();
    assert.deepEqual(await page.locator('.card h2').allInnerTexts(), [title]);
    const stranger = await visit(browser, served);
    visits.push(stranger);
    await stranger.page.goto('/');
    assert.equal(await stranger.page.locator('vote-button, .votes').count(), 0);
  });

  await t.test('the owner keeps a search, then switches accounts on, and still has it', async () => {
    const { page } = owner;
    await page.goto('/papers?q=lanterns');
    await page.getByText('Save this search').click();
    await page.locator('.save-search button').click();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('link', { name: 'Let others have accounts' }).click();
    assert.deepEqual(await barriers(page), []);
    await page.getByLabel('Everybody').check();
    await page.getByRole('button', { name: 'Keep' }).click();
    await page.getByText('1 reader').waitFor();
    await page.getByRole('link', { name: 'Searches' }).click();
    assert.equal(await page.locator('.searches h2').innerText(), 'lanterns');
  });

  const readers: Visit[] = [];
  for (const [name, options] of [['Ada', { viewport: PHONE, javaScriptEnabled: false }], ['Ben', { viewport: DESKTOP }]] as const) {
    await t.test(`${name} registers and proves the address by the mail in the outbox${name === 'Ada' ? ', without JavaScript' : ''}`, async () => {
      const visited = await visit(browser, served, options);
      readers.push(visited);
      visits.push(visited);
      await register(visited.page, served, name);
      assert.equal(await visited.page.locator('h1').innerText(), name);
    });
  }

  await t.test('each has searches of their own', async () => {
    const [ada, ben] = readers.map(({ page }) => page) as [Page, Page];
    await ben.goto('/papers?q=kites');
    await ben.getByText('Save this search').click();
    await ben.locator('.save-search button').click();
    assert.equal((await ada.goto('/searches'))?.status(), 200);
    assert.match(await ada.locator('main').innerText(), /None so far/);
    await owner.page.goto('/searches');
    assert.deepEqual(await owner.page.locator('.searches h2').allInnerTexts(), ['lanterns']);
  });

  await t.test('both vote once told that votes are public, the order follows and says why, and follows back', async () => {
    const [ada, ben] = readers.map(({ page }) => page) as [Page, Page];
    await ada.goto('/');
    const titles = await ada.locator('.card h2').allInnerTexts();
    const last = titles.length - 1;
    const title = titles[last]!;
    assert.equal(await ada.locator('button.vote').getByText('1 vote').count(), 1, 'what the owner had marked is a vote now');

    await ada.locator('button.vote').nth(last).click();
    await ada.getByRole('heading', { name: 'Votes are public' }).waitFor();
    await ada.getByRole('link', { name: 'Do not vote' }).click();
    assert.equal(await voteOn(ada, title), 'vote', 'asked, and not counted');
    await ada.locator('button.vote').nth(last).click();
    await ada.getByLabel('Vote with my name').check();
    await ada.getByRole('button', { name: 'Vote', exact: true }).click();
    assert.equal(await voteOn(ada, title), '1 vote');
    const ofOne = await placeOf(ben, title);
    assert.ok(ofOne < last, `one vote lifts it: from ${last} to ${ofOne}`);

    await cardOf(ben, title).locator('button.vote').click();
    await ben.getByRole('heading', { name: 'Votes are public' }).waitFor();
    assert.deepEqual(await barriers(ben), []);
    await ben.getByLabel('Vote without my name').check();
    await ben.getByRole('button', { name: 'Vote', exact: true }).click();
    await cardOf(ben, title).getByRole('button', { name: '2 votes', exact: true }).waitFor();
    const ofTwo = await placeOf(ben, title);
    assert.ok(ofTwo < ofOne, `a second one lifts it again: from ${ofOne} to ${ofTwo}`);
    await cardOf(ben, title).locator('.why > summary').click();
    assert.match(await cardOf(ben, title).locator('.why-terms').innerText(), /2 votes after four editions and more.*the 2 votes weigh as/s, 'with what is made of accounts of this morning where everybody may have one');
    await ada.goto('/');
    await ada.getByRole('link', { name: title }).click();
    assert.match(await ada.locator('.voters').innerText(), /Ada and 1 other without name/);

    await cardOf(ben, title).getByRole('button', { name: '2 votes', exact: true }).click();
    await cardOf(ben, title).getByRole('button', { name: '1 vote', exact: true }).waitFor();
    assert.equal(await placeOf(ben, title), ofOne, 'where it was before');
    await ben.goto('/votes');
    assert.match(await ben.locator('main').innerText(), /You vote without your name/);
    assert.equal(await ben.locator('.card').count(), 0);
  });

  await t.test('a passkey is added and signs in', async () => {
    const home = served.url.replace('127.0.0.1', 'localhost');
    const visited = await visit(browser, { url: home });
    visits.push(visited);
    const { page } = visited;
    await addAuthenticator(page);
    await page.goto('/sign-in?to=/account');
    assert.deepEqual(await barriers(page), []);
    await page.getByLabel('E-mail address').fill('ben@example.org');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(({ pathname }) => pathname === '/account');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.waitForURL('**/account?done=passkey');
    assert.match(await page.locator('.rows').first().innerText(), /^Passkey, since/);
    assert.deepEqual(await barriers(page), []);
    await page.getByRole('button', { name: 'sign out', exact: true }).click();
    await page.goto('/sign-in?to=/searches');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.waitForURL(({ pathname }) => pathname === '/searches');
    assert.deepEqual(await page.locator('.searches h2').allInnerTexts(), ['kites']);
  });

  await t.test('the owner suspends a reader, whose open page is a visitor’s from then on', async () => {
    const [ada] = readers as [Visit];
    await owner.page.goto('/administration');
    await owner.page.getByRole('link', { name: 'Ada' }).click();
    await owner.page.locator('form[action$="/suspend"]').getByRole('textbox').fill('a trial');
    await owner.page.getByRole('button', { name: 'Suspend' }).click();
    await owner.page.getByText('suspended', { exact: false }).first().waitFor();
    assert.equal((await ada.page.goto('/searches'))?.status(), 403);
    await ada.page.goto('/log');
    assert.match(await ada.page.locator('main').innerText(), /Owner suspended Ada: a trial/);
  });

  // The console repeats that a reader was refused (403), and that a first vote was asked about (409).
  for (const visited of visits) assert.deepEqual(visited.troubles.filter((words) => !/status of 40[39]/.test(words)), []);
  assertNoTrouble(owner);
});

function cardOf(page: Page, title: string): Locator {
  return page.locator('.card').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
}

/** What the button of a paper of the page says. */
async function voteOn(page: Page, title: string): Promise<string> {
  return await cardOf(page, title).locator('button.vote').innerText();
}

/** Where a paper stands in the edition as it is now, from 0. */
async function placeOf(page: Page, title: string): Promise<number> {
  await page.goto('/');
  return (await page.locator('.card h2').allInnerTexts()).indexOf(title);
}

async function register(page: Page, served: Served, name: string): Promise<void> {
  const email = `${name.toLowerCase()}@example.org`;
  await page.goto('/');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Register' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Register' }).click();
  await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
  assert.match(await page.locator('main').innerText(), /no mail server/);
  const link = linkTo(served, email);
  await page.goto(link);
  await page.getByLabel('The password you chose').fill(PASSWORD);
  await page.getByRole('button', { name: 'Confirm the address and sign in' }).click();
  await page.waitForURL('**/account');
}

/** The link of the mail to somebody, from the file in the outbox. */
function linkTo({ env }: Served, email: string): string {
  const outbox = join(env.BROADSHEET_DATA ?? '', 'outbox');
  const mails = readdirSync(outbox).map((name) => readFileSync(join(outbox, name), 'utf8').replace(/=\r\n/g, '').replaceAll('=3D', '='));
  const link = /^http:\S+$/m.exec(mails.find((mail) => mail.includes(`To: ${email}`))?.split('open this within')[1] ?? '')?.[0];
  assert.ok(link, `no mail to ${email}`);
  return link;
}

/** A security key of the browser's own tools, which always agrees. */
async function addAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
}
