import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { FixedClock } from '#lib';
import { Papers, type PaperRecord } from '#papers';
import { makeDatabase } from '../../test/make-database.js';
import { announcedOn, makeRecord } from '../../test/make-record.js';
import { Editions } from './editions.js';
import type { EditionQuery } from './types.js';

async function makeEditions(t: TestContext, categories: string[] = []) {
  const db = await makeDatabase(t);
  const clock = new FixedClock('2026-06-09T12:00:00Z');
  return { papers: new Papers({ db, clock }), editions: new Editions({ db, clock, categories: async () => categories }) };
}

function onDay(day: string, number: number, given: Partial<PaperRecord> = {}): PaperRecord {
  const categories = given.categories ?? ['cs.LG'];
  return makeRecord({ id: `2606.${String(number).padStart(5, '0')}`, title: `Paper number ${number} on something`, categories, published: day, announcements: announcedOn(day, categories), ...given });
}

const day = (key: string, rest: Partial<EditionQuery> = {}): EditionQuery => ({ period: { kind: 'day', key }, ...rest });
const ids = (edition: { entries: { paper: { id: string } }[] }) => edition.entries.map(({ paper }) => paper.id);

test('a day holds what was announced for it, ordered by the prior, each place explained', async (t) => {
  const { papers, editions } = await makeEditions(t);
  await papers.save([
    onDay('2026-06-03', 1, { authors: [{ name: 'One Author' }] }),
    onDay('2026-06-03', 2, { title: 'Short: with many', authors: Array.from({ length: 12 }, (_, index) => ({ name: `Author ${index}` })), comment: 'Code: https://github.com/a/b' }),
    onDay('2026-06-02', 3),
  ]);
  const edition = await editions.read(day('2026-06-03'));
  assert.deepEqual(ids(edition), ['2606.00002', '2606.00001']);
  assert.deepEqual(edition.entries.map(({ place }) => place), [1, 2]);
  assert.deepEqual(edition.entries[0]!.score.terms.map(({ name }) => name), ['authors', 'title-length', 'colon', 'code']);
  assert.deepEqual(edition.previous, { kind: 'day', key: '2026-06-02' });
  assert.equal(edition.next, undefined);
  assert.equal(await editions.latestDay(), '2026-06-03');
});

test('a paper stands in the edition of its first day in the chosen categories, and in no other', async (t) => {
  const announcements = [...announcedOn('2026-06-01', ['cs.LG']), { day: '2026-06-03', category: 'stat.ML', kind: 'cross-list' as const, computed: false }, { day: '2026-06-04', category: 'cs.LG', kind: 'replacement' as const, computed: false }];
  const record = onDay('2026-06-01', 1, { categories: ['cs.LG', 'stat.ML'], announcements });
  const all = await makeEditions(t);
  await all.papers.save([record]);
  assert.deepEqual(ids(await all.editions.read(day('2026-06-01'))), ['2606.00001']);
  assert.deepEqual(ids(await all.editions.read(day('2026-06-03'))), []);
  const statistics = await makeEditions(t, ['stat.ML']);
  await statistics.papers.save([record]);
  assert.deepEqual(ids(await statistics.editions.read(day('2026-06-01'))), []);
  const later = await statistics.editions.read(day('2026-06-03'));
  assert.deepEqual(later.entries.map(({ kind }) => kind), ['cross-list']);
  const replaced = await all.editions.read(day('2026-06-04'));
  assert.deepEqual(replaced.replacements.map(({ id }) => id), ['2606.00001']);
  assert.deepEqual(ids(replaced), []);
});

test('filters, counts and orders', async (t) => {
  const { papers, editions } = await makeEditions(t, ['cs.LG', 'cs.CL']);
  await papers.save([
    onDay('2026-06-03', 1, { categories: ['cs.LG'] }),
    onDay('2026-06-03', 2, { categories: ['cs.CL', 'cs.LG'], comment: 'https://github.com/a/b' }),
    onDay('2026-06-03', 3, { categories: ['math.GT', 'cs.LG'] }),
    onDay('2026-06-03', 4, { categories: ['math.GT'] }),
  ]);
  const edition = await editions.read(day('2026-06-03'));
  assert.deepEqual([edition.total, edition.newCount, edition.crossListCount, edition.codeCount], [3, 2, 1, 1]);
  assert.deepEqual(edition.categories.slice(0, 2), [{ category: 'cs.LG', count: 3 }, { category: 'cs.CL', count: 1 }]);
  assert.deepEqual(ids(await editions.read(day('2026-06-03', { kind: 'cross-list' }))), ['2606.00003']);
  assert.deepEqual(ids(await editions.read(day('2026-06-03', { code: true }))), ['2606.00002']);
  assert.deepEqual(ids(await editions.read(day('2026-06-03', { category: 'cs.CL' }))), ['2606.00002']);
  assert.deepEqual(ids(await editions.read(day('2026-06-03', { order: 'newest' }))), ['2606.00003', '2606.00002', '2606.00001']);
  assert.deepEqual(ids(await editions.read(day('2026-06-03', { order: 'category' }))), ['2606.00002', '2606.00001', '2606.00003']);
  assert.equal((await editions.read(day('2026-06-03', { everything: true }))).total, 4);
});

