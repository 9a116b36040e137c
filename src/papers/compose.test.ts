import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { announcedOn, makeRecord } from '../../test/make-record.js';
import { compose, freshnessOf } from './compose.js';
import type { PaperRecord } from './record.js';

const ranked = (...records: PaperRecord[]) => records.map((record) => ({ record, freshness: freshnessOf(record, 'x') }));

test('each field comes from the most trusted record that has it', () => {
  const preprint = makeRecord({ id: '1801.00001', title: 'As arXiv has it', comment: undefined });
  const listed = makeRecord({ id: '1801.00001', via: 'list', title: 'As the list has it', comment: 'from the list' });
  const venue = makeRecord({ source: 'iclr2018', id: 'B', title: 'As the venue has it', venue: 'ICLR 2018', organisation: 'A lab' });
  const paper = compose(ranked(venue, listed, preprint));
  assert.deepEqual([paper.id, paper.title, paper.comment, paper.venue, paper.organisation], ['1801.00001', 'As arXiv has it', 'from the list', 'ICLR 2018', 'A lab']);
  assert.deepEqual(paper.sources, ['arxiv', 'iclr2018']);
});

test('a newer version is fresher, then a later change, however precisely its date is known', () => {
  const at = (given: Partial<PaperRecord>) => freshnessOf(makeRecord({ id: '1', ...given }), '~');
  const versions = (count: number) => Array.from({ length: count }, (_, index) => ({ number: index + 1, submitted: '2018-01-01' }));
  const oldest = [at({}), at({ updated: '2018' }), at({ updated: '2018-05' }), at({ updated: '2018-05-02' }), at({ updated: '2018-05-02T01:00:00Z' }), at({ versions: versions(2) }), at({ versions: versions(10) })];
  assert.deepEqual(oldest.toSorted(), oldest);
});

test('what the source said of the day beats what was computed, for every category of that announcement', () => {
  const computed = announcedOn('2026-06-02', ['cs.LG', 'stat.ML']).map((one) => ({ ...one, computed: true }));
  const said = announcedOn('2026-06-03', ['cs.LG']);
  const { announcements } = compose(ranked(makeRecord({ id: '1801.00001', announcements: computed }), makeRecord({ id: '1801.00001', via: 'feed', announcements: said })));
  assert.deepEqual(announcements.map(({ day, category, kind, computed: guess }) => [day, category, kind, guess]), [
    ['2026-06-03', 'cs.LG', 'new', false],
    ['2026-06-03', 'stat.ML', 'cross-list', true],
  ]);
});

test('no record makes a page of megabytes', () => {
  const flood = '{'.repeat(1_000_000);
  const paper = compose(ranked(makeRecord({ id: '1801.00001', title: flood, abstract: flood, comment: flood, authors: [{ name: flood }] })));
  assert.ok(JSON.stringify(paper).length < 60_000);
  assert.ok(paper.title.endsWith('…'));
});

test('the order of records makes no difference', () => {
  const record = fc.record({ source: fc.constantFrom('arxiv', 'acl', 'file'), via: fc.constantFrom('snapshot', 'list', 'feed'), title: fc.constantFrom('a', 'b'), comment: fc.constantFrom(undefined, 'c'), updated: fc.constantFrom(undefined, '2018', '2019-01'), day: fc.constantFrom('2018-01-03', '2018-01-04') });
  fc.assert(
    fc.property(fc.uniqueArray(record, { selector: ({ source, via }) => `${source}#${via}`, minLength: 1 }), (parts) => {
      const records = ranked(...parts.map(({ day, ...part }) => makeRecord({ id: '1801.00001', ...part, announcements: announcedOn(day, ['cs.LG']) })));
      assert.deepEqual(compose(records.toReversed()), compose(records));
    }),
  );
});
