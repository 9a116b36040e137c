import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import type { Database } from '#db';
import { FixedClock, InvalidInputError, NotFoundError, TooManyRequestsError } from '#lib';
import { Papers, signalsOf, VOTES_SIGNAL } from '#papers';
import { makeDatabase } from '../../test/make-database.js';
import { makeRecord } from '../../test/make-record.js';
import { NotToldError, Votes, VOTING_PACE } from './index.js';

const OWNER = 1;

async function makeVotes(t: TestContext, { readers = 1, papers: count = 4 } = {}) {
  const db = await makeDatabase(t);
  const clock = new FixedClock('2026-06-03T08:00:00Z');
  const papers = new Papers({ db, clock });
  await papers.save(Array.from({ length: count }, (_, index) => makeRecord({ id: idOf(index), title: `Subject ${'abcdefghij'[index]} and nothing else besides it`, authors: [{ name: `Writer ${'ABCDEFGHIJ'[index]}` }] })));
  const votes = new Votes({ db, clock });
  await addReaders(db, votes, readers);
  return { db, clock, papers, votes };
}

/** Readers 2 to `readers`; each of them, and the owner, has been told. */
async function addReaders(db: Database, votes: Votes, readers: number): Promise<void> {
  for (let number = 2; number <= readers; number++) await db.kysely.insertInto('readers').values({ number, role: 'reader', name: `Reader ${number}`, created_at: '2026-01-01T00:00:00.000Z' }).execute();
  if (readers > 1) for (let number = 1; number <= readers; number++) await votes.setWishes(number, { withoutName: false, all: false });
}

function idOf(index: number): string {
  return `2606.0000${index + 1}`;
}

async function shown(db: Database, papers: Papers, id: string): Promise<number> {
  const found = await papers.find(id);
  assert.ok(found !== undefined && 'paper' in found);
  return (await signalsOf(db, VOTES_SIGNAL, [found.paper.number])).get(found.paper.number)?.value ?? 0;
}

test('a vote is given once and taken back, and doing so again changes nothing', async (t) => {
  const { votes } = await makeVotes(t, { readers: 2 });
  const vote = { reader: OWNER, paper: idOf(0) };
  assert.deepEqual(await votes.set({ ...vote, voted: true }), { id: idOf(0), voted: true, votes: 1 });
  assert.deepEqual(await votes.set({ ...vote, voted: true }), { id: idOf(0), voted: true, votes: 1 });
  assert.deepEqual(await votes.set({ ...vote, reader: 2, voted: true }), { id: idOf(0), voted: true, votes: 2 });
  assert.deepEqual(await votes.set({ ...vote, voted: false }), { id: idOf(0), voted: false, votes: 1 });
  assert.deepEqual(await votes.set({ ...vote, voted: false }), { id: idOf(0), voted: false, votes: 1 });
});

test('of wishes that come at once the last one of each reader holds, and every answer knows all of them', async (t) => {
  const { votes, db, papers } = await makeVotes(t, { readers: 3 });
  const wishes = [[1, true], [2, true], [1, false], [3, true], [1, true], [3, false]] as const;
  const answers = await Promise.all(wishes.map(([reader, voted]) => votes.set({ reader, paper: idOf(0), voted })));
  assert.deepEqual(new Set(answers.map(({ votes: count }) => count)), new Set([2]));
  assert.equal(await shown(db, papers, idOf(0)), 2);
});

test('a paper that is not there, and ids that are none, are refused without harm to the votes beside them', async (t) => {
  const { votes } = await makeVotes(t);
  const hostile = ['2606.99999', '', '   ', '../..', "' or 1=1 --", '<script>', '\u0000', 'a'.repeat(5_000), '__proto__', '\ud800', '🙂'];
  const outcomes = await Promise.allSettled([...hostile, idOf(0)].map((paper) => votes.set({ reader: OWNER, paper, voted: true })));
  for (const [index, outcome] of outcomes.slice(0, -1).entries()) {
    assert.ok(outcome.status === 'rejected' && outcome.reason instanceof NotFoundError, `expected no paper at ${JSON.stringify(hostile[index])}`);
  }
  assert.equal(outcomes.at(-1)?.status, 'fulfilled');
});

