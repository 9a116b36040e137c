import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRecord } from '../../../../test/make-record.js';
import { mergeFeeds, portionsOf } from './portions.js';

test('archives are asked for one by one, categories five at a time, none is lost', () => {
  assert.deepEqual(portionsOf(['cs.AI', 'hep-th', 'cs.CL', 'cs.CV', 'cs.LG', 'cs.RO', 'stat.ML']), [['hep-th'], ['cs.AI', 'cs.CL', 'cs.CV', 'cs.LG', 'cs.RO'], ['stat.ML']]);
  assert.deepEqual(portionsOf([]), []);
});

test('a paper in two feeds is one, new where one of them says so, with what both say of its lists', () => {
  const said = (kind: 'new' | 'cross-list', category: string) => ({ kind, record: makeRecord({ id: '2606.00001', announcements: [{ day: '2026-06-03', kind, category, computed: false }] }) });
  const merged = mergeFeeds([
    { day: '2026-06-03', items: [said('cross-list', 'stat.ML')], bad: [{ words: 'A tag is not closed.' }] },
    { day: '2026-06-03', items: [said('new', 'cs.LG')], bad: [] },
  ]);
  assert.deepEqual(merged.items.map(({ kind, record }) => [kind, record.announcements.map(({ category, kind }) => `${category} ${kind}`)]), [['new', ['cs.LG new', 'stat.ML cross-list']]]);
  assert.equal(merged.bad.length, 1);
  assert.equal(merged.brokenOff, undefined);
});

test('feeds of two days, or one that broke off, are no whole answer', () => {
  const page = (day: string, brokenOff?: string) => ({ day, items: [], bad: [], brokenOff });
  assert.match(mergeFeeds([page('2026-06-02'), page('2026-06-03')]).brokenOff!, /changed its day/);
  assert.equal(mergeFeeds([page('2026-06-03', 'It broke off.'), page('2026-06-03')]).brokenOff, 'It broke off.');
});
