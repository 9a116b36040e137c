import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { describe, describeBriefly, type DayFacts } from './describe.js';
import { describeForecast, forecast } from './forecast.js';
import type { FeedDay, Harvest, RoadState } from './types.js';

const NOW = Date.parse('2026-06-03T05:00:00Z');
const DAY = '2026-06-03';
const hour = 3_600_000;

function feed(given: Partial<FeedDay> = {}): FeedDay {
  return { day: DAY, state: 'said', topics: 'cs.LG', newPapers: 900, crossLists: 284, replacements: 300, bad: 0, repeated: 0, firstAskedAt: '2026-06-03T00:00:00.000Z', updatedAt: '2026-06-03T04:05:00.000Z', ...given };
}

function harvest(given: Partial<Harvest> = {}): Harvest {
  return { number: 1, part: 'cs', purpose: 'newest', first: '2026-06-02', done: false, pages: 1, records: 612, total: 1184, added: 0, bad: 0, badEntries: [], restarts: 0, startedAt: '2026-06-03T00:04:00.000Z', updatedAt: '2026-06-03T00:05:00.000Z', ...given };
}

const down: RoadState & { nextTry: number } = { road: 'feed', host: 'rss.arxiv.org', failingSince: '2026-06-03T00:04:00.000Z', error: 'rss.arxiv.org cannot be reached (ENETUNREACH). Is this machine connected to the network?', nextTry: NOW + hour, requests: 3, records: 0 };

function facts(given: Partial<DayFacts> = {}): DayFacts {
  return { standing: 'gathering', compared: { feed: 0, harvest: 0, both: 0 }, harvests: [], failing: [], ...given };
}

test('days without an announcement say why', () => {
  assert.match(describe('2026-06-06', facts(), NOW).join(), /^No announcement on Saturdays/);
  assert.match(describe('2026-06-22', facts(), Date.parse('2026-06-23T12:00:00Z')).join(), /arXiv kept Juneteenth/);
  assert.deepEqual(describe('2026-06-04', facts(), NOW), ['arXiv has not announced this day yet: due Wednesday, 3 June, 20:00 New York, in 19 hours.']);
});

test('what the feed said, what the harvest adds, and where they differ', () => {
  assert.deepEqual(describe(DAY, facts({ feed: feed(), compared: { feed: 1184, harvest: 1190, both: 1180 } }), NOW), [
    'The feed announced 1,184 papers (900 new, 284 cross-listed) and 300 replacements.',
    '1,180 papers stand in both the feed and the harvest.',
    '4 only the feed has for this day: cross-listed later, held back before, or not harvested yet.',
    '10 only the harvest has, by when they were submitted.',
  ]);
  assert.deepEqual(describe(DAY, facts({ feed: feed({ state: 'stale', newPapers: 239, repeated: 223 }), compared: { feed: 0, harvest: 87, both: 0 }, nextFeed: NOW + hour / 6 }), NOW), [
    'The feed was stale: 223 of its 239 new papers were announced before. 87 papers were added from the harvest. It is asked again at 05:10 UTC.',
  ]);
  assert.match(describe(DAY, facts({ feed: feed({ state: 'late' }) }), NOW).join(), /does not show this day, though it should/);
  assert.match(describe(DAY, facts({ feed: feed({ state: 'late' }) }), NOW - 4 * hour).join(), /from midnight New York on/);
  assert.deepEqual(describe(DAY, facts({ harvests: [harvest()] }), NOW), ['Gathering since 00:04 UTC: 612 of about 1,184 records that changed around this day.']);
  assert.match(describe(DAY, facts({ harvests: [harvest({ total: undefined })] }), NOW).join(), /: 612 records/);
});

