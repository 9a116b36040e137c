import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertNoTrouble, openBrowser, PHONE, visit, visitAsOwner } from './browser.js';
import { barriers, layoutOf, WATCH_SHIFTS } from './look.js';
import { snapshotLine } from './papers.js';
import { serve } from './served.js';

const SUBJECTS = [
  ['Lanterns that steer sailing boats', 'We steer boats by lanterns and find the harbour with $\\alpha$-divergence.', 'cs.RO'],
  ['Counting herring from the shore', 'A camera on the shore counts herring as well as fishers do.', 'cs.CV'],
  ['Harbour traffic as a game', 'Boats that enter a harbour play a game, whose equilibria we compute.', 'cs.GT'],
  ['Knots for sailing boats, classified', 'We classify the knots that hold a boat, and prove that there are no others.', 'math.GT'],
] as const;

const LINES = SUBJECTS.flatMap(([title, abstract, category], subject) =>
  Array.from({ length: 12 }, (_, index) =>
    snapshotLine({
      id: `24${String(subject + 9).padStart(2, '0')}.${String(10001 + index)}`,
      title: index === 0 ? title : `${title}, part ${index + 1}`,
      abstract: `${abstract} This is ship's log ${subject * 12 + index + 1}. ${'The sea was calm. '.repeat(index)}`,
      authors: [['Ada Brown', 'Karel Čapek', 'Dora Ekholm', 'Emre Faber'][subject]!, 'Ben Czerny'],
      categories: [category, 'cs.AI'],
      submitted: [`20${20 + (index % 5)}-06-03T10:00:00Z`],
    }),
  ),
);

