import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decideLearning, FEWEST_PAPERS } from './index.js';

const learned = { seed: 1, papers: 10_000, sampled: 10_000, unknownShare: 0.05 };

const cases: [string, Parameters<typeof decideLearning>, boolean][] = [
  ['too few papers', [{ papers: FEWEST_PAPERS - 1 }, undefined], false],
  ['enough papers, and nothing learned yet', [{ papers: FEWEST_PAPERS }, undefined], true],
  ['enough papers for one who wants fewer', [{ papers: 300 }, undefined, 300], true],
  ['too few papers left of many', [{ papers: 10 }, learned], false],
  ['a few papers more', [{ papers: 12_499 }, learned], false],
  ['a quarter more', [{ papers: 12_500 }, learned], true],
  ['recent papers in words that are known', [{ papers: 11_000, recent: { papers: 1_000, unknownShare: 0.14 } }, learned], false],
  ['recent papers in other words', [{ papers: 11_000, recent: { papers: 1_000, unknownShare: 0.16 } }, learned], true],
  ['very few papers in other words', [{ papers: 11_000, recent: { papers: 3, unknownShare: 0.9 } }, learned], false],
];

for (const [name, given, learn] of cases) {
  test(`${name}: ${learn ? 'it learns' : 'it does not learn'}, and says why`, () => {
    const decision = decideLearning(...given);
    assert.equal(decision.learn, learn);
    assert.match(decision.why, /papers.*\.$/);
  });
}

test('what was just learned is not learned again', () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.double({ min: 0, max: 1, noNaN: true }), (papers, unknownShare) => {
      const recent = { papers, unknownShare };
      assert.equal(decideLearning({ papers, recent }, { seed: 1, papers, sampled: papers, unknownShare }).learn, false);
    }),
  );
});
