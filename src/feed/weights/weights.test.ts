import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { companyOf, countVotes, evidenceOf, FULL_WEIGHT, readerWeights, type ReaderFacts, type ReaderWeight, type VoteFacts } from './index.js';

const DAY_MS = 86_400_000;
const weight = fc.record<ReaderWeight>({ evidence: fc.double({ min: 0, max: 1, noNaN: true }), together: fc.double({ min: 0.001, max: 1, noNaN: true }) });

/** Votes of readers, each on these papers, one paper a day. */
function votesOf(readers: readonly number[], papers: (reader: number) => readonly number[]): VoteFacts[] {
  return readers.flatMap((reader) => papers(reader).map((paper, day) => ({ reader, paper, at: day * DAY_MS })));
}

const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);
const known = (reader: number): ReaderFacts => ({ reader, accountAgeDays: 400, vouched: false });

/** 60 readers, each with 20 papers of their own choice among 400. */
const honest = votesOf(numbers(60), (reader) => numbers(20).map((index) => (reader * 37 + index * 61 + index * index * reader) % 400));

describe('evidenceOf', () => {
  it('is whole for whoever somebody let in, and for the others grows with age, papers and days', () => {
    assert.equal(evidenceOf({ accountAgeDays: 0, vouched: true }, { papers: 0, days: 0 }), 1);
    assert.equal(evidenceOf({ accountAgeDays: 14, vouched: false }, { papers: 10, days: 3 }), 1);
    assert.equal(evidenceOf({ accountAgeDays: 500, vouched: false }, { papers: 1, days: 1 }), 0.1 / 3);
    fc.assert(
      fc.property(fc.nat(40), fc.nat(30), fc.nat(8), (age, papers, days) => {
        const evidence = evidenceOf({ accountAgeDays: age, vouched: false }, { papers, days });
        assert.ok(evidence >= 0 && evidence <= 1);
        for (const [more, most, at] of [[1, 0, 0], [0, 1, 0], [0, 0, 1]] as const) assert.ok(evidenceOf({ accountAgeDays: age + more, vouched: false }, { papers: papers + most, days: days + at }) >= evidence);
      }),
    );
  });
});

describe('countVotes', () => {
  it('counts every vote in full where readers are known', () => {
    const { shown, counted } = countVotes(Array.from({ length: 12 }, () => FULL_WEIGHT));
    assert.deepEqual([shown, counted], [12, 12]);
    assert.deepEqual(countVotes([]), { shown: 0, counted: 0 });
  });

  it('grows with every vote, by one at most, and does not depend on their order', () => {
    fc.assert(
      fc.property(fc.array(weight, { maxLength: 40 }), weight, (weights, one) => {
        const { shown, counted } = countVotes(weights);
        const more = countVotes([...weights, one]);
        assert.equal(more.shown, shown + 1);
        assert.ok(more.counted > counted && more.counted <= counted + 1 + 1e-9);
        assert.ok(Math.abs(countVotes([...weights, one].reverse()).counted - more.counted) < 1e-9);
      }),
    );
  });

  it('gains little by new accounts, however many', () => {
    const stranger: ReaderWeight = { evidence: 0, together: 1 };
    const gain = (ring: number, readers: number) => countVotes([...Array.from({ length: readers }, () => FULL_WEIGHT), ...Array.from({ length: ring }, () => stranger)]).counted - readers;
    for (const [ring, most] of [[5, 1.3], [50, 3.3], [500, 5.6]] as const) assert.ok(gain(ring, 0) < most, `${gain(ring, 0)}`);
    assert.ok(Math.abs(gain(500, 10) - gain(500, 0)) < 1e-9, 'whoever else has voted');
    assert.ok(gain(1, 0) > 0.4, 'and one of them is heard');
  });
});

