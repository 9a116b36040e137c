import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { assertNoTrouble, openBrowser, PHONE, visit } from './browser.js';
import { arxivId, plainPapers, snapshotLine } from './papers.js';
import { serve } from './served.js';

/** What is asked of a table inside the browser, whose types this side does not have. */
interface Table {
  querySelectorAll(selector: string): Iterable<{ textContent: string }>;
}

/** Two pages of fifty and one of twenty. */
const TUESDAY = '/papers/date/2024-06-04';

const LINES = [
  ...plainPapers({ count: 5, first: 1, submitted: '2024-05-31T10:00:00Z', categories: ['cs.LG'] }),
  ...plainPapers({ count: 60, first: 101, submitted: '2024-06-03T10:00:00Z', categories: ['cs.LG', 'stat.ML'] }),
  ...plainPapers({ count: 40, first: 201, submitted: '2024-06-03T11:00:00Z', categories: ['cs.CL', 'cs.LG'] }),
  ...plainPapers({ count: 20, first: 301, submitted: '2024-06-03T12:00:00Z', categories: ['math.OC', 'cs.LG'] }),
  ...plainPapers({ count: 8, first: 401, submitted: '2024-06-04T10:00:00Z', categories: ['cs.CL'] }),
  snapshotLine({ id: '2405.00007', title: 'On second thoughts', submitted: ['2024-05-06T10:00:00Z', '2024-06-04T10:00:00Z'] }),
  ...plainPapers({ count: 3, first: 501, submitted: '2024-07-01T10:00:00Z', categories: ['cs.LG'] }),
  ...plainPapers({ count: 2, first: 601, submitted: '2024-06-06T10:00:00Z', categories: ['astro-ph.GA'] }),
];

