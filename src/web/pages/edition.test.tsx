import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Edition, EditionQuery, EmptyReason } from '#feed';
import { checkPage, render } from '../testing/check-page.js';
import { edition, entry, frame, HOSTILE, hostilePaper, paper } from '../testing/fixtures.js';
import { EditionPage } from './edition.js';

const DAYS = [{ day: '2026-06-02', papers: 3 }, { day: '2026-06-03', papers: 2 }];

function page(given: Partial<Edition> = {}, query: Partial<EditionQuery> = {}): Promise<string> {
  return render(<EditionPage frame={frame()} edition={edition(given, query)} days={DAYS} />);
}

test('an edition of a day is a whole page', async () => {
  const markup = await page();
  checkPage(markup);
  assert.match(markup, /Wednesday, 3 June 2026/);
  assert.match(markup, /announced Tuesday, 2 June, 20:00 New York/);
  assert.match(markup, /<ol class="cards" start="1"/);
  assert.match(markup, /2 authors<\/th><td>\+1\.65/);
});

test('a day on which arXiv announces nothing is not said to have been announced', async () => {
  assert.doesNotMatch(await page({}, { period: { kind: 'day', key: '2026-06-06' } }), /announced/);
});

test('a choice of which there is none is not offered', async () => {
  assert.doesNotMatch(await page({ codeCount: 0, crossListCount: 0 }), />Only</);
  assert.match(await page({ codeCount: 3 }), />Only<.*with code/s);
});

test('a paper that has a place lent says so, and how often it had been shown', async () => {
  const markup = await page({ entries: [entry(1), entry(2, { explored: { seen: 0 } }), entry(3, { explored: { seen: 1 } }), entry(4, { explored: { seen: 1_234 } })] });
  checkPage(markup);
  assert.deepEqual([...markup.matchAll(/when the hour began it ([^.]+)\./g)].map(([, words]) => words), ['had not been shown yet', 'had been shown once', 'had been shown 1,234 times']);
});

test('weeks and months are whole pages too', async () => {
  checkPage(await page({}, { period: { kind: 'week', key: '2026-W23' } }));
  checkPage(await page({}, { period: { kind: 'month', key: '2026-06' } }));
});

test('nothing a paper says becomes markup', async () => {
  const markup = await page({ entries: [entry(1, { paper: hostilePaper() })], replacements: [{ id: 'file:x', title: HOSTILE }], categories: [{ category: HOSTILE, count: 1 }] });
  checkPage(markup);
  assert.doesNotMatch(markup, /<script>|<img|javascript:alert\(1\)"/i);
  assert.doesNotMatch(markup, /href="[^"]*(?:category=|\/categories\/)%22/, 'what cannot be a category is not asked for');
});

test('each filter in force is shown and can be taken back', async () => {
  const markup = await page({ matching: 1, total: 9 }, { category: 'cs.DS', kind: 'new', code: true, order: 'newest', after: 'x' });
  assert.match(markup, /1 of 9 papers/);
  assert.match(markup, /href="\/papers\/date\/2026-06-03\?kind=new&amp;code=1&amp;order=newest" aria-label="Take back the filter “in cs\.DS”"/);
  assert.match(markup, /href="\/papers\/date\/2026-06-03\?category=cs\.DS&amp;code=1&amp;order=newest" aria-label="Take back the filter “new”"/);
  assert.match(markup, /href="\/papers\/date\/2026-06-03\?order=newest">take all back/);
});

test('the neighbouring pages are named by the places they hold', async () => {
  const entries = [entry(51), entry(52)];
  const markup = await page({ entries, total: 200, matching: 200, nextPage: 'n', previousPage: 'p' }, { code: true });
  assert.match(markup, /<a rel="prev" href="\/papers\/date\/2026-06-03\?code=1&amp;before=p">‹ previous, to 50<\/a>/);
  assert.match(markup, /51–52 of 200/);
  assert.match(markup, /<a rel="next" href="\/papers\/date\/2026-06-03\?code=1&amp;after=n">next, from 53 ›<\/a>/);
  assert.match(markup, /<ol class="cards" start="51"/);
});

const REASONS: [EmptyReason, RegExp][] = [
  [{ kind: 'weekend' }, /Saturday has no edition/],
  [{ kind: 'holiday', name: 'Juneteenth' }, /for Juneteenth, arXiv announced nothing/],
  [{ kind: 'future' }, /is still to come/],
  [{ kind: 'nothing-imported' }, /No paper announced for this day is stored here.*Import a file/s],
  [{ kind: 'not-in-categories', stored: 35 }, /35 papers announced for this day are stored, but none in the categories.*\?all=1">Show everything/s],
  [{ kind: 'filtered', unfiltered: 12 }, /None of the 12 papers of this edition pass.*Show the whole edition/s],
  [{ kind: 'nothing-stored' }, /no papers are stored.*Import a file/s],
];

for (const [empty, words] of REASONS) {
  test(`an edition that is empty (${empty.kind}) says why and leads on`, async () => {
    const markup = await page({ entries: [], total: 0, matching: 0, empty, categories: [] }, { period: { kind: 'day', key: '2026-06-06' } });
    checkPage(markup);
    assert.match(markup, words);
    assert.match(markup, /The nearest editions are <a href="\/papers\/date\/2026-06-02">Tuesday, 2 June<\/a> and/);
  });
}

test('a page of fifty papers is at most 60 kB on the wire', async () => {
  const words = Array.from({ length: 4000 }, (_, index) => (index * 2654435761 % 2 ** 32).toString(36));
  const text = (from: number, length: number) => Array.from({ length }, (_, index) => words[(from * 97 + index * 31) % 4000]).join(' ');
  const authors = Array.from({ length: 9 }, (_, index) => ({ name: `Author ${words[index]} ${words[index + 1]}` }));
  const entries = Array.from({ length: 50 }, (_, index) =>
    entry(index + 1, { paper: paper({ number: index + 1, title: text(index, 10), abstract: `${text(index + 50, 140)} $x_{${index}}^2 \\le \\sum_i y_i$.`, authors }) }),
  );
  const markup = await page({ entries, total: 1184, matching: 1184, nextPage: 'n' });
  assert.ok(gzipSync(markup).length <= 60_000, `${gzipSync(markup).length} bytes`);
});
