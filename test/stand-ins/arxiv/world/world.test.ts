import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { announcementDay, dayKind } from '#papers';
import { EARLIEST_STAMP } from './events.js';
import { historyOf } from './history.js';
import { inventPapers } from './invented.js';
import { Records, type ListedPaper } from './records.js';
import { announcedAt, submissionWindow } from './windows.js';
import { World } from './world.js';

const LAST = Date.parse('2026-12-31');
const papers = inventPapers({ from: '2026-01-05', until: '2026-06-30', perDay: 30 });
const records = Records.of(papers);
const world = new World(records);
const events = records.entries.map((_, paper) => world.eventsBy(paper, LAST));

const id = fc.oneof(
  fc.tuple(fc.integer({ min: 2007, max: 2027 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 9999 })).filter(([year, month]) => year > 2007 || month > 3)
    .map(([year, month, number]) => `${String(year % 100).padStart(2, '0')}${String(month).padStart(2, '0')}.${String(number).padStart(year < 2015 ? 4 : 5, '0')}`),
  fc.tuple(fc.constantFrom('math', 'hep-th', 'cs'), fc.integer({ min: 1992, max: 2006 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 999 }))
    .map(([archive, year, month, number]) => `${archive}/${String(year % 100).padStart(2, '0')}${String(month).padStart(2, '0')}${String(number).padStart(3, '0')}`),
);
const date = fc.date({ min: new Date('1992-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }).map((one) => one.toISOString());
const listed: fc.Arbitrary<ListedPaper> = fc.record({ id, title: fc.constant('T'), categories: fc.subarray(['cs.LG', 'math.CO', 'hep-th'], { minLength: 1 }), date, date_kind: fc.constantFrom('announced', 'exact', 'exact_day', 'id_month', 'month', 'year') })
  .map(({ date, ...paper }) => ({ ...paper, published: paper.date_kind === 'exact' ? `${date.slice(0, 19)}Z` : date.slice(0, 10) }));

describe('the first announcement', () => {
  it('is of the edition in whose window the paper was submitted, and agrees with what the file knows', () => {
    fc.assert(
      fc.property(fc.uniqueArray(listed, { selector: (paper) => paper.id, maxLength: 40 }), fc.nat(), (given, seed) => {
        const found = Records.of(given);
        assert.equal(found.entries.length, given.length);
        for (const [paper, [first]] of historyOf(found.entries, seed).entries()) {
          const { published, date_kind } = found.paper(paper);
          const submitted = new Date(first!.submitted!).toISOString();
          const { from, until } = submissionWindow(first!.edition!);
          assert.ok(first!.submitted! >= from && first!.submitted! < until);
          assert.equal(announcementDay(submitted), first!.edition);
          assert.equal(first!.at, announcedAt(first!.edition!));
          if (date_kind === 'announced' && dayKind(published!).kind === 'edition') assert.equal(first!.edition, published);
          if (date_kind === 'exact') assert.equal(submitted, published!.replace('Z', '.000Z'));
          if (date_kind === 'exact_day') assert.equal(submitted.slice(0, 10), published);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('falls on the next edition when the listed day has none', () => {
    const edition = (published: string) => historyOf(Records.of([{ id: '2606.00001', title: 'T', categories: ['cs.LG'], published, date_kind: 'announced' }]).entries, 1)[0]![0]!.edition;
    assert.deepEqual(['2026-06-06', '2026-06-07', '2026-06-08', '2026-06-22'].map(edition), ['2026-06-08', '2026-06-08', '2026-06-08', '2026-06-23']);
  });
});

describe('records', () => {
  it('are arXiv\'s papers, each once, under the better of two names', () => {
    const found = Records.of([
      { id: 'iclr2026:abc', arxiv_id: '2601.00002', title: 'At a conference', categories: ['venue:iclr', 'cs.LG'] },
      { id: '2601.00002', title: 'On arXiv', categories: ['cs.LG'] },
      { id: 'iclr2026:def', arxiv_id: '2601.00001', title: 'Only there', categories: ['cs.CL', 'venue:iclr'] },
      { id: 'acl:P18-1', title: 'Elsewhere', categories: ['cs.CL'] },
      { id: '2601.00003', title: 'Without a category', categories: ['venue:iclr'] },
    ]);
    assert.deepEqual(found.entries.map(({ id: one, categories }, paper) => [one, categories, found.paper(paper).title]), [['2601.00001', ['cs.CL'], 'Only there'], ['2601.00002', ['cs.LG'], 'On arXiv']]);
    assert.equal(found.leftOut, 3);
    assert.deepEqual([found.find('2601.00002'), found.find('2601.00003')], [1, undefined]);
  });
});

describe('what happens later', () => {
  it('is the same for the same seed, and another for another', () => {
    assert.deepEqual(historyOf(records.entries, world.seed), historyOf(records.entries, world.seed));
    assert.notDeepEqual(historyOf(records.entries, 1), historyOf(records.entries, 2));
  });

  it('has the shares that history.ts names', () => {
    const counts = Object.groupBy(events.flat(), ({ kind }) => kind);
    const share = (...kinds: (keyof typeof counts)[]) => kinds.reduce((sum, kind) => sum + (counts[kind]?.length ?? 0), 0) / papers.length;
    const near = (value: number, aim: number) => assert.ok(value > aim * 0.75 && value < aim * 1.1, `${value} instead of ${aim}`);
    near(share('replacement', 'withdrawal'), 0.3);
    near(share('cross-list'), 0.08);
    near(share('change'), 0.1);
    assert.ok(counts.withdrawal!.length > 2 && counts.withdrawal!.length < 40);
    assert.ok(counts.reclassification!.length > 2);
  });

  it('is possible for every paper', () => {
    for (const own of events) {
      const submitted = own.filter(({ version }) => version !== undefined);
      assert.deepEqual(submitted.map(({ version }) => version), submitted.map((_, index) => index + 1));
      for (const [index, event] of own.entries()) {
        const before = own[index - 1];
        assert.equal(event.kind === 'new', index === 0);
        if (before) assert.ok(event.at > before.at && before.kind !== 'withdrawal');
        if (event.edition !== undefined) assert.equal(event.at, announcedAt(event.edition));
        if (event.submitted !== undefined) assert.equal(announcementDay(new Date(event.submitted).toISOString()), event.edition);
      }
    }
  });

  it('shows in the paper', () => {
    for (const [paper, own] of events.entries()) {
      const state = world.state(paper, LAST);
      const before = world.state(paper, own[0]!.at);
      assert.equal(before.versions.length, 1);
      assert.deepEqual(state.versions.map(({ withdrawn }) => withdrawn).slice(0, -1).includes(true), false);
      assert.equal(state.versions.at(-1)!.withdrawn, own.some(({ kind }) => kind === 'withdrawal'));
      assert.equal(new Set(state.categories).size, state.categories.length, 'no category twice');
      assert.deepEqual(state.categories.toSorted(), [...before.categories, ...own.flatMap(({ category }) => category ?? [])].sort());
      assert.equal(state.categories[0] === before.categories[0], own.filter(({ kind }) => kind === 'reclassification').length % 2 === 0);
      assert.equal(state.journalRef !== undefined, own.some(({ kind }) => kind === 'change'));
      assert.equal(state.stamp, own.at(-1)!.stamp);
    }
  });

  it('is not known before it happens', () => {
    const paper = events.findIndex((own) => own.length > 2);
    for (const [index, event] of events[paper]!.entries()) {
      assert.equal(world.eventsBy(paper, event.at - 1).length, index);
      assert.equal(world.eventsBy(paper, event.at).length, index + 1);
    }
    assert.equal(world.find(world.id(paper), events[paper]![0]!.at - 1), undefined);
    assert.equal(world.find(world.id(paper), events[paper]![0]!.at), paper);
  });
});

describe('changedWithin', () => {
  it('names every paper once, on the day of its last change', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.parse('2026-01-05'), max: LAST }), fc.array(fc.integer({ min: Date.parse('2026-01-01'), max: LAST }), { maxLength: 6 }), (at, cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), Infinity];
        const parts = edges.slice(1).flatMap((until, index) => [...world.changedWithin({ from: edges[index]!, until }, at)]);
        const there = records.entries.flatMap((_, paper) => (world.eventsBy(paper, at).length > 0 ? [paper] : []));
        assert.deepEqual(parts.toSorted((a, b) => a - b), there);
      }),
      { numRuns: 40 },
    );
  });

  it('stamps nothing before arXiv\'s first datestamp', () => {
    const old = new World(Records.of([{ id: 'hep-th/9501001', title: 'Old', categories: ['hep-th'], published: '1995-01-02', date_kind: 'exact_day' }]));
    assert.deepEqual([...old.changedWithin({ from: 0, until: EARLIEST_STAMP }, LAST)], []);
    assert.deepEqual([...old.changedWithin({ from: EARLIEST_STAMP, until: Infinity }, LAST)], [0]);
  });
});
