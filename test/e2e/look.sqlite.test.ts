import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { assertNoTrouble, DESKTOP, openBrowser, PHONE, visit, visitAsOwner } from './browser.js';
import { barriers, contrasts, FOCUS, layoutOf, WATCH_SHIFTS } from './look.js';
import { plainPapers, snapshotLine } from './papers.js';
import { command, serve, type Served } from './served.js';

/** Before there are papers, and after. */
const BEFORE = ['/', '/sample'];
const AFTER = [
  '/', '/papers/date/2024-06-04?category=cs.LG&code=1&order=newest', '/papers/month/2024-06', '/papers/date/2024-06-08', '/papers/calendar/2024-06', '/papers/2406.00900',
  '/authors/Ada%20Brown', '/categories', '/categories/cs.LG', '/import', '/settings', '/feeds?list=category&name=cs.LG', '/hooks', '/subscribe', '/nothing/here',
];

/** Widths and colours have nothing to do with each other: each comes once. The last column: which pages axe-core looks at. All once; in the other look, those that have all there is. */
const LOOKS: [name: string, options: BrowserContextOptions, withAxe: readonly string[]][] = [
  ['phone, light', { viewport: PHONE, colorScheme: 'light' }, [...BEFORE, ...AFTER]],
  ['desktop, dark', { viewport: DESKTOP, colorScheme: 'dark' }, ['/', '/papers/2406.00900', '/import']],
];

/** The limit under which people do not notice that something moved: a fifth of what counts as good. */
const MOST_SHIFT = 0.02;
const LEAST_CONTRAST = 4.5;

const DIFFICULT = snapshotLine({
  id: '2406.00900',
  title: 'A Title That Goes on for Longer than Anybody Would Like, with $\\mathbb{Z}_{p^{k}}$-Coefficients, Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaften, and a Colon: at the End',
  abstract: `It has a formula wider than a phone: $$\\sum_{i=0}^{n} \\binom{n}{i} a_i b_{n-i} = \\int_{0}^{\\infty} \\frac{x^{n-1}}{e^{x}-1}\\,dx + \\begin{pmatrix} a & b & c & d \\\\ e & f & g & h \\end{pmatrix} + \\prod_{k=1}^{\\infty}\\left(1-q^{k}\\right) \\cdot \\Gamma(n)\\zeta(n)$$ and another one in the line, $\\alpha_1 + \\alpha_2 + \\alpha_3 + \\alpha_4 + \\alpha_5 + \\alpha_6 + \\alpha_7 + \\alpha_8 + \\alpha_9 = \\beta$. ${'It goes on. '.repeat(60)}`,
  authors: ['Ada Brown', ...Array.from({ length: 60 }, (_, index) => `Given${index} Family${index}`)],
  categories: ['cs.LG', 'cs.AI', 'cs.CL', 'math.NT', 'physics.data-an'],
  submitted: ['2024-06-04T10:00:00Z', '2024-06-20T10:00:00Z'],
  comment: 'This paper has been withdrawn; code at https://github.com/example/a-rather-long-name-of-a-repository-that-does-not-want-to-end',
  doi: '10.1234/a-rather-long-identifier-that-does-not-want-to-end.2024.06.04.00900',
  journalRef: 'Proceedings of the Meeting on Long Names (2024) 1-99',
  licence: 'http://creativecommons.org/licenses/by-nc-sa/4.0/',
  submitter: 'Ada Brown',
});