test('every id of a paper leads to its vote, and a merged one to what it is now', async (t) => {
  const { votes, papers, db } = await makeVotes(t, { readers: 2 });
  await votes.set({ reader: 1, paper: `https://arxiv.org/abs/${idOf(0)}v3`, voted: true });
  await votes.set({ reader: 2, paper: idOf(1), voted: true });
  await papers.merge({ a: idOf(0), b: idOf(1) });
  await votes.followMerges();
  const kept = await papers.find(idOf(0));
  assert.ok(kept !== undefined && 'paper' in kept);
  assert.equal(await shown(db, papers, idOf(0)), 2);
  assert.deepEqual(await votes.votedAmong(2, [kept.paper.number]), new Set([kept.paper.number]), 'reader 2 sees their vote on what the paper is now');
  assert.deepEqual(await votes.set({ reader: 2, paper: idOf(1), voted: false }), { id: idOf(0), voted: false, votes: 1 });
});

test('who voted for both of two papers that become one counts once, and twice again when they are taken apart', async (t) => {
  const { votes, papers, db } = await makeVotes(t, { readers: 3 });
  for (const [reader, paper] of [[1, 0], [1, 1], [2, 0], [3, 1]] as const) await votes.set({ reader, paper: idOf(paper), voted: true });
  await papers.merge({ a: idOf(0), b: idOf(1) });
  await votes.followMerges();
  assert.equal(await shown(db, papers, idOf(0)), 3);
  await papers.unmerge({ a: idOf(0), b: idOf(1) });
  await votes.followMerges();
  assert.deepEqual([await shown(db, papers, idOf(0)), await shown(db, papers, idOf(1))], [2, 2]);
});

test('where there are several readers nobody votes before they were told that votes are public', async (t) => {
  const { votes, db } = await makeVotes(t);
  await votes.set({ reader: OWNER, paper: idOf(0), voted: true });
  await db.kysely.insertInto('readers').values({ number: 2, role: 'reader', name: 'Bea', created_at: '' }).execute();
  const first = { reader: 2, paper: idOf(0), voted: true };
  await assert.rejects(votes.set(first), NotToldError);
  await assert.rejects(votes.set({ reader: OWNER, paper: idOf(1), voted: true }), NotToldError);
  assert.deepEqual(await votes.set({ reader: OWNER, paper: idOf(1), voted: false }), { id: idOf(1), voted: false, votes: 0 }, 'taking back needs no telling');
  assert.deepEqual(await votes.wishesOf(2), { told: false, withoutName: false });
  await votes.setWishes(2, { withoutName: false, all: false });
  assert.equal((await votes.set(first)).votes, 2);
});

test('a vote without name is counted and not listed; marks made alone stay nameless until their reader says otherwise', async (t) => {
  const { votes, db, papers } = await makeVotes(t);
  await votes.set({ reader: OWNER, paper: idOf(0), voted: true });
  await db.kysely.insertInto('readers').values([{ number: 2, role: 'reader', name: 'Bea', created_at: '' }, { number: 3, role: 'reader', name: 'Cy', created_at: '' }]).execute();
  await votes.setWishes(2, { withoutName: true, all: false });
  await votes.setWishes(3, { withoutName: false, all: false });
  for (const reader of [2, 3]) await votes.set({ reader, paper: idOf(0), voted: true });
  const found = await papers.find(idOf(0));
  assert.ok(found !== undefined && 'paper' in found);
  assert.deepEqual(await votes.votersOf(found.paper.number), { named: [{ reader: 3, name: 'Cy' }], nameless: 2 });
  assert.equal(await shown(db, papers, idOf(0)), 3);
  await votes.setWishes(OWNER, { withoutName: false, all: true });
  assert.deepEqual((await votes.votersOf(found.paper.number)).named.map(({ name }) => name).sort(), ['Cy', 'Owner']);
});

test('a reader finds what they voted for, the latest first, a page at a time', async (t) => {
  const { votes, clock, papers } = await makeVotes(t);
  for (const index of [2, 0, 3]) {
    await votes.set({ reader: OWNER, paper: idOf(index), voted: true });
    clock.set(clock.now() + 1000);
  }
  const first = await votes.list(OWNER, { limit: 2 });
  const second = await votes.list(OWNER, { limit: 2, after: first.next });
  const ids = (await papers.byNumber([...first.votes, ...second.votes].map(({ paper }) => paper))).map(({ id }) => id);
  assert.deepEqual(ids, [idOf(3), idOf(0), idOf(2)]);
  assert.equal(second.next, undefined);
  assert.deepEqual((await votes.list(OWNER, { after: 'nonsense' })).votes.length, 3);
});

