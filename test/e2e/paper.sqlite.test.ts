import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertNoTrouble, openBrowser, visit } from './browser.js';
import { arxivId, plainPapers, snapshotLine } from './papers.js';
import { command, serve } from './served.js';

const PAPER = {
  id: '2406.01001',
  title: 'On the Width of G\\"odel Lanterns: $\\frac{n}{2}$ Ways to Light a Street',
  abstract: 'We prove that $\\sum_{i=1}^{n} x_i^{2} \\le \\sqrt{n}$ for every street of $n$ lanterns, and light one. The plans are at https://example.org/plans.',
  authors: ['Ada Brown', 'Karel Čapek', 'Dora Ekholm'],
  categories: ['cs.LG', 'math.CO'],
  submitted: ['2024-06-03T10:00:00Z', '2024-06-12T09:30:00Z', '2024-07-01T08:00:00Z'],
  comment: '14 pages, 3 figures; code: https://github.com/example/lanterns',
  journalRef: 'Journal of Street Light 7 (2024) 1-14',
  doi: '10.1234/jsl.7.1',
  reportNumber: 'JSL-24-07',
  licence: 'http://creativecommons.org/licenses/by/4.0/',
  submitter: 'Ada Brown',
};
/** What `PAPER.title` says where there is no mathematics. */
const PLAIN_TITLE = /^On the Width of Gödel Lanterns: .*2.* Ways to Light a Street$/;

const LISTED_ONLY = {
  id: '2406.02001', title: 'Known from a list alone', abstract: 'Nothing more.', authors: ['Emre Faber'], categories: ['cs.LG'], published: '2024-06-05', updated: '2024-06-05', date_kind: 'announced',
};

const AT_A_CONFERENCE = {
  id: 'iclr2024:LanTern1', title: PAPER.title, abstract: PAPER.abstract, authors: PAPER.authors, categories: [], published: '2024-01-01', updated: '2024-01-01', date_kind: 'year',
};

const FILES = [
  [JSON.stringify(AT_A_CONFERENCE), JSON.stringify(LISTED_ONLY)],
  [snapshotLine(PAPER), ...plainPapers({ count: 60, first: 101, submitted: '2024-06-04T10:00:00Z', categories: ['cs.CL'] })],
];

