import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Paper } from '#papers';
import { checkPage, render } from '../testing/check-page.js';
import { frame, hostilePaper, paper } from '../testing/fixtures.js';
import { PaperPage } from './paper.js';

function page(given: Paper): Promise<string> {
  return render(<PaperPage frame={frame({ baseUrl: 'https://papers.example.org' })} paper={given} />);
}

test('a paper is a whole page that reference managers can read', async () => {
  const markup = await page(paper({ ids: [{ scheme: 'arxiv', value: 'math/0306266' }, { scheme: 'doi', value: '10.1000/182' }], id: 'math/0306266' }));
  checkPage(markup);
  for (const tag of [
    '<meta name="citation_title" content="Sorting letters by candle light"/>',
    '<meta name="citation_author" content="Ada Brown"/>',
    '<meta name="citation_publication_date" content="2026/06/01"/>',
    '<meta name="citation_arxiv_id" content="math/0306266"/>',
    '<meta name="citation_doi" content="10.1000/182"/>',
    '<meta name="citation_pdf_url" content="https://arxiv.org/pdf/math/0306266"/>',
    '<link rel="canonical" href="https://papers.example.org/papers/math/0306266"/>',
    '<meta property="og:type" content="article"/>',
    '<link rel="alternate" type="text/markdown" href="/papers/math/0306266.md"/>',
  ]) assert.ok(markup.includes(tag), tag);
  assert.match(markup, /href="https:\/\/doi\.org\/10\.1000\/182"/);
  assert.match(markup, /download="math-0306266\.bib"/);
});

test('a date is called the submission\'s where versions say so', async () => {
  assert.match(await page(paper({ published: '2026-06-02' })), /<p class="meta"><span><time/);
  assert.match(await page(paper({ versions: [{ number: 1, submitted: '2026-06-01T12:30:00Z' }] })), /<p class="meta"><span>submitted <time/);
});

test('its data for search engines is whole JSON and cannot end its script', async () => {
  const markup = await page(hostilePaper());
  checkPage(markup);
  const data = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(markup)![1]!;
  assert.equal(JSON.parse(data)['@type'], 'ScholarlyArticle');
  assert.doesNotMatch(data, /</);
});

test('nothing a paper says becomes markup, and links lead only to the web', async () => {
  const markup = await page(hostilePaper());
  assert.doesNotMatch(markup, /<script>|<img|<b>|href="javascript:/i);
});

test('all versions stand with their dates', async () => {
  const versions = [{ number: 1, submitted: '2026-06-01T10:00:00Z', size: '12kb' }, { number: 2, submitted: '2026-06-09T10:00:00Z' }];
  const markup = await page(paper({ versions }));
  assert.match(markup, /v1 <time datetime="2026-06-01T10:00:00Z" title="1 June 2026, 10:00:00 UTC">1 June 2026<\/time><small> 12kb/);
  assert.match(markup, /2 versions/);
});

test('of thousands of authors the first stand at once and all are there', async () => {
  const authors = Array.from({ length: 3000 }, (_, index) => ({ name: `Author ${index}` }));
  const markup = await page(paper({ authors }));
  assert.match(markup, /<summary>and 2,980 more<\/summary>/);
  assert.ok(markup.includes('Author 2999'));
});

test('a record with a title alone is a page without holes', async () => {
  const bare = paper({
    id: 'seed:x', ids: [], abstract: '', authors: [], authorCount: 0, categories: [], published: undefined, sources: [], announcements: [],
  });
  const markup = await page(bare);
  checkPage(markup);
  assert.match(markup, /No source gave an abstract/);
  assert.doesNotMatch(markup, /undefined|Identifiers|Categories<\/h2>/);
});

test('a withdrawn paper says so', async () => {
  assert.match(await page(paper({ withdrawn: true, comment: 'An error was found.' })), /was withdrawn; its comment may say why/);
});
