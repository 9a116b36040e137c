import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertNoTrouble, openBrowser, PHONE, visit, visitAsOwner } from './browser.js';
import { barriers, layoutOf, WATCH_SHIFTS } from './look.js';
import { snapshotLine } from './papers.js';
import { serve } from './served.js';

/** All of one kind, so that a mark decides. */
const LINES = ['Lanterns', 'Herring', 'Harbours', 'Knots'].map((subject, index) =>
  snapshotLine({ id: `2406.0000${index + 1}`, title: `${subject} by the sea`, abstract: `We look at ${subject.toLowerCase()} by the sea, and count them.`, authors: ['Ada Brown', 'Ben Czerny'], categories: ['cs.RO'], submitted: ['2024-06-03T10:00:00Z'] }),
);

test('the owner marks papers', async (t) => {
  const served = await serve(t, { files: [LINES] });
  const browser = await openBrowser(t);
  const visited = await visitAsOwner(browser, served);
  const { page } = visited;
  const marks = page.locator('button.vote');

  await t.test('in place, by a click or a key, and takes it back', async () => {
    await page.goto('/');
    const title = await titleOf(page, 3);
    const requests = visited.requests.length;
    await marks.nth(3).click();
    await said(page, 3, 'marked');
    assert.deepEqual(visited.requests.slice(requests).map((request) => `${request.method()} ${new URL(request.url()).pathname}`), ['POST /votes'], 'without leaving the page');
    await page.reload();
    assert.equal(await titleOf(page, 0), title, 'what is marked stands first');
    await page.locator('.why > summary').first().click();
    assert.match(await page.locator('.why-terms').first().innerText(), /marked as worth reading/);
    await page.keyboard.press('v');
    await said(page, 0, 'mark');
    await page.keyboard.press('v');
    await said(page, 0, 'marked');
  });

  await t.test('finds them on a list, on the paper’s page and under Trending', async () => {
    const marked = await titleOf(page, 0);
    await page.getByRole('link', { name: 'Marked' }).click();
    assert.deepEqual(await page.locator('.card h2').allInnerTexts(), [marked]);
    await page.getByRole('link', { name: marked }).click();
    await said(page, 0, 'marked');
    await page.getByRole('link', { name: 'Trending' }).click();
    await page.getByRole('link', { name: 'All time', exact: true }).click();
    assert.deepEqual(await page.locator('.card h2').allInnerTexts(), [marked]);
    await page.locator('.why > summary').first().click();
    assert.match(await page.locator('.why-terms').first().innerText(), /together/);
  });

  await t.test('is told when the server is away, and nothing is shown that is not so', async () => {
    await page.goto('/');
    await page.route('**/votes', (route) => route.abort());
    await marks.nth(2).click();
    await page.getByText('The server does not answer, so nothing was changed.').waitFor();
    assert.equal(await marks.nth(2).innerText(), 'mark');
    await page.unroute('**/votes');
    visited.troubles.splice(0, visited.troubles.length, ...visited.troubles.filter((trouble) => !trouble.includes('ERR_FAILED')));
  });

  await t.test('on a phone as on a desk, for everybody', async () => {
    for (const viewport of [undefined, PHONE]) {
      if (viewport) await page.setViewportSize(viewport);
      for (const path of ['/', '/votes', '/papers/trending?window=all', '/papers/trending']) {
        await page.goto(path);
        assert.deepEqual(await barriers(page), [], path);
        assert.deepEqual({ headlines: 1, sideways: 0 }, { headlines: (await layoutOf(page)).headlines, sideways: (await layoutOf(page)).sideways }, path);
      }
    }
  });
  assertNoTrouble(visited);
});

test('marks work without scripts, and visitors see none', async (t) => {
  const served = await serve(t, { files: [LINES] });
  const browser = await openBrowser(t);
  const { page } = await visitAsOwner(browser, served, { javaScriptEnabled: false });
  await page.goto('/');
  await page.locator('button.vote').nth(1).click();
  assert.match(page.url(), /#p\d+$/, 'back where it was');
  assert.equal(await page.locator('button.vote[aria-pressed="true"]').count(), 1);
  await page.locator('button.vote[aria-pressed="true"]').click();
  assert.equal(await page.locator('button.vote[aria-pressed="true"]').count(), 0);
  const stranger = await visit(browser, served);
  await stranger.page.addInitScript(WATCH_SHIFTS);
  await stranger.page.goto('/');
  assert.equal(await stranger.page.locator('vote-button').count(), 0);
  assertNoTrouble(stranger);
});

async function titleOf(page: Page, index: number): Promise<string> {
  return await page.locator('.card h2').nth(index).innerText();
}

async function said(page: Page, index: number, words: string): Promise<void> {
  await page.locator('button.vote').nth(index).and(page.getByRole('button', { name: words, exact: true })).waitFor();
}
