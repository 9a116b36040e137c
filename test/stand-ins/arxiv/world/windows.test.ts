import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { announcementDay, announcementInstant, dayKind } from '#papers';
import { announcedAt, announcementSpan, editionBefore, editionFrom, editionsBetween, submissionWindow } from './windows.js';

const day = fc.date({ min: new Date('1992-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const edition = day.map(editionFrom);

describe('submissionWindow', () => {
  it('holds what the edition announces, to the second, and nothing else', () => {
    fc.assert(
      fc.property(edition, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (of, share) => {
        const { from, until } = submissionWindow(of);
        const instants = [from, until - 1000, from + Math.floor((share * (until - from)) / 1000) * 1000];
        assert.deepEqual(instants.map((instant) => announcementDay(new Date(instant).toISOString())), [of, of, of]);
        assert.ok(announcementDay(new Date(until).toISOString()) > of);
        assert.ok(announcementDay(new Date(from - 1000).toISOString()) < of);
      }),
      { numRuns: 500 },
    );
  });

  const known: [name: string, day: string, from: string, until: string][] = [
    ['a Wednesday', '2026-06-10', '2026-06-08T18:00:00Z', '2026-06-09T18:00:00Z'],
    ['Monday\'s, from Thursday to Friday', '2026-06-15', '2026-06-11T18:00:00Z', '2026-06-12T18:00:00Z'],
    ['Tuesday\'s, over the weekend', '2026-06-16', '2026-06-12T18:00:00Z', '2026-06-15T18:00:00Z'],
    ['after Juneteenth', '2026-06-23', '2026-06-18T18:00:00Z', '2026-06-22T18:00:00Z'],
    ['over the clock going forward', '2026-03-10', '2026-03-06T19:00:00Z', '2026-03-09T18:00:00Z'],
    ['over the clock going back', '2026-11-03', '2026-10-30T18:00:00Z', '2026-11-02T19:00:00Z'],
    ['when the deadline moved', '2017-01-03', '2016-12-30T21:00:00Z', '2017-01-02T19:00:00Z'],
  ];
  for (const [name, of, from, until] of known) {
    it(`is right for ${name}`, () => assert.deepEqual(submissionWindow(of), { from: Date.parse(from), until: Date.parse(until) }));
  }
});

it('editions follow each other without a gap', () => {
  const days = editionsBetween('2025-12-20', '2026-07-10');
  assert.ok(days.length > 130 && days.every((one) => dayKind(one).kind === 'edition'));
  for (const [index, one] of days.entries()) {
    if (index === 0) continue;
    assert.equal(editionBefore(one), days[index - 1]);
    assert.equal(submissionWindow(one).from, submissionWindow(days[index - 1]!).until);
    assert.deepEqual(announcementSpan(one), { from: announcedAt(days[index - 1]!), until: Date.parse(announcementInstant(one)) });
  }
});