test('the pages look right', async (t) => {
  const served = await serve(t);
  const browser = await openBrowser(t);
  const owner = await visitAsOwner(browser, served);
  const storageState = await owner.page.context().storageState();

  for (const [name, options, withAxe] of LOOKS) {
    await t.test(`before there are papers: ${name}`, () => look({ served, browser, options: { ...options, storageState }, paths: BEFORE, withAxe }));
  }

  await fill(served);

  for (const [name, options, withAxe] of LOOKS) {
    await t.test(`with papers: ${name}`, () => look({ served, browser, options: { ...options, storageState }, paths: AFTER, withAxe }));
  }

  await t.test('ink stands out on paper, light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await visit(browser, served, { colorScheme });
      await page.goto('/');
      for (const [pair, ratio] of await contrasts(page)) assert.ok(ratio >= LEAST_CONTRAST, `${pair}, ${colorScheme}: ${ratio.toFixed(2)}`);
    }
  });

  await t.test('a keyboard skips the masthead, and its place is always seen', async () => {
    const visited = await visit(browser, served, { storageState });
    const { page } = visited;
    for (const path of ['/', '/papers/2406.00900', '/settings']) {
      await page.goto(path);
      await page.keyboard.press('Tab');
      assert.match(await page.evaluate<string>('document.activeElement.textContent'), /^Skip to/);
      assert.ok((await page.locator('.skip').boundingBox())!.y >= 0, 'the link comes into sight');
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate<string>('document.activeElement.id'), 'main');
      for (let step = 0; step < 15; step++) {
        await page.keyboard.press('Tab');
        const { what, ...focus } = await page.evaluate<{ what: string; marked: boolean; seen: boolean }>(FOCUS);
        assert.deepEqual(focus, { marked: true, seen: true }, `${path}: ${what}`);
        assert.equal(await page.evaluate<boolean>(`document.activeElement.closest('main, footer') !== null`), true, 'past the masthead');
      }
    }
    assertNoTrouble(visited);
  });

  await t.test('who subscribes is asked in their own time zone', async () => {
    const visited = await visit(browser, served, { timezoneId: 'Asia/Tokyo' });
    await visited.page.goto('/subscribe');
    assert.equal(await visited.page.getByLabel('Time zone').inputValue(), 'Asia/Tokyo');
    assertNoTrouble(visited);
  });

  await t.test('printed, there is the text and nothing to press', async () => {
    const { page } = await visit(browser, served, { storageState });
    for (const path of ['/', '/papers/2406.00900']) {
      await page.goto(path);
      const screen = await page.locator('.abstract').first().boundingBox();
      await page.emulateMedia({ media: 'print' });
      for (const control of ['button', 'input:not(.fold-switch)', 'summary', 'nav', 'aside', '.acts', '.skip']) {
        assert.equal(await page.locator(`${control}:visible`).count(), 0, `${control} is printed on ${path}`);
      }
      assert.ok(await page.locator('h1').isVisible());
      if (path === '/') assert.ok((await page.locator('.fold .abstract').first().boundingBox())!.height > screen!.height, 'abstracts are printed whole');
      await page.emulateMedia({ media: 'screen' });
    }
  });
});

interface Look {
  served: Served;
  browser: Browser;
  options: BrowserContextOptions;
  paths: readonly string[];
  withAxe: readonly string[];
}

async function look({ served, browser, options, paths, withAxe }: Look): Promise<void> {
  const visited = await visit(browser, served, options);
  await visited.page.context().addInitScript(WATCH_SHIFTS);
  for (const path of paths) {
    await visited.page.goto(path);
    const { headlines, sideways, shifted } = await layoutOf(visited.page);
    assert.equal(headlines, 1, `${path} has one headline`);
    assert.equal(sideways, 0, `${path} scrolls sideways`);
    assert.ok(shifted < MOST_SHIFT, `${path} moved by ${shifted}`);
    if (withAxe.includes(path)) assert.deepEqual(await barriers(visited.page), [], path);
  }
  assertNoTrouble(visited);
  await visited.page.context().close();
}

/** Papers of two days, and an import with a line that was bad. */
async function fill(served: Served): Promise<void> {
  const lines = [
    ...plainPapers({ count: 60, first: 101, submitted: '2024-06-03T10:00:00Z', categories: ['cs.LG', 'stat.ML'] }),
    DIFFICULT,
    snapshotLine({ id: '2405.00007', title: 'On second thoughts', submitted: ['2024-05-06T10:00:00Z', '2024-06-04T10:00:00Z'] }),
    ...plainPapers({ count: 9, first: 401, submitted: '2024-06-04T10:00:00Z', categories: ['cs.CL', 'cs.LG'] }),
    '{"id":"2406.09999","title":',
  ];
  const file = join(served.folder, 'two days in June.jsonl');
  writeFileSync(file, lines.join('\n'));
  await command(served, 'import', file);
}
