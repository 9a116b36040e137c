import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertNoTrouble, openBrowser, PHONE, visitAsOwner, type Visit } from './browser.js';
import { ATTACKS, BAD_LINES, hostileIds, hostileSnapshot } from './hostile-papers.js';
import { serve } from './served.js';

const FILE_NAME = '"><img src=x onerror=window.__pwned=1>\u202E.jsonl';

/** What must hold of every page, whatever stands on it; asked inside the browser. */
const LOOK = `({
  pwned: window.__pwned,
  headlines: document.querySelectorAll('h1').length,
  wide: (scrollTo(1e6, 0), scrollX),
  handlers: [...document.querySelectorAll('*')].flatMap((element) => element.getAttributeNames()).filter((name) => /^on|^style$|^srcdoc$/.test(name)),
  foreign: [...document.querySelectorAll('script:not([src]):not([type="application/ld+json"]), iframe, object, embed, base, img, form:not([action^="/"])')].map((element) => element.outerHTML),
  links: [...document.links].map((link) => link.href).filter((href) => !/^https?:\\/\\//.test(href)),
  twice: [...document.querySelectorAll('[id]')].filter((element, index, all) => all.findIndex((other) => other.id === element.id) !== index).map((element) => element.id),
  data: [...document.querySelectorAll('script[type="application/ld+json"]')].map((script) => JSON.parse(script.textContent)['@type']),
})`;
const HARMLESS = { pwned: undefined, headlines: 1, wide: 0, handlers: [], foreign: [], links: [], twice: [] };

test('hostile papers do no harm', async (t) => {
  const served = await serve(t, { worker: true });
  const browser = await openBrowser(t);
  const visited = await visitAsOwner(browser, served, { viewport: PHONE });
  const { page } = visited;

  await t.test('they go in, and the import page shows what did not', async () => {
    const lines = hostileSnapshot();
    lines.splice(5, 0, ...BAD_LINES);
    await upload(page, FILE_NAME, lines);
    await upload(page, 'ids.jsonl', hostileIds());
    await page.locator('.import.done').nth(1).waitFor();
    const [ids, papers] = await page.locator('.import').allInnerTexts();
    assert.match(ids ?? '', new RegExp(`${hostileIds().length} read · ${hostileIds().length} saved`));
    assert.match(papers ?? '', new RegExp(`${ATTACKS.length + BAD_LINES.length} read · ${ATTACKS.length} saved · ${BAD_LINES.length} bad lines`));
    await page.getByText('The lines that could not be read').click();
    assert.deepEqual((await page.locator('.bad-lines tbody td:first-child').allInnerTexts()).map(Number), [6, 7, 8]);
    await assertHarmless(visited);
  });

  const addresses = new Set<string>();

  await t.test('every list of papers stands', async () => {
    const lists = ['/papers/date/2024-06-04', '/papers/week/2024-W23', '/papers/month/2024-06', '/papers/calendar/2024-06', '/categories', '/categories/cs.CR', '/categories/cs.LG', '/settings'];
    for (const path of lists) {
      await page.goto(path);
      await assertHarmless(visited);
      for (const address of await linksWithin(page, '.cards')) addresses.add(address);
    }
    assert.ok(addresses.size > ATTACKS.length + hostileIds().length, 'papers and their authors are linked');
  });

  await t.test('every page they lead to stands', async () => {
    for (const address of addresses) {
      const answer = await page.goto(address);
      assert.equal(answer?.status(), 200, address);
      assert.equal(answer?.headers()['set-cookie'], undefined);
      await assertHarmless(visited);
    }
  });

  await t.test('what they wrote is there to read, as text', async () => {
    const written = ATTACKS[0]!;
    await page.goto('/papers/2406.30001');
    for (const place of ['h1', '.abstract', '.comment', '.byline .names', '.side']) {
      assert.ok((await page.locator(place).innerText()).includes(written), `${place} does not show ${written}`);
    }
  });

  await t.test('every file of them is one citation', async () => {
    for (const { pathname } of [...addresses].map((address) => new URL(address)).filter(isPaper)) {
      const ris = await page.request.get(`${pathname}.ris`);
      assert.equal(ris.status(), 200, pathname);
      assert.equal((await ris.text()).split('\r\n').filter((line) => /^(TY|ER) {2}-/.test(line)).length, 2, pathname);
      assert.match(ris.headers()['content-disposition'] ?? '', /^attachment; filename="[\w.-]+\.ris"$/);
      const bibtex = await (await page.request.get(`${pathname}.bib`)).text();
      assert.equal(bibtex.match(/^@/gm)?.length, 1, pathname);
      assert.equal(((await (await page.request.get(`${pathname}.csl.json`)).json()) as unknown[]).length, 1);
    }
  });

  await t.test('hostile addresses are pages like any other', async () => {
    for (const [index, attack] of ATTACKS.filter(({ length }) => length < 500).entries()) {
      const text = encodeURIComponent(attack.toWellFormed());
      await page.goto(index % 2 === 0 ? `/papers/${text}` : `/papers/date/2024-06-05?category=${text}&order=${text}&after=${text}&kind=${text}`);
      await assertHarmless(visited);
    }
    for (const path of ['/owner?key=<script>', '/papers/date/<script>', '/papers/%E0%A4%A', '/authors/%ff%fe', '/categories/%00', '/%2e%2e/%2e%2e/etc/passwd', '//elsewhere.example']) {
      await page.goto(served.url + path);
      assert.equal(new URL(page.url()).host, new URL(served.url).host);
      await assertHarmless(visited);
    }
  });
});

async function upload(page: Page, name: string, lines: readonly string[]): Promise<void> {
  await page.goto('/import');
  await page.getByLabel('A file of papers').setInputFiles({ name, mimeType: 'application/jsonl', buffer: Buffer.from(lines.join('\n')) });
  await page.getByRole('button', { name: 'Import' }).click();
  await page.locator('.import h3', { hasText: name.slice(0, 5) }).waitFor();
}

async function assertHarmless(visited: Visit): Promise<void> {
  const { data, ...seen } = await visited.page.evaluate<Record<string, unknown> & { data: string[] }>(LOOK);
  assert.deepEqual(seen, HARMLESS, visited.page.url());
  assert.ok(data.every((type) => type === 'ScholarlyArticle'));
  assertNoTrouble(visited);
}

function linksWithin(page: Page, part: string): Promise<string[]> {
  return page.locator(`${part} a[href^="/"]`).evaluateAll((links: { href: string }[]) => links.map(({ href }) => href));
}

function isPaper({ pathname }: URL): boolean {
  return /^\/papers\/(?!date\/|week\/|month\/|calendar\/)/.test(pathname);
}
