import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { InvalidInputError } from '#lib';
import { announcementDay, announcementInstant, dayKind, editionDayAt, nextAnnouncement } from './calendar.js';
import { holidayName, holidaysByRule } from './holidays.js';

const instant = fc
  .integer({ min: Date.parse('2004-01-01T00:00:00Z') / 1000, max: Date.parse('2040-01-01T00:00:00Z') / 1000 })
  .map((seconds) => new Date(seconds * 1000).toISOString().replace('.000', ''));

describe('announcementDay', () => {
  const cases: [submitted: string, day: string, why: string][] = [
    ['2026-06-02T17:59:59Z', '2026-06-03', 'Tuesday before 14:00 in New York'],
    ['2026-06-02T18:00:00Z', '2026-06-04', 'Tuesday at 14:00'],
    ['2026-06-02T18:00:00.000Z', '2026-06-04', 'the same instant, written to the millisecond'],
    ['2026-06-02T13:59:59-04:00', '2026-06-03', 'the same in local time'],
    ['2026-06-05T17:00:00Z', '2026-06-08', 'Friday before 14:00: announced on Sunday'],
    ['2026-06-05T18:00:00Z', '2026-06-09', 'Friday after 14:00: with Monday'],
    ['2026-06-06T12:00:00Z', '2026-06-09', 'Saturday'],
    ['2026-06-08T17:59:59Z', '2026-06-09', 'Monday before 14:00'],
    ['2026-06-02', '2026-06-03', 'a day counts as before the deadline'],
    ['2026-06-07', '2026-06-09', 'a Sunday'],
    ['2026-03-06T18:59:59Z', '2026-03-09', 'winter time: 14:00 is 19:00 UTC'],
    ['2026-03-09T18:00:00Z', '2026-03-11', 'summer time since the day before'],
    ['2026-10-30T18:00:00Z', '2026-11-03', 'the last Friday of summer time'],
    ['2026-11-02T18:00:00Z', '2026-11-03', 'the first Monday of winter time'],
    ['2026-06-18T18:00:00Z', '2026-06-23', 'Thursday after 14:00 before Juneteenth, a Friday'],
    ['2026-06-19T12:00:00Z', '2026-06-23', 'on Juneteenth'],
    ['2026-11-25T19:00:00Z', '2026-11-30', 'Wednesday after 14:00 before Thanksgiving'],
    ['2016-12-20T20:59:59Z', '2016-12-21', 'until 2017 the deadline was 16:00'],
    ['2017-01-03T20:59:59Z', '2017-01-05', 'since 2017 it is 14:00'],
  ];
  for (const [submitted, day, why] of cases) it(`${submitted} -> ${day}: ${why}`, () => assert.equal(announcementDay(submitted), day));

  for (const text of ['', '2026', '2026-06', '2026-02-30', '2026-13-01', '20260602T1', '2026-06-02T25:00:00Z', '2026-06-02T12:00', '2026-06-02 or so']) {
    it(`refuses "${text}"`, () => assert.throws(() => announcementDay(text), InvalidInputError));
  }

  it('agrees with the rule told step by step in New York time', () => {
    fc.assert(fc.property(instant, (submitted) => assert.equal(announcementDay(submitted), stepByStep(submitted))), { numRuns: 1000 });
  });

  it('agrees with it around every deadline of a year with both changes of the clock', () => {
    for (let date = Temporal.PlainDate.from('2026-01-01'); date.year === 2026; date = date.add({ days: 1 })) {
      for (const time of ['17:59:59Z', '18:00:00Z', '18:59:59Z', '19:00:00Z', '23:59:59Z', '00:00:00Z']) {
        const submitted = `${date.toString()}T${time}`;
        assert.equal(announcementDay(submitted), stepByStep(submitted), submitted);
      }
    }
  });

  it('leads to an edition that is announced later, and never goes back', () => {
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        const day = announcementDay(a);
        assert.equal(dayKind(day).kind, 'edition');
        assert.ok(announcementInstant(day) > a);
        assert.equal(Math.sign(compare(a, b)) * Math.sign(compare(day, announcementDay(b))) >= 0, true);
      }),
    );
  });
});

