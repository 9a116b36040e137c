import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { assertNoTrouble, openBrowser, visit, visitAsOwner } from './browser.js';
import { arxivId, plainPapers } from './papers.js';
import { command, serve } from './served.js';

const TUESDAY = plainPapers({ count: 60, first: 1, submitted: '2024-06-03T10:00:00Z', categories: ['cs.CL'] });
const WEDNESDAY = plainPapers({ count: 60, first: 101, submitted: '2024-06-04T10:00:00Z', categories: ['cs.CL', 'cs.LG'] });
const BROKEN = ['{"id":"2406.09999","title":', '{"id":"no id at all","title":"Lost"}', '[1, 2, 3]'];
/** Where the broken lines stand, counted from 1. */
const BROKEN_LINES = [11, 72, 123];

test('the first morning: from the one-time address to the first edition', async (t) => {
  const served = await serve(t, { worker: true });
  const browser = await openBrowser(t);
  const visited = await visitAsOwner(browser, served);
  const { page } = visited;

  await t.test('the one-time address leads to a welcome of one screen, with three ways to begin', async () => {
    assert.equal(page.url(), `${served.url}/`);
    const { height, seen } = await page.evaluate<{ height: number; seen: number }>('({ height: document.documentElement.scrollHeight, seen: innerHeight })');
    assert.ok(height <= seen, `the page is ${height} px high, the window ${seen} px`);
    for (const way of [chooser(page), page.getByLabel('A file of papers'), page.getByRole('link', { name: 'sample edition' })]) assert.ok(await way.isVisible());
  });

  await t.test('a visitor is told that the paper is not in print yet, and changes nothing', async () => {
    const stranger = await visit(browser, served);
    await stranger.page.goto('/');
    assert.equal(await stranger.page.locator('h1').innerText(), 'Not in print yet');
    assert.equal(await stranger.page.locator('main form').count(), 0);
    for (const path of ['/import', '/settings']) assert.equal((await stranger.page.goto(path))?.status(), 403);
    assert.equal((await stranger.page.goto(served.ownerUrl))?.status(), 403, 'the one-time address is used up');
    await stranger.page.context().close();
  });

  await t.test('the sample is marked as one, and is nowhere else', async () => {
    await page.getByRole('link', { name: 'sample edition' }).click();
    assert.equal(await page.locator('article').count(), 99);
    assert.match(await page.locator('.notice').innerText(), /sample.*None of it is stored/s);
    assert.equal((await page.goto('/papers'))?.url(), `${served.url}/`, 'there is no edition to lead to');
    assert.equal((await command(served, 'export')).trim().split('\n').filter((line) => line.includes('"title"')).length, 0);
  });

  await t.test('one click puts the sample away', async () => {
    await page.goto('/sample');
    await page.getByRole('button', { name: 'Put it away' }).click();
    await page.waitForURL(`${served.url}/`);
    assert.equal(await page.getByRole('link', { name: 'sample edition' }).count(), 0);
    assert.equal((await page.goto('/sample'))?.url(), `${served.url}/`);
  });

  await t.test('categories narrow while typing, and the choice is kept', async () => {
    await chooser(page).fill('computation lang');
    const labels = page.locator('category-chooser label:visible');
    assert.deepEqual(await labels.allInnerTexts(), ['cs.CL Computation and Language']);
    await page.getByRole('checkbox', { name: /^cs\.CL/ }).check();
    await chooser(page).fill('no such thing');
    assert.match(await page.locator('category-chooser .none').innerText(), /No category/);
    await chooser(page).fill('');
    assert.match(await page.locator('category-chooser summary').first().innerText(), /1 category chosen/);
    await page.getByRole('button', { name: 'Keep this choice' }).click();
    await page.getByText('Editions will hold cs.CL').waitFor();
  });

  await t.test('a file goes in through the page; progress is seen, bad lines are told by number', async () => {
    await page.getByLabel('A file of papers').setInputFiles({ name: 'june.jsonl.gz', mimeType: 'application/gzip', buffer: fileOfPapers() });
    await page.getByRole('button', { name: 'Import' }).click();
    await page.waitForURL('**/import');
    const entry = page.locator('.import');
    assert.match(await entry.innerText(), /^june\.jsonl\.gz (waiting its turn|reading|done)/);
    await page.locator('.import.done').waitFor();
    assert.match(await entry.locator('.figures').innerText(), /^123 read · 120 saved · 3 bad lines$/);
    await entry.getByText('The lines that could not be read').click();
    const rows = await entry.locator('tbody tr').allInnerTexts();
    assert.deepEqual(rows.map((row) => Number(row.split('\t')[0])), BROKEN_LINES);
    for (const row of rows) assert.match(row.split('\t')[1] ?? '', /\w{3,}/, 'every line has a reason');
  });

  await t.test('the front page is the edition, and the sample is gone by itself', async () => {
    await page.goto('/');
    assert.equal(await page.locator('h1').innerText(), 'Wednesday, 5 June 2024');
    assert.match(await page.locator('.dateline').innerText(), /^Edition of 60 papers · announced Tuesday, 4 June, 20:00 New York$/);
    assert.equal(await page.locator('article').count(), 50);
    assert.equal((await page.goto('/papers'))?.url(), `${served.url}/papers/date/2024-06-05`);
    assert.equal((await page.goto('/sample'))?.url(), `${served.url}/`);
    assert.equal((await page.goto(`/papers/${arxivId(160)}`))?.status(), 200, 'the last line of the file');
  });

  assertNoTrouble(visited);
});

function chooser(page: Page) {
  return page.getByRole('searchbox', { name: 'Narrow the categories' });
}

function fileOfPapers(): Buffer {
  const lines = [...TUESDAY, ...WEDNESDAY];
  BROKEN_LINES.forEach((line, index) => lines.splice(line - 1, 0, BROKEN[index]!));
  return gzipSync(lines.join('\n'));
}
