import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAllThere, makeGathering, smallWorld } from '../../../test/make-gathering.js';

const LAST_SEVEN = ['2026-06-03', '2026-06-02', '2026-06-01', '2026-05-29', '2026-05-28', '2026-05-27', '2026-05-26'];

test('the first start: the newest edition, the feed once there is something to compare it with, then seven announcements, politely and newest first', async (t) => {
  // At this speed a request too soon by a second of the clock is seen as such.
  const made = await makeGathering(t, { start: '2026-06-03T05:00:00Z', speed: 30 });
  made.begin();
  await made.until('what comes after the feed', () => made.actions.slice(0, -1).some(({ do: act }) => act === 'feed'));
  const beforeFeed = made.actions.flatMap((action) => (action.do === 'page' ? [action.harvest.first] : [])).slice(0, 2);
  assert.deepEqual(beforeFeed, ['2026-06-02', '2026-06-01']);
  assert.deepEqual(await made.edition('2026-06-03'), made.announced('2026-06-03'));
  await made.settled();
  const pages = made.actions.flatMap((action) => (action.do === 'page' ? [action.harvest.first] : []));
  assert.deepEqual(pages, pages.toSorted().reverse(), 'newest first');
  const today = made.announced('2026-06-03');
  for (const day of LAST_SEVEN) assert.deepEqual(await made.edition(day), day === '2026-06-03' ? today : made.firstOn(day).filter((id) => !today.includes(id)), day);
  const requests = made.arxiv.requests();
  assert.equal(new Set(requests.map(({ url }) => url)).size, requests.length, 'nothing is asked twice');
  assert.ok(requests.every(({ userAgent }) => /^Broadsheet\/test \(mailto:/.test(userAgent)));
  assert.deepEqual(made.arxiv.violations, { tooSoon: 0, beside: 0 });
  assert.deepEqual(made.errors, []);
});

test('a week of editions comes out, each on its evening, as arXiv announced it', async (t) => {
  const made = await makeGathering(t, { start: '2026-06-01T20:00:00Z', speed: 100_000 });
  made.begin();
  for (const day of ['2026-06-02', '2026-06-03', '2026-06-04', '2026-06-05', '2026-06-08']) {
    await made.comesOut(day);
    await made.until('the word of the feed', async () => /^The feed announced/.test((await made.gathering.aboutDay(day)).join(' ')));
    assert.match((await made.gathering.aboutDay(day)).join(' '), /^The feed announced \d+ papers/);
  }
  assert.match((await made.gathering.aboutDay('2026-06-06')).join(' '), /No announcement on Saturdays/);
  assert.deepEqual(made.errors, []);
});

test('replacements stand in the list of replacements, withdrawn papers say so', async (t) => {
  const made = await makeGathering(t, { start: '2026-06-03T05:00:00Z', papers: smallWorld('2026-05-11', '2026-06-05', 60) });
  made.begin();
  await made.settled();
  const replaced = await made.db.kysely.selectFrom('announcements').select('paper').where('kind', '=', 'replacement').where('computed', '=', 0).execute();
  assert.ok(replaced.length > 0, 'the feed tells of replacements');
  for (const { paper } of replaced) {
    const { records } = await made.papers.history(paper);
    assert.ok(records.some(({ record }) => record.versions.length > 1), 'the harvest tells of the versions');
  }
  const now = made.clock.now();
  const withdrawn = await made.db.kysely.selectFrom('papers').select(['public_id', 'withdrawn']).execute();
  for (const { public_id, withdrawn: said } of withdrawn) {
    const state = made.world.state(made.world.find(public_id, now)!, now);
    assert.equal(said === 1, state.versions.at(-1)!.withdrawn, public_id);
  }
});

test('a category that is added gets its past week, one that is removed keeps its papers', async (t) => {
  const made = await makeGathering(t, { start: '2026-06-03T05:00:00Z', categories: ['cs.LG'] });
  made.begin();
  await made.settled();
  const before = await made.papers.count();
  made.choose(['cs.LG', 'hep-th']);
  await made.until('the past week of hep-th', async () => (await made.db.kysely.selectFrom('harvests').select('number').where('part', '=', 'physics:hep-th').where('state', '=', 'done').execute()).length === 7);
  assert.deepEqual(await made.edition('2026-06-03'), made.announced('2026-06-03'));
  assert.ok((await made.papers.countByCategory()).get('hep-th')! > 10);
  const withBoth = await made.papers.count();
  assert.ok(withBoth > before);
  made.arxiv.forget();
  made.choose(['cs.LG', 'cs.CL']);
  await made.until('the feed of the new choice', () => made.arxiv.requests().some(({ url }) => url.includes('cs.CL')));
  await made.settled();
  assert.equal(await made.papers.count(), withBoth, 'cs was gathered as a whole, and hep-th stays');
  assert.deepEqual(await made.edition('2026-06-03'), made.announced('2026-06-03'));
});

test('back to a day, month by month, with a forecast; paused in between', async (t) => {
  const made = await makeGathering(t, { start: '2026-06-03T05:00:00Z', papers: smallWorld('2026-03-02', '2026-06-05', 6), speed: 5_000 });
  await made.gathering.goBack('2026-03-20');
  made.begin();
  await made.until('a forecast', async () => /between|about/.test((await made.gathering.status()).back?.words ?? ''));
  await made.gathering.pause();
  await made.until('a rest', async () => (await made.gathering.status()).standing === 'paused');
  await made.reach(new Date(made.clock.now() + 3_600_000).toISOString());
  const asked = made.arxiv.requests().length;
  await made.reach(new Date(made.clock.now() + 2 * 3_600_000).toISOString());
  assert.equal(made.arxiv.requests().length, asked, 'nobody is asked while paused');
  await made.gathering.resume();
  await made.until('the end of the way back', async () => /Everything back to 2026-03-20/.test((await made.gathering.status()).back?.words ?? ''));
  // What changed meanwhile has moved from old days to new ones.
  await made.gathering.lookNow();
  const lookedAt = new Date(made.clock.now()).toISOString();
  await made.until('what is new', async () => (await made.db.kysely.selectFrom('harvests').select('number').where('purpose', '=', 'newest').where('started_at', '>=', lookedAt).where('state', '=', 'done').execute()).length > 0);
  // On a slow machine days have passed, and there is a gap to make up for.
  await made.settled();
  await assertAllThere(made, ['2026-03-25', '2026-04-15', '2026-05-05']);
});

test('a paper that a reader wants is asked for once; one that arXiv does not have is remembered as missing', async (t) => {
  const made = await makeGathering(t, { start: '2026-06-03T05:00:00Z', categories: ['hep-th'] });
  const old = made.announced('2026-06-03').length;
  assert.ok(old >= 0);
  const wanted = made.world.id(3);
  assert.equal(await made.gathering.want(wanted), 'asked');
  assert.equal(await made.gathering.want('2605.99999'), 'asked');
  made.begin();
  await made.until('the paper', async () => (await made.papers.find(wanted)) !== undefined);
  await made.until('the answer', async () => (await made.gathering.want('2605.99999')) === 'missing');
  assert.equal(made.arxiv.requests().filter(({ protocol }) => protocol === 'api').length, 1, 'one question for both');
  for (let number = 0; number < 58; number += 1) assert.equal(await made.gathering.want(`2604.${String(10_000 + number)}`), 'asked');
  assert.equal(await made.gathering.want('2604.20000'), 'busy', 'no more than sixty in an hour');
});