test('an empty day says why', async (t) => {
  const { papers, editions } = await makeEditions(t, ['cs.LG']);
  assert.equal((await editions.read(day('2026-06-02'))).empty?.kind, 'nothing-stored');
  await papers.save([onDay('2026-06-03', 1, { categories: ['math.GT'] }), onDay('2026-06-02', 2)]);
  const reasons: [string, Partial<EditionQuery>, string][] = [
    ['2026-05-30', {}, 'weekend'],
    ['2026-06-22', {}, 'future'],
    ['2026-06-03', {}, 'not-in-categories'],
    ['2026-06-01', {}, 'nothing-imported'],
    ['2026-06-02', { code: true }, 'filtered'],
    ['2026-01-02', {}, 'holiday'],
  ];
  for (const [key, rest, kind] of reasons) assert.equal((await editions.read(day(key, rest))).empty?.kind, kind, key);
  const weekend = await editions.read(day('2026-05-31'));
  assert.deepEqual(weekend.next, { kind: 'day', key: '2026-06-02' });
});

test('week and month are unions of their days', async (t) => {
  const { papers, editions } = await makeEditions(t);
  await papers.save([onDay('2026-06-01', 1), onDay('2026-06-03', 2), onDay('2026-06-08', 3)]);
  assert.deepEqual(ids(await editions.read({ period: { kind: 'week', key: '2026-W23' } })).sort(), ['2606.00001', '2606.00002']);
  assert.equal((await editions.read({ period: { kind: 'month', key: '2026-06' } })).total, 3);
  assert.deepEqual((await editions.read({ period: { kind: 'week', key: '2026-W23' } })).next, { kind: 'week', key: '2026-W24' });
  assert.deepEqual(await editions.daysWithEdition('2026-06'), [{ day: '2026-06-01', papers: 1 }, { day: '2026-06-03', papers: 1 }, { day: '2026-06-08', papers: 1 }]);
});

test('paging neither skips nor repeats while papers arrive', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 5, max: 30 }), fc.integer({ min: 1, max: 7 }), fc.constantFrom('suggested', 'newest', 'category' as const), async (count, limit, order) => {
      const { papers, editions } = await makeEditions(t);
      const record = (number: number) => onDay('2026-06-03', number, { categories: [number % 2 ? 'cs.LG' : 'cs.CL'], authors: Array.from({ length: 1 + (number % 5) }, (_, index) => ({ name: `Author ${number} ${index}` })) });
      await papers.save(Array.from({ length: count }, (_, index) => record(index * 2)));
      const seen: string[] = [];
      let after: string | undefined;
      let arriving = 1;
      do {
        const page = await editions.read(day('2026-06-03', { limit, order: order as 'suggested', after }));
        seen.push(...ids(page));
        after = page.nextPage;
        await papers.save([record(arriving)]);
        arriving += 2;
      } while (after !== undefined);
      const early = seen.filter((id) => Number(id.slice(5)) % 2 === 0);
      assert.equal(new Set(seen).size, seen.length, 'no paper twice');
      assert.equal(early.length, count, 'no paper of the beginning left out');
    }),
    { numRuns: 8 },
  );
});

test('the page before a page is the one that was left', async (t) => {
  const { papers, editions } = await makeEditions(t);
  await papers.save(Array.from({ length: 9 }, (_, index) => onDay('2026-06-03', index)));
  const first = await editions.read(day('2026-06-03', { limit: 4 }));
  const second = await editions.read(day('2026-06-03', { limit: 4, after: first.nextPage }));
  const back = await editions.read(day('2026-06-03', { limit: 4, before: second.previousPage }));
  assert.deepEqual(ids(back), ids(first));
  assert.equal(back.previousPage, undefined);
});
