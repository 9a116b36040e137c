import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { announcementInstant, editionDayAt } from '#papers';
import { feedDueAt, plan, type Action, type GatherState, type PartState } from './plan.js';
import type { FeedDay, Harvest, NewHarvest, Purpose } from './types.js';
import { addDays, backWindow, nextWindows, recentWindows } from './windows.js';

const NOW = Date.parse('2026-06-03T00:05:00Z');
const minute = 60_000;
const hour = 60 * minute;
const free = { feed: 0, harvest: 0, paper: 0 };

function harvest(given: Partial<Harvest> = {}): Harvest {
  return { number: 1, part: 'cs', purpose: 'newest', first: '2026-06-02', done: false, pages: 0, records: 0, added: 0, bad: 0, badEntries: [], restarts: 0, updatedAt: '2026-06-03T00:00:00Z', ...given };
}

function feedDay(given: Partial<FeedDay> = {}): FeedDay {
  return { day: '2026-06-03', state: 'said', topics: 'cs.LG', newPapers: 1, crossLists: 0, replacements: 0, bad: 0, repeated: 0, firstAskedAt: '', updatedAt: new Date(NOW).toISOString(), ...given };
}

function state(given: Partial<GatherState> = {}): GatherState {
  return { offline: false, wishes: {}, topics: ['cs.LG'], parts: [], feedWasRead: true, wanted: [], freeAt: free, ...given };
}

function part(given: Partial<PartState> = {}): PartState {
  return { part: 'cs', unfinished: [], hasRecent: true, ...given };
}

test('nothing is asked offline, while paused, or before somebody chose', () => {
  const begun = { parts: [part({ unfinished: [harvest()] })], wanted: ['2606.00001'] };
  assert.deepEqual(plan(state({ ...begun, offline: true }), NOW), { do: 'rest', why: 'offline' });
  assert.deepEqual(plan(state({ ...begun, wishes: { pausedSince: '2026-06-01T00:00:00Z' } }), NOW), { do: 'rest', why: 'paused' });
  assert.deepEqual(plan(state({ ...begun, topics: undefined }), NOW), { do: 'rest', why: 'no choice' });
});

test('the first start: the newest days are put down, the feed is asked, then pages; older announcements after them', () => {
  const opened = plan(state({ parts: [part({ hasRecent: false })] }), NOW);
  assert.deepEqual(opened.do === 'open' && opened.windows, [{ part: 'cs', purpose: 'newest', first: '2026-06-02' }]);
  const begun = state({ parts: [part({ hasRecent: false, unfinished: [harvest()] })] });
  assert.equal(plan(begun, NOW).do, 'feed');
  assert.equal(plan({ ...begun, feed: feedDay() }, NOW).do, 'page');
  const newest = harvest({ done: true, serverAt: '2026-06-03T00:05:00Z', startedAt: '2026-06-03T00:05:00Z' });
  const recent = plan(state({ feed: feedDay(), parts: [part({ hasRecent: false, newest, earliest: '2026-06-02' })] }), NOW);
  assert.deepEqual(recent.do === 'open' && recent.windows.map(({ first, last }) => [first, last]), [
    ['2026-06-01', '2026-06-01'],
    ['2026-05-31', '2026-05-31'],
    ['2026-05-28', '2026-05-30'],
    ['2026-05-27', '2026-05-27'],
    ['2026-05-26', '2026-05-26'],
    ['2026-05-25', '2026-05-25'],
  ]);
});

test('the very first feed is asked when the announcement before it was harvested, or when the harvest is in trouble', () => {
  const first = (one: PartState, freeAt = free) => plan(state({ feedWasRead: false, parts: [one], freeAt }), NOW).do;
  const newest = harvest({ done: true, serverAt: '2026-06-03T00:05:00Z', startedAt: '2026-06-03T00:05:00Z' });
  const [before, earlier] = recentWindows(newest).map((window, number) => harvest({ ...window, number }));
  assert.equal(first(part({ hasRecent: false, unfinished: [harvest()] })), 'page');
  assert.equal(first(part({ newest, unfinished: [earlier!, before!] })), 'page');
  assert.equal(first(part({ newest, unfinished: [earlier!] })), 'feed');
  assert.equal(first(part({ hasRecent: false, unfinished: [harvest()] }), { ...free, harvest: NOW + hour }), 'feed');
});

test('a reader comes before older days, the feed before both; a host that is left alone is passed over', () => {
  const busy = state({ wanted: ['2606.00001'], parts: [part({ unfinished: [harvest()] })] });
  assert.equal(plan(busy, NOW).do, 'feed');
  assert.equal(plan({ ...busy, feed: feedDay() }, NOW).do, 'papers');
  assert.equal(plan({ ...busy, feed: feedDay(), freeAt: { ...free, paper: NOW + 1 } }, NOW).do, 'page');
  const later = NOW + 20 * minute;
  const waiting = plan({ ...busy, freeAt: { feed: later + 5, harvest: later, paper: later + 9 } }, NOW);
  assert.deepEqual(waiting, { do: 'wait', until: later, why: 'the host is left alone for a while' });
});