describe('companyOf', () => {
  it('finds who always votes together, and nobody else', () => {
    const ring = votesOf(numbers(50, 1_000), () => numbers(12, 900));
    const company = companyOf([...honest, ...ring]);
    assert.deepEqual([...company.keys()].toSorted((a, b) => a - b), numbers(50, 1_000));
    assert.ok([...company.values()].every((others) => others === 49));
  });

  it('says nothing of readers with few papers, and nothing of half-shared taste', () => {
    assert.equal(companyOf(votesOf([1, 2, 3], () => [1, 2, 3, 4])).size, 0);
    assert.equal(companyOf([...votesOf([1], () => numbers(15)), ...votesOf([2], () => numbers(15, 5))]).size, 0);
  });

  it('overlooks no pair that has more than half in common', () => {
    const votes = fc.array(fc.record({ reader: fc.nat(7), paper: fc.nat(12), at: fc.constant(0) }), { maxLength: 120 });
    fc.assert(
      fc.property(votes, (some) => {
        const papers = (reader: number) => new Set(some.filter((vote) => vote.reader === reader).map(({ paper }) => paper));
        const company = companyOf(some);
        for (let reader = 0; reader <= 7; reader++) {
          const own = papers(reader);
          const others = numbers(8).filter((other) => other !== reader).map(papers).filter((other) => other.size >= 5);
          const jaccards = own.size < 5 ? [] : others.map((other) => own.intersection(other).size / own.union(other).size);
          const expected = jaccards.reduce((sum, jaccard) => sum + Math.min(1, Math.max(0, (jaccard - 0.5) / 0.3)), 0);
          assert.ok(Math.abs((company.get(reader) ?? 0) - expected) < 1e-9);
        }
      }),
    );
  });

  it('counts a vote once however often it is given, and in any order', () => {
    const votes = fc.array(fc.record({ reader: fc.nat(6), paper: fc.nat(9), at: fc.nat(1_000) }), { maxLength: 80 });
    const sorted = (company: Map<number, number>) => [...company].toSorted(([a], [b]) => a - b).map(([reader, others]) => [reader, Math.round(others * 1e9)]);
    fc.assert(fc.property(votes, (some) => assert.deepEqual(sorted(companyOf([...some, ...some.toReversed()])), sorted(companyOf(some)))));
  });
});

describe('rings', () => {
  for (const size of [5, 50, 500]) {
    it(`of ${size} well-kept accounts gain no more than one reader`, () => {
      const members = numbers(size, 1_000);
      const readers = [...numbers(60), ...members].map(known);
      const weights = readerWeights(readers, [...honest, ...votesOf(members, () => numbers(12, 900))]);
      const of = (some: readonly number[]) => some.map((reader) => weights.get(reader)!);
      const before = countVotes(of(numbers(10))).counted;
      const after = countVotes(of([...numbers(10), ...members])).counted;
      assert.equal(before, 10);
      assert.ok(after - before <= 1 + 1e-9, `${after - before}`);
      assert.ok(numbers(60).every((reader) => weights.get(reader)!.together === 1), 'no honest reader loses anything');
    });

    it(`of ${size} accounts made today gain the logarithm of their number`, () => {
      const members = numbers(size, 1_000);
      const readers = [...numbers(60).map(known), ...members.map((reader) => ({ reader, accountAgeDays: 0, vouched: false }))];
      const weights = readerWeights(readers, [...honest, ...votesOf(members, () => [900])]);
      assert.ok(countVotes(members.map((reader) => weights.get(reader)!)).counted <= Math.log1p(size / 2) + 1e-9);
    });

    it(`of ${size} accounts with a tenth of votes of their own still count as few`, () => {
      const members = numbers(size, 1_000);
      const weights = readerWeights(members.map(known), votesOf(members, (reader) => [...numbers(18, 900), 5_000 + 2 * reader, 5_001 + 2 * reader]));
      assert.ok(countVotes(members.map((reader) => weights.get(reader)!)).counted < 1.2);
    });
  }

  it('are no rings where somebody let them in: a group that reads together', () => {
    const members = numbers(8);
    const weights = readerWeights(members.map((reader) => ({ reader, accountAgeDays: 1, vouched: true })), votesOf(members, () => numbers(12)));
    assert.equal(countVotes(members.map((reader) => weights.get(reader)!)).counted, 8);
  });
});
