import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { EvalError } from '../errors.js';
import { judgeEarlyVotes } from './early-votes.js';
import { hackerNews, lobsters, reddit } from './formulas.js';
import { KnownBefore } from './known.js';
import { editionsSeen, observationOf, type Observation } from './observations.js';
import { byScore } from './order.js';
import { averagePrecision, spearman, topFound } from './rank-metrics.js';
import { seenTwice, STAGES, thinned } from './stages.js';
import { judgeWeeks, momentsOf } from './week.js';
import { judgeWithoutVotes } from './without-votes.js';

/** Ten papers a day, whose votes grow with their number of authors. */
function seen(day: string, hours: number, votes: (index: number) => number): Observation[] {
  return Array.from({ length: 10 }, (_, index) => ({
    id: `${day}/${index}`, day, hours, votes: votes(index), published: day, hash: String((index * 7) % 10),
    authors: [`author ${index}`], facts: { authorCount: index + 1, titleLength: 50, colon: false, code: false },
  }));
}

const DAYS = ['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04', '2026-06-05'];
const WEEK = DAYS.flatMap((day, place) => [...seen(day, 8, (index) => index), ...seen(day, 26, (index) => 3 * index + 20 * place)]);

describe('metrics of ranks', () => {
  it('are right on small examples', () => {
    assert.equal(spearman([1, 2, 3], [10, 20, 30]), 1);
    assert.equal(spearman([1, 2, 3], [3, 2, 1]), -1);
    assert.ok(Math.abs(spearman([1, 1, 2], [1, 2, 3]) - Math.sqrt(3) / 2) < 1e-12, 'equal values share their rank');
    assert.equal(averagePrecision(['a', 'x', 'b'], new Set(['a', 'b'])), (1 + 2 / 3) / 2);
    assert.equal(topFound(['c', 'a', 'b'], new Map([['a', 9], ['b', 8], ['c', 1]]), { top: 2, cut: 2 }), 0.5);
  });

  it('keep to their bounds', () => {
    const pairs = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { minLength: 2, maxLength: 30 });
    fc.assert(fc.property(pairs, (some) => {
      const value = spearman(some.map(([a]) => a), some.map(([, b]) => b));
      assert.ok(Number.isNaN(value) || Math.abs(value) <= 1 + 1e-12);
    }));
  });
});

describe('formulas of other places', () => {
  it('know what a day does to ten votes', () => {
    // Votes at 24 hours that equal ten at one hour.
    const equal = (formula: typeof reddit) => Array.from({ length: 3_000 }, (_, votes) => votes).find((votes) => formula({ votes, hours: 24 }) >= formula({ votes: 10, hours: 1 }));
    assert.equal(equal(reddit), 692);
    assert.equal(equal(lobsters), 122);
    assert.ok(equal(hackerNews)! > 1_280 && equal(hackerNews)! < 1_300);
  });
});

describe('observations', () => {
  const line = { date: '2026-06-01', captured_at: '2026-06-01T10:00:00+02:00', id: '2606.00001', title: 'Folds: a study', abstract: 'Code: https://github.com/a/b', authors: ['Ann Author'], upvotes: 4 };

  it('are read with their hour, and with the facts the order looks at', () => {
    const { hours, votes, facts, authors } = observationOf(JSON.stringify(line), 'line 1');
    assert.deepEqual([hours, votes, authors], [8, 4, ['author ann']]);
    assert.deepEqual(facts, { authorCount: 1, titleLength: 14, colon: true, code: true });
  });

  it('that say too little are refused by name', () => {
    for (const bad of ['{', JSON.stringify({ ...line, upvotes: undefined }), JSON.stringify({ ...line, captured_at: 'today' })]) assert.throws(() => observationOf(bad, 'Line 3'), (error) => error instanceof EvalError && error.message.startsWith('Line 3'));
  });

  it('make editions of the last look at each paper within the hours asked for', () => {
    const editions = editionsSeen([...WEEK, ...seen('2026-06-01', 8.5, () => 7)], { from: 6, to: 12 });
    assert.deepEqual([...editions.keys()], DAYS);
    assert.deepEqual(editions.get('2026-06-01')!.map(({ votes }) => votes), Array.from({ length: 10 }, () => 7));
    assert.equal(seenTwice(WEEK, STAGES[0]!).get('2026-06-02')![9]!.later, 47);
  });
});

describe('what is known before a day', () => {
  it('is what was seen before it, and no more', () => {
    // At the beginning of the third day the second has been seen at 8 hours only.
    const known = new KnownBefore(WEEK, '2026-06-03');
    assert.equal(known.usual(() => 1), (13.5 + 4.5) / 2);
    assert.equal(known.history.get('author 9')!.papers, 2);
    assert.equal(new KnownBefore(WEEK, '2026-06-01').usual(() => 1), 0.2);
  });
});

describe('the studies', () => {
  const figureOf = (judgement: { lines(): { method: string; means: Readonly<Record<string, number>> }[] }, method: string, metric: string) => judgement.lines().find((line) => line.method === method)!.means[metric]!;

  it('find the order that is there, and none where there is none', () => {
    const judgement = judgeWithoutVotes(editionsSeen(WEEK, STAGES[0]!.late), WEEK);
    assert.equal(figureOf(judgement, 'prior', 'Spearman'), 1);
    assert.equal(figureOf(judgement, 'prior', 'nDCG@10'), 1);
    assert.equal(figureOf(judgement, 'hash of the id', 'Spearman'), 0);
  });

  it('judge first votes as they were and thinned', () => {
    const { byDay, pooled } = judgeEarlyVotes(seenTwice(WEEK, STAGES[0]!), WEEK);
    const [full, , tenth] = Object.keys(byDay.lines()[0]!.means);
    assert.equal(figureOf(byDay, 'raw votes', full!), 1);
    assert.ok(figureOf(byDay, 'raw votes', tenth!) < 1);
    assert.ok(figureOf(byDay, 'order of the day', tenth!) > figureOf(byDay, 'raw votes', tenth!));
    assert.equal(pooled.length, byDay.lines().length);
  });

  it('look at a week under way', () => {
    const moments = momentsOf(seenTwice(WEEK, STAGES[0]!), WEEK);
    // Only the last two days have winners of the week, the last one with their early votes alone.
    assert.deepEqual(moments.map(({ day, candidates }) => [day, candidates.length]), [['2026-06-04', 40], ['2026-06-05', 50]]);
    assert.equal(moments.at(-1)!.winners.size, 10);
    const judgement = judgeWeeks([{ label: '', moments }]);
    assert.equal(judgement.queries, 1);
    assert.ok(judgement.lines().every(({ means }) => means['AP']! >= 0 && means['AP']! <= 1));
  });

  it('thin votes by chance, never adding any', () => {
    fc.assert(fc.property(fc.nat(200), fc.double({ min: 0, max: 1, noNaN: true }), (votes, kept) => {
      const left = thinned(votes, kept, () => 0.5);
      assert.equal(left, kept === 1 || kept > 0.5 ? votes : 0);
    }));
  });

  it('leave what no score tells apart in the order given', () => {
    assert.deepEqual(byScore(['b', 'a', 'c'], [0, 0, 1]), ['c', 'b', 'a']);
  });
});