test('the feed is asked every few minutes until it shows the day, then not until the next announcement', () => {
  const newest = harvest({ done: true, startedAt: new Date(NOW).toISOString() });
  const quiet = (feed: FeedDay) => plan(state({ feed, parts: [part({ newest, earliest: '2026-01-01' })] }), NOW + minute);
  for (const state of ['late', 'stale'] as const) assert.equal(feedDueAt({ feed: feedDay({ state }), topics: ['cs.LG'], wishes: {} }, NOW), NOW + 30 * minute);
  assert.equal(feedDueAt({ feed: feedDay({ state: 'late', updatedAt: '2026-06-03T03:50:00.000Z' }), topics: ['cs.LG'], wishes: {} }, NOW + 4 * hour), Date.parse('2026-06-03T04:05:00Z'), 'feeds are built at midnight in New York');
  const said = quiet(feedDay());
  assert.equal(said.do === 'wait' && said.until, Date.parse(announcementInstant('2026-06-03')) + 30 * minute, 'the harvest comes first');
  assert.equal(quiet(feedDay({ topics: 'cs.CL' })).do, 'feed', 'other categories, another question');
});

test('harvests are taken newest first, whatever their order in the table', () => {
  const purposes: Purpose[] = ['newest', 'recent', 'gap', 'back'];
  const some = fc.record({ number: fc.nat(), purpose: fc.constantFrom(...purposes), last: fc.option(fc.constantFrom('2026-06-01', '2026-05-01', '2019-01-01'), { nil: undefined }) }).map((given) => harvest(given));
  fc.assert(
    fc.property(fc.uniqueArray(some, { minLength: 1, maxLength: 8, selector: ({ number }) => number }), (unfinished) => {
      const action = plan(state({ feed: feedDay(), parts: [part({ unfinished, newest: harvest({ done: true }) })] }), NOW);
      assert.ok(action.do === 'page');
      const weight = ({ purpose, last = '9999' }: Harvest) => `${9 - purposes.indexOf(purpose)} ${last}`;
      for (const other of unfinished) assert.ok(weight(action.harvest) >= weight(other));
    }),
  );
});

const instants = fc.date({ min: new Date('2025-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map((date) => date.getTime());

test('in any state there is something to do now, or a time to wait for that lies ahead', () => {
  const anyState = fc.record({
    feed: fc.option(fc.record({ state: fc.constantFrom('late' as const, 'stale' as const, 'said' as const), updatedAt: instants.map((at) => new Date(at).toISOString()) }).map(feedDay), { nil: undefined }),
    freeAt: fc.record({ feed: instants, harvest: instants, paper: instants }),
    wanted: fc.constantFrom([], ['2606.00001']),
    parts: fc.constantFrom([], [part({ newest: harvest({ done: true, startedAt: '2027-01-01T00:00:00Z' }), earliest: '2026-01-01' })], [part({ unfinished: [harvest()] })]),
  });
  fc.assert(
    fc.property(anyState, instants, (given, now) => {
      const action: Action = plan(state({ ...given, freeAt: given.freeAt }), now);
      if (action.do === 'wait') assert.ok(action.until > now && Number.isFinite(action.until));
      const road = { feed: 'feed', page: 'harvest', papers: 'paper' } as const;
      if (action.do in road) assert.ok(given.freeAt[road[action.do as keyof typeof road]] <= now, 'a host that is left alone is not asked');
    }),
  );
});

test('no day is left out: the windows after one another cover every day since the first start', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 0, max: 900 }), fc.integer({ min: -30, max: 30 }), (start, daysAway, skewHours) => {
      const server = new Date(start + skewHours * hour).toISOString();
      const first = harvest({ first: addDays(editionDayAt(start), -1), done: true, serverAt: server, startedAt: new Date(start).toISOString() });
      const windows: NewHarvest[] = [first, ...recentWindows(first)];
      const later = start + daysAway * 24 * hour;
      windows.push(...nextWindows(first, later));
      const until = addDays(editionDayAt(later), -1);
      const covered = (day: string) => windows.some((window) => window.first <= day && day <= (window === first ? server.slice(0, 10) : (window.last ?? '9999')));
      for (let day = windows.map((window) => window.first).sort()[0]!; day <= until; day = addDays(day, 1)) assert.ok(covered(day), `${day} is not harvested`);
    }),
  );
});

test('the way back goes month by month to its end and not further', () => {
  let earliest = '2026-05-25';
  const seen: string[] = [];
  for (let window = backWindow('cs', earliest, '2026-02-10'); window !== undefined; window = backWindow('cs', earliest, '2026-02-10')) {
    seen.push(`${window.first} ${window.last}`);
    earliest = window.first;
  }
  assert.deepEqual(seen, ['2026-05-01 2026-05-24', '2026-04-01 2026-04-30', '2026-03-01 2026-03-31', '2026-02-10 2026-02-28']);
});
