import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editionDayAt, nextAnnouncement } from '#papers';
import { assertAllThere, DAYS, makeGathering, smallWorld } from '../../../test/make-gathering.js';
import { editionsBetween } from '../../../test/stand-ins/arxiv/index.js';

const hour = 3_600_000;

test('a stale feed is recognised though its dates are current; the harvest fills the edition, and says so', async (t) => {
  const made = await makeGathering(t, { start: '2026-06-03T12:30:00Z', speed: 20_000, papers: smallWorld('2026-05-11', '2026-06-12', 30) });
  made.begin();
  await made.comesOut('2026-06-03');
  await made.settled();
  made.arxiv.faults.add({ fault: 'stale', batches: 1, protocols: ['feed'] });
  const stale = /^The feed was stale: \d+ of its \d+ new papers? (was|were) announced before\. [1-9]\d* papers were added from the harvest\./;
  await made.until('the stale batch to be seen', async () => stale.test((await made.gathering.aboutDay('2026-06-04')).join(' ')));
  assert.match((await made.gathering.line()) ?? '', stale);
  assert.deepEqual(await made.edition('2026-06-04'), made.firstOn('2026-06-04'));
  assert.deepEqual(await made.edition('2026-06-03'), made.announced('2026-06-03'), 'the day before is not told again');
  made.arxiv.faults.clear();
  await made.until('the true batch', async () => /^The feed announced/.test((await made.gathering.aboutDay('2026-06-04')).join(' ')));
  await made.comesOut('2026-06-04');
  assert.deepEqual(made.errors, []);
});

test('a feed that is stale on the very first day is recognised too', async (t) => {
  const made = await makeGathering(t, { start: '2026-06-03T12:30:00Z', speed: 20_000, papers: smallWorld('2026-05-11', '2026-06-12', 30) });
  made.arxiv.faults.add({ fault: 'stale', batches: 1, protocols: ['feed'] });
  made.begin();
  await made.until('the stale batch to be seen', async () => /^The feed was stale: \d+ of its/.test((await made.gathering.aboutDay('2026-06-03')).join(' ')));
  assert.deepEqual(await made.edition('2026-06-03'), made.firstOn('2026-06-03'));
  assert.deepEqual(await made.edition('2026-06-02'), made.firstOn('2026-06-02'), 'the papers of the day before stay where they were announced');
});

test('feed and harvest contradict each other: both are kept, counted and told', async (t) => {
  const made = await makeGathering(t, { start: '2026-06-03T05:00:00Z', papers: smallWorld('2026-05-11', '2026-06-05', 40) });
  made.arxiv.faults.add({ fault: 'hide', share: 0.3, protocols: ['feed'] });
  made.arxiv.faults.add({ fault: 'misannounce', share: 0.2 });
  made.begin();
  await made.settled();
  const firsts = made.firstOn('2026-06-03');
  const edition = await made.edition('2026-06-03');
  assert.deepEqual(edition.filter((id) => firsts.includes(id)), firsts, 'nothing is missing that one of them has');
  assert.deepEqual(edition.filter((id) => !firsts.includes(id) && !made.announced('2026-06-03').includes(id)), [], 'and nothing is there that neither has');
  assert.match((await made.gathering.aboutDay('2026-06-03')).join(' '), /stand in both the feed and the harvest\..*only the harvest has/);
});

test('two days without a network: said with the host and since when, tried now and then, and made up for', async (t) => {
  const made = await makeGathering(t, { start: '2026-06-02T23:00:00Z', speed: 60_000, papers: smallWorld('2026-05-11', '2026-06-30') });
  made.begin();
  await made.settled();
  const [away, back] = [made.clock.now(), made.clock.now() + 48 * hour];
  made.arxiv.faults.add({ fault: 'refuse', until: new Date(back).toISOString() });
  const asked = made.arxiv.requests().length;
  const said = /^No usable answer since \d.*\d\d:\d\d UTC: 127\.0\.0\.1:\d+ refuses connections.* Next try /;
  await made.until('the words', async () => said.test((await made.gathering.line()) ?? ''));
  assert.equal(made.arxiv.requests().length, asked);
  await made.comesOut(nextAnnouncement(back).day);
  await made.settled();
  await assertAllThere(made, editionsBetween(editionDayAt(away), editionDayAt(back)));
  assert.doesNotMatch((await made.gathering.line()) ?? '', /No usable answer/);
  assert.deepEqual(made.errors, []);
});

for (const [words, aheadMs] of [['ahead', 24 * hour], ['behind', -24 * hour]] as const) {
  test(`this machine's clock is a day ${words}: it is said, and no paper is missed`, async (t) => {
    const made = await makeGathering(t, { start: '2026-06-03T05:00:00Z', aheadMs });
    made.begin();
    await made.settled();
    assert.equal((await made.gathering.status()).clockAheadHours, aheadMs / hour);
    await assertAllThere(made, DAYS);
    assert.deepEqual(await made.edition('2026-06-03'), made.announced('2026-06-03'), 'the feed says which day it is of');
  });
}

for (const [words, start, days] of [
  ['spring', '2026-03-06T20:00:00Z', ['2026-03-09', '2026-03-10']],
  ['autumn', '2026-10-30T20:00:00Z', ['2026-11-02', '2026-11-03']],
] as const) {
  test(`the clocks change in ${words}: the editions around it are as announced`, async (t) => {
    const from = new Date(Date.parse(start) - 14 * 24 * hour).toISOString().slice(0, 10);
    const made = await makeGathering(t, { start, speed: 100_000, papers: smallWorld(from, days[1], 15) });
    made.begin();
    for (const day of days) await made.comesOut(day);
  });
}

test('a holiday: no edition and the reason, its papers in the next', async (t) => {
  // Juneteenth 2026 is a Friday: the edition of Monday, 22 June, is not announced.
  const made = await makeGathering(t, { start: '2026-06-18T20:00:00Z', speed: 100_000, papers: smallWorld('2026-06-08', '2026-06-24', 15) });
  made.begin();
  await made.comesOut('2026-06-23');
  assert.deepEqual(await made.gathering.aboutDay('2026-06-22'), ['No announcement for this day: arXiv kept Juneteenth.']);
  assert.deepEqual(await made.edition('2026-06-22'), []);
});