test('papers are searched', async (t) => {
  const served = await serve(t, { files: [LINES], worker: true, env: { BROADSHEET_INDEX: '1' } });
  const browser = await openBrowser(t);
  const visited = await visit(browser, served);
  const { page } = visited;
  await untilIndexed(page);

  await t.test('a slash leads to the box, and Enter to what was found, with the words marked', async () => {
    await page.goto('/categories');
    await page.keyboard.press('/');
    await page.keyboard.type('herring');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/papers?q=herring');
    assert.equal(await page.locator('h1').innerText(), 'Papers on herring');
    assert.match((await titles(page))[0]!, /Counting herring/);
    assert.equal(await page.locator('.card h2 mark').first().innerText(), 'herring');
    await page.getByText('why here').first().click();
    assert.match(await page.locator('.why-terms').first().innerText(), /the word herring/);
  });

  await t.test('results change while one types, and the address with them', async () => {
    await page.goto('/papers?q=herring');
    await box(page).fill('knots');
    await page.waitForURL('**/papers?q=knots');
    assert.match((await titles(page))[0]!, /Knots/);
    assert.equal(await page.locator('h1').innerText(), 'Papers on knots');
    assert.match(await page.locator('search-box [role="status"]').innerText(), /12 papers|papers/);
    await page.reload();
    assert.match((await titles(page))[0]!, /Knots/);
  });

  await t.test('on any other page titles stand below the box, and the arrows lead through them', async () => {
    await page.goto('/status');
    await box(page).pressSequentially('herring');
    await page.locator('.search-list a', { hasText: 'Counting' }).first().waitFor();
    await page.keyboard.press('ArrowDown');
    assert.match(await page.evaluate<string>('document.activeElement.textContent'), /Counting herring/);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.search-list').isVisible(), false);
    assert.equal(await page.evaluate<string>('document.activeElement.name'), 'q');
  });

  await t.test('what was looked for before is kept in this browser, and can be forgotten', async () => {
    await page.goto('/papers?q=knots');
    await page.goto('/status');
    await box(page).focus();
    assert.equal(await page.locator('.search-list a').first().innerText(), 'knots');
    await page.goto('/papers?q=knots');
    await box(page).fill('boats');
    await page.waitForURL('**/papers?q=boats');
    await page.locator('.card h2 a').first().click();
    await page.waitForURL('**/papers/2*');
    await box(page).focus();
    assert.deepEqual((await page.locator('.search-list a').allInnerTexts()).slice(0, 2), ['boats', 'knots'], 'also what was only typed');
    await page.getByRole('button', { name: 'Forget these' }).click();
    await page.reload();
    await box(page).focus();
    assert.equal(await page.locator('.search-list').isVisible(), false);
  });

  await t.test('counts narrow it, filters are taken back, pages follow each other', async () => {
    await page.goto('/papers?q=boats');
    await page.locator('.counts a', { hasText: 'math.GT' }).click();
    await page.waitForURL('**category*math.GT');
    for (const codes of await page.locator('.codes').allInnerTexts()) assert.match(codes, /math\.GT/);
    await page.getByRole('link', { name: 'Search without category:math.GT' }).click();
    const first = await titles(page);
    await page.locator('.paging [rel="next"]').click();
    await page.waitForURL('**page=2');
    const both = [...first, ...(await titles(page))];
    assert.equal(new Set(both).size, both.length, 'no paper is repeated');
    await page.getByRole('link', { name: 'newest first' }).click();
    await page.waitForURL('**order=newest');
  });

  await t.test('a period, an id, a typing error and nothing at all', async () => {
    await page.goto('/papers/month/2020-06?q=boats');
    for (const date of await page.locator('.card time').allInnerTexts()) assert.match(date, /June 2020/);
    await page.goto('/papers?q=2409.10001');
    assert.equal(page.url(), `${served.url}/papers/2409.10001`);
    await page.goto('/papers?q=autor:brown');
    await page.getByRole('link', { name: /Search for .?author:brown/ }).click();
    await page.waitForURL('**author*brown');
    assert.match(await page.locator('.card').first().innerText(), /Ada Brown/);
    await page.goto('/papers?q=herring+category:math.GT');
    assert.match(await page.locator('.empty').innerText(), /without category:math\.GT/);
  });

  await t.test('a paper shows those like it, and a pasted text finds them', async () => {
    await page.goto('/papers/2409.10001');
    // In the page, or put there by the script.
    await page.locator('.alike li').first().waitFor();
    await page.getByRole('link', { name: 'of the past year' }).click();
    await page.waitForURL('**since=year#like-this');
    await page.goto('/search/like/2409.10001');
    assert.ok((await page.locator('.alike li').count()) > 0);
    await page.goto('/search/like');
    await page.getByLabel('An abstract or BibTeX').fill('A camera counts herring from the shore, as fishers do.');
    await page.getByRole('button', { name: 'Find papers like it' }).click();
    assert.match((await titles(page))[0]!, /Counting herring/);
  });

  await t.test('all of it without scripts', async () => {
    const { page } = await visit(browser, served, { javaScriptEnabled: false });
    await page.goto('/categories');
    await box(page).fill('herring');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.waitForURL('**/papers?q=herring');
    assert.match((await titles(page))[0]!, /Counting herring/);
  });

  await t.test('the owner keeps a search and sees what is new', async () => {
    const owner = await visitAsOwner(browser, served);
    const { page } = owner;
    await page.goto('/papers?q=herring');
    await page.getByText('Save this search').click();
    await page.getByLabel('Its name').fill('Fish');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL('**/searches/1');
    assert.match(await page.locator('.dateline').innerText(), /^Nothing is new since/);
    await page.getByText('Rename or remove it').click();
    await page.getByRole('button', { name: 'Remove it' }).click();
    await page.getByRole('button', { name: 'Bring it back' }).click();
    assert.equal(await page.locator('h1').innerText(), 'Fish');
    assertNoTrouble(owner);
  });

  await t.test('nobody is kept out, light or dark, large or small', async () => {
    for (const [colorScheme, viewport] of [['light', PHONE], ['dark', undefined]] as const) {
      const look = await visit(browser, served, { colorScheme, ...(viewport && { viewport }) });
      await look.page.context().addInitScript(WATCH_SHIFTS);
      for (const path of ['/papers?q=boats+harbour', '/papers?q=zzzz+category:cs.CV', '/papers/2409.10001?by=method', '/search/help', '/search/like']) {
        await look.page.goto(path);
        assert.deepEqual(await barriers(look.page), [], path);
        const { headlines, sideways, shifted } = await layoutOf(look.page);
        assert.deepEqual({ headlines, sideways, still: shifted < 0.02 }, { headlines: 1, sideways: 0, still: true }, path);
      }
      assertNoTrouble(look);
    }
  });

  assertNoTrouble(visited);
});

function box(page: Page) {
  return page.locator('search-box input[type="search"]');
}

async function titles(page: Page): Promise<string[]> {
  await page.locator('.card h2').first().waitFor();
  return await page.locator('.card h2').allInnerTexts();
}

/** The worker makes the index beside the pages. */
async function untilIndexed(page: Page): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await page.waitForTimeout(500)) {
    await page.goto('/papers?q=boats');
    if ((await page.locator('.card').count()) > 0 && !(await page.locator('.search-head').innerText()).includes('index is being made')) return;
  }
  assert.fail('the papers were not indexed within a minute');
}