test('two hundred votes in a second are too many for one reader and none of the others’ concern', async (t) => {
  const { votes, clock } = await makeVotes(t, { readers: 2 });
  const outcomes = await Promise.allSettled(Array.from({ length: 200 }, (_, index) => votes.set({ reader: OWNER, paper: idOf(0), voted: index % 2 === 0 })));
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason as unknown);
  assert.equal(refused.length, 200 - VOTING_PACE.atOnce);
  assert.ok(refused.every((error) => error instanceof TooManyRequestsError && error.retryAfter >= 1));
  assert.equal((await votes.set({ reader: 2, paper: idOf(0), voted: true })).votes, 1, 'the last of those that were let through took the vote back');
  clock.set(clock.now() + 2_000);
  assert.equal((await votes.set({ reader: OWNER, paper: idOf(0), voted: true })).votes, 2);
});

test('a reader who leaves takes their votes along', async (t) => {
  const { votes, db, papers } = await makeVotes(t, { readers: 2 });
  for (const reader of [1, 2]) await votes.set({ reader, paper: idOf(0), voted: true });
  assert.equal(await db.transaction((writer) => votes.removeReader(writer, 2)), 1);
  assert.equal(await shown(db, papers, idOf(0)), 1);
  assert.deepEqual(await votes.wishesOf(2), { told: false, withoutName: false });
});

test('counting everything anew changes nothing, and mends what was spoilt', async (t) => {
  const { votes, db, papers } = await makeVotes(t, { readers: 2 });
  for (const [reader, paper] of [[1, 0], [2, 0], [2, 1]] as const) await votes.set({ reader, paper: idOf(paper), voted: true });
  await db.kysely.updateTable('paper_signals').set({ value: 77, known: 77 }).execute();
  assert.equal(await votes.countEverything(), 2);
  assert.deepEqual([await shown(db, papers, idOf(0)), await shown(db, papers, idOf(1))], [2, 1]);
});

/** Of every paper: the rows it is, and who voted for one of them, by a count that knows nothing of how counts are kept. */
async function assertCounts(db: Database): Promise<void> {
  const papers = await db.kysely.selectFrom('papers').select(['number', 'merged_into']).execute();
  const into = new Map(papers.map(({ number, merged_into }) => [number, merged_into]));
  const present = (number: number): number => (into.get(number) == null ? number : present(into.get(number)!));
  const readers = new Map<number, Set<number>>();
  for (const { paper, reader } of await db.kysely.selectFrom('votes').selectAll().execute()) readers.set(present(paper), (readers.get(present(paper)) ?? new Set()).add(reader));
  const kept = await db.kysely.selectFrom('paper_signals').selectAll().where('signal', '=', VOTES_SIGNAL).execute();
  const counts = new Map(kept.map(({ paper, value }) => [paper, value]));
  for (const { number } of papers) assert.equal(counts.get(number) ?? 0, readers.get(number)?.size ?? 0, `votes of paper ${number}`);
}

const PAPERS = 4;
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('vote' as const), reader: fc.integer({ min: 1, max: 3 }), paper: fc.nat(PAPERS - 1), voted: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('merge' as const, 'unmerge' as const), a: fc.nat(PAPERS - 1), b: fc.nat(PAPERS - 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('follow' as const) }) },
);

test('counts never drift from votes, whatever is voted, taken back, merged and taken apart at the same time', async (t) => {
  const { db, clock, papers } = await makeVotes(t, { readers: 3, papers: PAPERS });
  // Two writers, as two processes have: nothing but the database keeps them in order.
  const writers = [new Votes({ db, clock }), new Votes({ db, clock })];
  const allowed = (error: unknown) => error instanceof NotFoundError || error instanceof InvalidInputError || (error as Error).name === 'ConflictError';
  const histories = fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      clock.set(clock.now() + 600_000);
      for (const together of history) {
        const outcomes = await Promise.allSettled(
          together.map(async (one, index) => {
            const votes = writers[index % 2]!;
            if (one.kind === 'vote') await votes.set({ reader: one.reader, paper: idOf(one.paper), voted: one.voted });
            else if (one.kind === 'follow') await votes.followMerges();
            else await papers[one.kind]({ a: idOf(one.a), b: idOf(one.b) });
          }),
        );
        for (const outcome of outcomes) assert.ok(outcome.status === 'fulfilled' || allowed(outcome.reason), String((outcome as PromiseRejectedResult).reason));
      }
      await writers[0]!.followMerges();
      await assertCounts(db);
    }),
    { numRuns: 30 },
  );
});