test('an edition is read', async (t) => {
  const served = await serve(t, { files: [LINES], env: { BROADSHEET_CATEGORIES: 'cs.LG,cs.CL' } });
  const browser = await openBrowser(t);
  const visited = await visit(browser, served);
  const { page } = visited;

  await t.test('the front page is the latest edition, and no sample is left', async () => {
    await page.goto('/');
    assert.equal(await headline(page), 'Tuesday, 2 July 2024');
    await page.goto('/sample');
    assert.equal(page.url(), `${served.url}/`);
  });

  await t.test('page by page, forth and back, no paper is skipped or repeated', async () => {
    await page.goto(TUESDAY);
    const pages = [await titles(page), await turn(page, 'next'), await turn(page, 'next')];
    assert.deepEqual(pages.map(({ length }) => length), [50, 50, 20]);
    assert.equal(new Set(pages.flat()).size, 120);
    assert.deepEqual(await places(page), Array.from({ length: 20 }, (_, index) => 101 + index));
    assert.match(await page.locator('.paging').innerText(), /101–120 of 120/);
    assert.deepEqual([await turn(page, 'prev'), await turn(page, 'prev')], [pages[1], pages[0]]);
    assert.equal(await page.locator('.paging [rel="prev"]').count(), 0);
  });

  await t.test('filters and order stand in the address, and each can be taken back', async () => {
    await page.goto(TUESDAY);
    await filter(page, 'cs.CL').click();
    await page.waitForURL('**?category=cs.CL');
    assert.match(await activeFilters(page), /^40 of 120 papers: in cs\.CL ×$/);
    for (const codes of await page.locator('.codes').allInnerTexts()) assert.match(codes, /cs\.CL/);
    await filter(page, 'with code').click();
    await page.waitForURL('**?category=cs.CL&code=1');
    assert.match(await activeFilters(page), /^8 of 120 papers: in cs\.CL × with code × take all back$/);
    assert.equal(await page.locator('.acts a', { hasText: /^code$/ }).count(), 8);
    await page.getByRole('link', { name: 'Take back the filter “in cs.CL”' }).click();
    await page.waitForURL('**?code=1');
    await page.getByRole('link', { name: 'Take back the filter “with code”' }).click();
    await page.waitForURL(`**${TUESDAY}`);
    await filter(page, 'cross-lists').click();
    assert.equal((await titles(page)).length, 20);
    await filter(page, 'newest').click();
    await page.waitForURL('**?kind=cross-list&order=newest');
    assert.match((await titles(page))[0] ?? '', / 320 /, 'the last one submitted stands first');
    await page.goto(`${TUESDAY}?category=cs.AI`);
    assert.match(await page.locator('.empty').innerText(), /None of the 120 papers of this edition pass these filters/);
  });

  await t.test('one goes from day to day, to the week, the month and the calendar', async () => {
    await page.goto(TUESDAY);
    await page.locator('.periods .previous').click();
    assert.equal(await headline(page), 'Monday, 3 June 2024');
    await page.locator('.periods .next').click();
    assert.equal(await headline(page), 'Tuesday, 4 June 2024');
    await period(page, 'Week').click();
    assert.match(await headline(page), /^Week 23/);
    assert.match(await page.locator('.dateline').innerText(), /Edition of 133 papers/);
    await period(page, 'Month').click();
    assert.equal(await headline(page), 'June 2024');
    await period(page, 'Calendar').click();
    assert.match(await page.locator('.dateline').innerText(), /^3 editions with 133 papers$/);
    await page.locator('.calendar').getByRole('link', { name: /^5\b/ }).click();
    assert.equal(await headline(page), 'Wednesday, 5 June 2024');
    await page.getByText('1 new version of older papers').click();
    await page.getByRole('link', { name: 'On second thoughts' }).click();
    assert.equal(page.url(), `${served.url}/papers/2405.00007`);
  });

  const QUIET: [path: string, words: RegExp, nearest: RegExp][] = [
    ['/papers/date/2024-06-08', /Saturday has no edition: arXiv announces new papers on five evenings a week/, /Wednesday, 5 June and Tuesday, 2 July/],
    ['/papers/date/2024-06-20', /for Juneteenth, arXiv announced nothing/, /Wednesday, 5 June and Tuesday, 2 July/],
    ['/papers/date/2024-06-11', /No paper announced for this day is stored here/, /Wednesday, 5 June and Tuesday, 2 July/],
    ['/papers/date/2024-06-07', /2 papers announced for this day are stored, but none in the categories printed here/, /Wednesday, 5 June/],
    ['/papers/date/2091-06-05', /is still to come/, /Tuesday, 2 July/],
  ];

  await t.test('a day without an edition says why and leads to the nearest', async () => {
    for (const [path, words, nearest] of QUIET) {
      assert.equal((await page.goto(path))?.status(), 200);
      const empty = page.locator('.empty');
      assert.match(await empty.innerText(), words);
      assert.match(await empty.innerText(), nearest);
      await empty.getByRole('link', { name: 'Wednesday, 5 June' }).or(empty.getByRole('link', { name: 'Tuesday, 2 July' })).first().click();
      assert.match(await headline(page), /^(Wednesday, 5 June|Tuesday, 2 July) 2024$/);
    }
  });

  await t.test('an abstract opens in place, and no request is made for it', async () => {
    await page.goto(TUESDAY);
    const card = foldedCard(page);
    const before = visited.requests.length;
    const [folded, whole] = [await height(card.locator('.abstract')), await opened(card)];
    assert.ok(folded < whole, `${folded} px became ${whole} px`);
    // The browser takes the page's icon when it likes.
    assert.deepEqual(visited.requests.slice(before).map((request) => request.url()).filter((url) => !url.endsWith('/icon.svg')), []);
  });

  await t.test('"why here" gives the terms of the score, and they add up to it', async () => {
    await page.goto(TUESDAY);
    await page.getByText('why here').first().click();
    assert.ok(await page.locator('.why-terms').first().isVisible());
    const sums = await page.locator('.why-terms table').evaluateAll((tables: Table[]) => tables.map((table) => [...table.querySelectorAll('td')].map((cell) => cell.textContent)));
    assert.equal(sums.length, 50);
    const values = sums.map((cells) => cells.map((cell) => Number(cell.replace('−', '-'))));
    for (const terms of values) {
      const total = terms.pop()!;
      assert.ok(terms.length >= 2 && Math.abs(terms.reduce((sum, term) => sum + term, 0) - total) < 0.021, `${terms.join(' + ')} = ${total}`);
    }
    const totals = sums.map((cells) => Number(cells.at(-1)!.replace('−', '-')));
    assert.deepEqual(totals, totals.toSorted((a, b) => b - a), 'the best stands first');
  });

  await t.test('keys move, open and fold', async () => {
    await page.goto(TUESDAY);
    await page.keyboard.press('j');
    assert.equal(await focused(page), 0);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    assert.equal(await focused(page), 1);
    const [paper, box] = [page.locator('article').nth(1), page.locator('article').nth(1).locator('.fold-switch')];
    await page.keyboard.press('m');
    assert.ok(await box.isChecked());
    await page.keyboard.press('m');
    assert.ok(!(await box.isChecked()));
    const title = await paper.locator('h2').innerText();
    await page.keyboard.press('o');
    await page.waitForURL('**/papers/2406.*');
    assert.equal(await headline(page), title);
    await page.goBack();
    await page.keyboard.press(']');
    await page.waitForURL('**/2024-06-05');
    await page.keyboard.press('[');
    await page.waitForURL(`**${TUESDAY}`);
    await page.keyboard.press('?');
    assert.match(await page.getByRole('dialog').innerText(), /j or n\s+next paper/);
    await page.keyboard.press('Escape');
    assert.equal(await page.getByRole('dialog').count(), 0);
  });

  await t.test('the colours chosen are remembered', async () => {
    await page.goto(TUESDAY);
    const light = await background(page);
    const answered = page.waitForResponse('**/theme');
    await page.keyboard.press('t');
    await answered;
    const dark = await background(page);
    assert.notEqual(dark, light);
    await page.reload();
    assert.equal(await background(page), dark);
    await page.getByRole('button', { name: 'as the system' }).click();
    assert.equal(await background(page), light);
  });

  await t.test('everything works without scripts', async () => {
    const plain = await visit(browser, served, { javaScriptEnabled: false, viewport: PHONE });
    const reader = plain.page;
    await reader.goto(TUESDAY);
    const first = await titles(reader);
    assert.notDeepEqual(await turn(reader, 'next'), first);
    assert.deepEqual(await turn(reader, 'prev'), first);
    await opened(foldedCard(reader));
    await reader.getByText('why here').first().click();
    assert.ok(await reader.getByText('together').first().isVisible());
    await reader.getByText('Filter and order').click();
    await filter(reader, 'cs.CL').click();
    assert.match(await activeFilters(reader), /^40 of 120/);
    await reader.getByRole('button', { name: 'dark', exact: true }).click();
    await reader.waitForURL('**?category=cs.CL');
    assert.equal(await reader.locator('html').getAttribute('data-theme'), 'dark');
    assertNoTrouble(plain);
  });

  assertNoTrouble(visited);
});

