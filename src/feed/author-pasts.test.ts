import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OWNER, Votes } from '#community';
import { FixedClock } from '#lib';
import { Papers } from '#papers';
import { makeDatabase } from '../../test/make-database.js';
import { announcedOn, makeRecord } from '../../test/make-record.js';
import { VOTED_PAPERS_FOR_HISTORY } from './author-history.js';
import { learnAuthorPasts } from './author-pasts.js';
import { Editions, feedParts, plainVotes, TrendingPapers } from './index.js';

const EARLIER = '2026-06-08';
const TODAY = '2026-06-09';
const PAPERS = 12;
/** Of each day's papers the one whose author was read the day before. */
const READ = 7;

function paperOf(day: string, index: number) {
  const id = `2606.${day === EARLIER ? '0' : '1'}00${String(index).padStart(2, '0')}`;
  return makeRecord({ id, title: `Paper number ${index} of ${day} on something`, published: day, announcements: announcedOn(day, ['cs.LG']), authors: [{ name: `Writer Number${index}` }] });
}

test('the history of authors orders an edition when it is switched on, once there are votes enough, and says so', async (t) => {
  const db = await makeDatabase(t);
  const clock = new FixedClock('2026-06-09T12:00:00Z');
  const papers = new Papers({ db, clock });
  await papers.save([EARLIER, TODAY].flatMap((day) => Array.from({ length: PAPERS }, (_, index) => paperOf(day, index))));
  const readOne = await papers.find(paperOf(EARLIER, READ).id);
  assert.ok(readOne && 'paper' in readOne);
  let on = true;
  const parts = feedParts({ db, clock });
  const editions = new Editions({ db, clock, categories: async () => [], authorHistory: async () => on }, parts);
  const today = async () => (await editions.read({ period: { kind: 'day', key: TODAY } })).entries;
  const learn = (voted: number) =>
    learnAuthorPasts({ ...parts, db, clock, categories: undefined, tally: { size: voted, refresh: async () => {}, of: (number) => plainVotes(number === readOne.paper.number ? 9 : 0) } });

  const before = await today();
  assert.notEqual(before[0]!.paper.id, paperOf(TODAY, READ).id);
  await learn(VOTED_PAPERS_FOR_HISTORY - 1);
  assert.deepEqual(await today(), before, 'too few votes say nothing');
  await learn(VOTED_PAPERS_FOR_HISTORY);
  const after = await today();
  assert.equal(after[0]!.paper.id, paperOf(TODAY, READ).id);
  assert.deepEqual(after[0]!.score.terms.slice(-2).map(({ name, words }) => [name, words]), [
    ['authors-votes', 'what the authors’ earlier papers got here, from 1 earlier paper'],
    ['authors-papers', 'its authors had 1 earlier paper here'],
  ]);
  assert.ok(after.every(({ score }, index) => index === 0 || score.value <= after[index - 1]!.score.value + 1e-6), 'one scale for all of them');
  const earlier = await editions.read({ period: { kind: 'day', key: EARLIER } });
  assert.ok(earlier.entries.every(({ score }) => score.terms.every(({ name }) => !name.startsWith('authors-'))), 'nothing came before the first edition');

  const trending = new TrendingPapers({ db, clock, categories: async () => [], authorHistory: async () => on }, parts);
  const votes = new Votes({ db, clock });
  const [read, other] = [paperOf(TODAY, READ).id, before[0]!.paper.id];
  for (const paper of [read, other, paperOf(EARLIER, READ).id]) await votes.set({ reader: OWNER, paper, voted: true });
  const week = async () => (await trending.read({ window: 'week' })).entries.filter(({ day }) => day === TODAY);
  await editions.learn();
  const known = await week();
  assert.deepEqual(known.map(({ paper }) => paper.id), [read, other], 'trending knows it too');
  assert.deepEqual(known[0]!.prior.terms.slice(-2).map(({ name }) => name), ['authors-votes', 'authors-papers']);
  const [, prior] = known[0]!.score.terms;
  assert.match(prior!.words, /^what is known before any vote: \d\.\d standard deviations above/);
  on = false;
  assert.deepEqual((await week()).map(({ paper }) => paper.id), [other, read]);
  for (const paper of [read, other, paperOf(EARLIER, READ).id]) await votes.set({ reader: OWNER, paper, voted: false });
  on = true;

  const { seq } = parts.pasts;
  await learn(VOTED_PAPERS_FOR_HISTORY);
  await parts.pasts.refresh();
  assert.equal(parts.pasts.seq, seq, 'what is known already is not written again');
  on = false;
  assert.deepEqual(await today(), before, 'switched off, it is as it was');
});