describe('dayKind', () => {
  it('names the weekend and the holiday whose deadline fell out', () => {
    assert.deepEqual(dayKind('2026-06-06'), { kind: 'weekend', name: 'Saturday' });
    assert.deepEqual(dayKind('2026-06-07'), { kind: 'weekend', name: 'Sunday' });
    assert.deepEqual(dayKind('2026-01-20'), { kind: 'holiday', name: 'Martin Luther King Jr. Day' });
    assert.deepEqual(dayKind('2026-06-22'), { kind: 'holiday', name: 'Juneteenth' });
    assert.deepEqual(dayKind('2026-06-19'), { kind: 'edition' });
    assert.throws(() => dayKind('2026-W23'), InvalidInputError);
  });

  it('fits the weekdays on which arXiv announced nothing from May 2025 to 21 August 2026', () => {
    const weekdays = [...daysOfYear(2025), ...daysOfYear(2026)].filter((day) => day >= '2025-05-01' && day <= '2026-08-21' && isWeekday(day));
    const without = weekdays.filter((day) => dayKind(day).kind !== 'edition');
    assert.deepEqual(without, [
      '2025-06-20', '2025-07-07', '2025-09-02', '2025-11-28', '2025-12-26', '2025-12-31',
      '2026-01-02', '2026-01-20', '2026-06-22', '2026-07-06',
    ]);
  });
});

describe('holidays', () => {
  it('are those of arXiv in known years', () => {
    assert.equal(holidayName('2009-07-08'), 'Data recovery');
    assert.equal(holidayName('2025-07-04'), 'Independence Day');
    assert.equal(holidayName('2026-05-25'), undefined);
    assert.equal(holidayName('2003-11-27'), undefined);
  });

  it('follow the rule after the last known year', () => {
    assert.equal(holidayName('2027-01-18'), 'Martin Luther King Jr. Day');
    assert.equal(holidayName('2027-07-05'), 'Independence Day');
    assert.equal(holidayName('2027-12-24'), 'Christmas');
    assert.equal(holidayName('2028-11-23'), 'Thanksgiving');
  });

  it('by rule are those that were kept from 2022 on, but for staff days, a second day of the winter break and two exceptions', () => {
    const unforeseen = new Set(['Staff retreat', 'Staff meeting', 'Winter break']);
    const notKept = new Set(['2022-07-04', '2024-01-01']);
    for (const year of [2022, 2023, 2024, 2025, 2026]) {
      const ruled = holidaysByRule(year).filter(([day]) => isWeekday(day));
      const kept = daysOfYear(year).flatMap((day) => (holidayName(day) ? [[day, holidayName(day)] as const] : []));
      const known = (day: string) => kept.some(([keptDay]) => keptDay === day);
      const missed = kept.filter(([day, name]) => !unforeseen.has(name!) && !ruled.some(([other]) => other === day));
      const invented = ruled.filter(([day]) => !known(day) && !notKept.has(day));
      assert.deepEqual({ missed, invented }, { missed: [], invented: [] }, String(year));
    }
  });
});

describe('editionDayAt and nextAnnouncement', () => {
  it('turn over at 20:00 in New York, in summer and winter', () => {
    assert.equal(editionDayAt('2026-06-02T23:59:59Z'), '2026-06-02');
    assert.equal(editionDayAt('2026-06-03T00:00:00Z'), '2026-06-03');
    assert.equal(editionDayAt(Date.parse('2026-12-02T00:59:59.999Z')), '2026-12-01');
    assert.equal(editionDayAt(Date.parse('2026-12-02T01:00:00Z')), '2026-12-02');
    assert.equal(editionDayAt('2026-06-22T12:00:00Z'), '2026-06-19');
    assert.deepEqual(nextAnnouncement('2026-06-19T12:00:00Z'), { day: '2026-06-23', instant: '2026-06-23T00:00:00Z' });
    assert.equal(announcementInstant('2026-11-02'), '2026-11-02T01:00:00Z');
  });

  it('agree: the next edition is the newest from its announcement on, and not a moment before', () => {
    fc.assert(
      fc.property(instant, (now) => {
        const next = nextAnnouncement(now);
        const turn = Date.parse(next.instant);
        assert.ok(turn > Date.parse(now));
        assert.equal(editionDayAt(turn), next.day);
        assert.equal(editionDayAt(turn - 1), editionDayAt(now));
        assert.equal(announcementInstant(next.day), next.instant);
      }),
    );
  });
});

/** The calendar as a person would reckon it: local time, the next working deadline, the evening after it, the day after that. */
function stepByStep(submitted: string): string {
  const local = Temporal.Instant.from(submitted).toZonedDateTimeISO('America/New_York');
  const hour = local.toPlainDate().toString() < '2017-01-02' ? 16 : 14;
  let deadline = local.hour < hour ? local.toPlainDate() : local.toPlainDate().add({ days: 1 });
  while (deadline.dayOfWeek > 5 || holidayName(deadline.toString())) deadline = deadline.add({ days: 1 });
  const evening = deadline.dayOfWeek === 5 ? deadline.add({ days: 2 }) : deadline;
  return evening.add({ days: 1 }).toString();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isWeekday(day: string): boolean {
  return Temporal.PlainDate.from(day).dayOfWeek <= 5;
}

function daysOfYear(year: number): string[] {
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  return Array.from({ length: first.daysInYear }, (_, index) => first.add({ days: index }).toString());
}