function headline(page: Page): Promise<string> {
  return page.locator('h1').innerText();
}

function titles(page: Page): Promise<string[]> {
  return page.locator('article h2').allInnerTexts();
}

async function places(page: Page): Promise<number[]> {
  const texts = await page.locator('.place').allTextContents();
  return texts.map((text) => Number(text.replace('Place ', '')));
}

/** Goes to the neighbouring page of the edition and gives its titles. */
async function turn(page: Page, way: 'next' | 'prev'): Promise<string[]> {
  const before = page.url();
  await page.locator(`.paging [rel="${way}"]`).click();
  await page.waitForURL(({ href }) => href !== before);
  return await titles(page);
}

function filter(page: Page, name: string): Locator {
  return page.locator('.filters').getByRole('link', { name, exact: true });
}

async function activeFilters(page: Page): Promise<string> {
  return (await page.locator('.active-filters').innerText()).replace(/\s+/g, ' ');
}

function period(page: Page, name: string): Locator {
  return page.locator('.periods').getByRole('link', { name, exact: true });
}

/** The first paper whose abstract is too long for its three lines. */
function foldedCard(page: Page): Locator {
  return page.locator('article', { has: page.locator('.fold') }).first();
}

async function height(element: Locator): Promise<number> {
  return (await element.boundingBox())?.height ?? 0;
}

/** Opens a folded abstract and gives its height, from which nothing is left to open. */
async function opened(card: Locator): Promise<number> {
  await card.locator('.fold label').click();
  assert.ok(await card.locator('.fold-switch').isChecked());
  return await height(card.locator('.abstract'));
}

/** Which paper of the list the keyboard is at. */
function focused(page: Page): Promise<number> {
  return page.evaluate<number>(`[...document.querySelectorAll('article')].findIndex((paper) => paper.contains(document.activeElement))`);
}

function background(page: Page): Promise<string> {
  return page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
}