test('what keeps it from gathering comes first, with the host, since when and the next try', () => {
  assert.deepEqual(describe(DAY, facts({ failing: [down] }), NOW), ['No answer since 00:04 UTC: rss.arxiv.org cannot be reached (ENETUNREACH). Next try 06:00 UTC.']);
  assert.match(describe(DAY, facts({ standing: 'paused', pausedSince: '2026-05-01T00:00:00.000Z' }), NOW)[0]!, /^Gathering is paused since 1 May, 00:00 UTC\.$/);
  assert.match(describe(DAY, facts({ standing: 'offline' }), NOW)[0]!, /started offline/);
  assert.match(describe('2026-05-20', facts(), NOW).join(), /before gathering began here/);
});

test('the front page is silent when the feed has said everything, and never longer than two sentences of each kind', () => {
  assert.equal(describeBriefly(facts({ feed: feed(), compared: { feed: 1184, harvest: 1, both: 1 } }), NOW), undefined);
  assert.equal(describeBriefly(facts({ feed: feed(), failing: [down] }), NOW), undefined);
  assert.equal(describeBriefly(facts({ failing: [down] }), NOW), 'No answer since 00:04 UTC: rss.arxiv.org cannot be reached (ENETUNREACH). Next try 06:00 UTC.');
  assert.match(describeBriefly(facts({ harvests: [harvest()] }), NOW) ?? '', /^Gathering since/);
});

test('in any state there are sentences, whole and without a gap in them', () => {
  const anyFacts = fc.record({
    standing: fc.constantFrom('gathering' as const, 'paused' as const, 'offline' as const, 'no choice' as const),
    feed: fc.option(fc.record({ state: fc.constantFrom('late' as const, 'stale' as const, 'said' as const, 'gone' as const), newPapers: fc.nat(2_000), repeated: fc.nat(2_000) }).map(feed), { nil: undefined }),
    compared: fc.record({ feed: fc.nat(2_000), harvest: fc.nat(2_000) }).map(({ feed: a, harvest: b }) => ({ feed: a, harvest: b, both: Math.min(a, b) })),
    harvests: fc.array(fc.record({ done: fc.boolean(), total: fc.option(fc.nat(), { nil: undefined }), records: fc.nat() }).map(harvest), { maxLength: 3 }),
    failing: fc.constantFrom([], [down]),
    nextFeed: fc.option(fc.integer({ min: NOW - hour, max: NOW + 24 * hour }), { nil: undefined }),
  });
  const days = fc.integer({ min: -400, max: 30 }).map((days) => new Date(NOW + days * 24 * hour).toISOString().slice(0, 10));
  fc.assert(
    fc.property(anyFacts, days, (given, day) => {
      for (const sentence of describe(day, facts(given), NOW)) {
        assert.match(sentence, /^[A-Z0-9a-z].*\.$/s);
        assert.doesNotMatch(sentence, /undefined|NaN|Invalid|\s\s|\b1 papers\b/);
      }
    }),
  );
});

test('the forecast is a range made of what is behind, and silent before there is enough', () => {
  const measured = (first: string, last: string, records: number) => harvest({ purpose: 'back', done: true, first, last, pages: 10, records, startedAt: '2026-06-03T00:00:00.000Z', updatedAt: '2026-06-03T00:10:00.000Z' });
  const behind = [measured('2026-05-01', '2026-05-10', 10_000), measured('2026-04-21', '2026-04-30', 20_000)];
  const seen = forecast(behind, { from: '2026-01-11', earliest: '2026-04-21' });
  // 100 days at 1,000 to 2,000 records, 20 minutes for 30,000.
  assert.deepEqual([Math.round(seen.atLeast! / 60_000), Math.round(seen.atMost! / 60_000)], [67, 133]);
  assert.match(describeForecast(seen), /^On the way back to 2026-01-11; reached 2026-04-21; between 67 minutes and 2 hours to go/);
  assert.match(describeForecast(forecast([], { from: '2026-01-11', earliest: '2026-04-21' })), /cannot be said yet/);
  assert.match(describeForecast(forecast(behind, { from: '2026-04-21', earliest: '2026-04-21' })), /^Everything back to 2026-04-21 is gathered\.$/);
});