test('a paper is looked up, cited and left', async (t) => {
  const served = await serve(t, { files: FILES });
  const browser = await openBrowser(t);
  const visited = await visit(browser, served, { permissions: ['clipboard-read', 'clipboard-write'] });
  const { page } = visited;
  const address = `${served.url}/papers/${PAPER.id}`;

  await t.test('everything known of it is on its page', async () => {
    await page.goto(address);
    assert.equal(await page.locator('.byline .names').innerText(), 'Ada Brown, Karel Čapek, Dora Ekholm');
    assert.equal(await page.locator('.paper .meta').innerText(), 'submitted 3 June 2024 · 3 versions · in the edition of Tuesday, 4 June 2024 · Machine Learning');
    assert.deepEqual(await page.locator('.versions li').allInnerTexts(), ['v1 3 June 2024', 'v2 12 June 2024', 'v3 1 July 2024']);
    assert.match(await page.locator('.comment').innerText(), /14 pages, 3 figures/);
    const side = await page.locator('.side').innerText();
    for (const fact of ['cs.LG Machine Learning', 'math.CO Combinatorics', '10.1234/jsl.7.1', 'Journal of Street Light 7 (2024) 1-14', 'JSL-24-07', 'CC BY 4.0', 'github.com/example/lanterns', 'iclr2024']) {
      assert.ok(side.includes(fact), `${fact} is missing in:\n${side}`);
    }
    const links = await page.locator('.paper > .acts > p a').evaluateAll((all: { href: string }[]) => all.map(({ href }) => href));
    assert.deepEqual(links, [`https://arxiv.org/abs/${PAPER.id}`, `https://arxiv.org/pdf/${PAPER.id}`, `https://arxiv.org/html/${PAPER.id}`, `https://doi.org/${PAPER.doi}`]);
  });

  await t.test('its mathematics and accents are set', async () => {
    await page.goto(address);
    assert.match(await page.locator('h1').innerText(), /Gödel/);
    for (const part of ['h1 mfrac', '.abstract munderover, .abstract msubsup', '.abstract msqrt']) {
      const box = await page.locator(part).first().boundingBox();
      assert.ok(box !== null && box.width > 4 && box.height > 8, `${part} is set`);
    }
    const [above, below] = [await page.locator('h1 mfrac > *').nth(0).boundingBox(), await page.locator('h1 mfrac > *').nth(1).boundingBox()];
    assert.ok(above !== null && below !== null && above.y + above.height <= below.y + 1, 'a fraction stands one above the other');
  });

  await t.test('a date that may be the listing\'s is not called the submission\'s', async () => {
    await page.goto(`/papers/${LISTED_ONLY.id}`);
    assert.equal(await page.locator('.paper .meta').innerText(), '5 June 2024 · in the edition of Wednesday, 5 June 2024 · Machine Learning');
  });

  await t.test('reference managers find it in the head of the page', async () => {
    await page.goto(address);
    const tags = await citationTags(page);
    assert.match(tags.get('citation_title')?.[0] ?? '', PLAIN_TITLE);
    assert.deepEqual(tags.get('citation_author'), PAPER.authors);
    assert.deepEqual(tags.get('citation_publication_date'), ['2024/06/03']);
    assert.deepEqual(tags.get('citation_arxiv_id'), [PAPER.id]);
    assert.deepEqual(tags.get('citation_doi'), [PAPER.doi]);
    assert.deepEqual(tags.get('citation_pdf_url'), [`https://arxiv.org/pdf/${PAPER.id}`]);
    assert.match(await page.locator('meta[property="og:title"]').getAttribute('content') ?? '', PLAIN_TITLE);
  });

  await t.test('programs find it as JSON-LD', async () => {
    const data = JSON.parse(await page.locator('script[type="application/ld+json"]').textContent() ?? '') as Record<string, unknown>;
    assert.equal(data['@context'], 'https://schema.org');
    assert.equal(data['@type'], 'ScholarlyArticle');
    assert.match(String(data['headline']), PLAIN_TITLE);
    assert.deepEqual((data['author'] as { '@type': string; name: string }[]).map((author) => [author['@type'], author.name]), PAPER.authors.map((name) => ['Person', name]));
    assert.equal(data['datePublished'], '2024-06-03T10:00:00Z');
    assert.equal(data['version'], 3);
    assert.deepEqual(data['sameAs'], [`https://arxiv.org/abs/${PAPER.id}`, `https://doi.org/${PAPER.doi}`]);
    assert.ok((data['identifier'] as { propertyID: string; value: string }[]).some(({ propertyID, value }) => propertyID === 'doi' && value === PAPER.doi));
  });

  const CITATIONS: [words: string, ending: string, type: string, sign: RegExp][] = [
    ['BibTeX', 'bib', 'application/x-bibtex', /^@inproceedings\{brown2024[\s\S]*doi\s*=\s*\{10\.1234\/jsl\.7\.1\}/],
    ['RIS', 'ris', 'application/x-research-info-systems', /^TY {2}- CPAPER[\s\S]*AU {2}- Brown, Ada/],
    ['CSL-JSON', 'csl.json', 'application/vnd.citationstyles.csl+json', /"DOI": "10\.1234\/jsl\.7\.1"/],
  ];

  for (const [words, ending, type, sign] of CITATIONS) {
    await t.test(`${words}: what is shown, copied and downloaded is the same`, async () => {
      await page.goto(address);
      const cite = page.locator('.cite details', { hasText: words });
      await cite.locator('summary').click();
      const shown = await cite.locator('pre').textContent() ?? '';
      assert.match(shown, sign);
      await cite.getByRole('button', { name: 'copy' }).click();
      await cite.getByText('copied').waitFor();
      assert.equal(await page.evaluate<string>('navigator.clipboard.readText()'), shown);
      const [download] = await Promise.all([page.waitForEvent('download'), cite.getByRole('link', { name: 'download' }).click()]);
      assert.equal(download.suggestedFilename(), `${PAPER.id}.${ending}`);
      // A page has no other line ends than this one.
      assert.equal((await readFile(await download.path(), 'utf8')).replaceAll('\r\n', '\n'), shown);
      const answer = await page.request.get(`${address}.${ending}`);
      assert.match(answer.headers()['content-type'] ?? '', new RegExp(`^${type.replace('+', '\\+')}`));
    });
  }

  await t.test('programs read it as Markdown', async () => {
    const answer = await page.request.get(`${address}.md`);
    assert.match(answer.headers()['content-type'] ?? '', /^text\/markdown/);
    const text = await answer.text();
    assert.ok(text.startsWith(`# ${PAPER.title}\n`));
    assert.ok(text.includes(PAPER.abstract) && text.includes('- v3: 2024-07-01T08:00:00Z'));
  });

  await t.test('its authors and categories lead to what else is theirs, newest first', async () => {
    await page.goto(address);
    await page.getByRole('link', { name: 'Ada Brown' }).first().click();
    assert.equal(await page.locator('h1').innerText(), 'Ada Brown');
    assert.equal(await page.locator('article').count(), 50);
    await page.locator('.paging [rel="next"]').click();
    assert.equal(await page.locator('article').count(), 11, 'sixty in the file, and this one');
    await page.goto(address);
    await page.locator('.side').getByRole('link', { name: 'math.CO' }).click();
    assert.equal(await page.locator('h1').innerText(), 'Combinatorics');
    await page.locator('article h2 a').click();
    assert.equal(page.url(), address);
    await page.goto('/categories/cs.CL');
    const newest = await page.locator('article h2').first().innerText();
    assert.match(newest, / 160 /);
    await page.locator('.paging [rel="next"]').click();
    assert.equal(await page.locator('article').count(), 10);
    await page.goto('/categories');
    assert.match(await page.locator('li', { hasText: 'cs.CL' }).first().innerText(), /60$/);
  });

  await t.test('older and other names of it lead to its one address', async () => {
    for (const name of [`${PAPER.id}v2`, AT_A_CONFERENCE.id, `https://arxiv.org/abs/${PAPER.id}`, PAPER.doi]) {
      await page.goto(`/papers/${name}`);
      assert.equal(page.url(), address, name);
    }
    assert.equal((await page.request.get(`/papers/${PAPER.id}v1.bib`)).url(), `${address}.bib`);
    await command(served, 'papers', 'merge', arxivId(101), arxivId(102), '--why', 'a test');
    await page.goto(`/papers/${arxivId(102)}`);
    assert.equal(page.url(), `${served.url}/papers/${arxivId(101)}`);
    await command(served, 'papers', 'unmerge', arxivId(101), arxivId(102), '--why', 'a test');
    await page.goto(`/papers/${arxivId(102)}`);
    assert.equal(page.url(), `${served.url}/papers/${arxivId(102)}`, 'the browser has not kept where a merge led');
  });

  await t.test('where nothing is, the page says so and leads on', async () => {
    assert.equal((await page.goto('/papers/2406.99999'))?.status(), 404);
    assert.match(await page.locator('main').innerText(), /No paper stored here is known as “2406\.99999”/);
    assert.equal(await page.getByRole('link', { name: 'arXiv:2406.99999' }).getAttribute('href'), 'https://arxiv.org/abs/2406.99999');
    await page.getByRole('link', { name: 'the latest edition' }).click();
    assert.equal(page.url(), `${served.url}/`);
    for (const path of ['/nothing/here', '/papers/date/2024-13-45', '/papers/week/2024-W99', '/papers/calendar/june', '/categories/%00']) {
      assert.equal((await page.goto(path))?.status(), 404, path);
    }
    assert.equal((await page.goto('/authors/Nobody%20At%20All'))?.status(), 404);
  });

  assertNoTrouble(visited);
});

/** The tags of the head by name, each with its contents in order. */
async function citationTags(page: Page): Promise<Map<string, string[]>> {
  const all = await page.locator('meta[name^="citation_"]').evaluateAll((tags: { name: string; content: string }[]) => tags.map(({ name, content }) => ({ name, content })));
  const byName = Map.groupBy(all, ({ name }) => name);
  return new Map([...byName].map(([name, tags]) => [name, tags.map(({ content }) => content)]));
}
