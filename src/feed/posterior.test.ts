import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { BUILT_IN_GROWTH, learnGrowth, shareSeen } from './growth.js';
import { dayScore, dayValue, expectedBefore, expectedVotes, HISTORY_PRIOR_WEIGHT, PRIOR_WEIGHT, usualVotes, type Expectations } from './posterior.js';
import { plainVotes } from './weights/index.js';

const prior = fc.double({ min: -8, max: 7, noNaN: true });
const hours = fc.double({ min: 0, max: 300, noNaN: true });
const shown = fc.nat(5_000);
const expectations = fc.record<Expectations>({
  usual: fc.double({ min: 0.2, max: 200, noNaN: true }),
  spread: fc.record({ mean: fc.double({ min: -2, max: 4, noNaN: true }), deviation: fc.double({ min: 0.2, max: 3, noNaN: true }) }),
  priorWeight: fc.constantFrom(PRIOR_WEIGHT, HISTORY_PRIOR_WEIGHT),
});
const usual: Expectations = { usual: 10, spread: { mean: 1, deviation: 1 }, priorWeight: PRIOR_WEIGHT };

describe('the growth curve', () => {
  it('goes from nothing to everything without a jump and never falls, built in or learned', () => {
    const votes = fc.array(fc.record({ hours }), { maxLength: 300 });
    fc.assert(
      fc.property(votes, hours, (some, at) => {
        for (const curve of [BUILT_IN_GROWTH, learnGrowth(some)]) {
          assert.equal(shareSeen(curve, 0), 0);
          assert.equal(shareSeen(curve, 96), 1);
          const [now, soon] = [shareSeen(curve, at), shareSeen(curve, at + 0.01)];
          assert.ok(now >= 0 && soon <= 1 && soon >= now - 1e-12 && soon - now < 0.01, `${now} to ${soon}`);
        }
      }),
    );
  });

  it('is the built-in one until the instance has votes, and its own by degrees', () => {
    assert.deepEqual(learnGrowth([]), BUILT_IN_GROWTH);
    const atOnce = (count: number) => learnGrowth(Array.from({ length: count }, () => ({ hours: 1 })));
    const shares = [0, 50, 500, 50_000].map((count) => shareSeen(atOnce(count), 3));
    assert.deepEqual(shares, shares.toSorted((a, b) => a - b));
    near(shares[2]!, (500 + 50) / 1_000);
    assert.ok(shares[3]! > 0.98);
    assert.equal(atOnce(50).votes, 50);
  });
});

describe('dayScore', () => {
  it('is the logarithm of (1 + v) M / (1 + M F), and the sum of its terms', () => {
    fc.assert(
      fc.property(prior, hours, shown, fc.double({ min: 0, max: 1, noNaN: true }), expectations, (before, at, votes, part, given) => {
        const facts = { prior: before, votes: { shown: votes, counted: votes * part }, hours: at };
        const { value, terms } = dayScore(facts, given, BUILT_IN_GROWTH);
        const M = expectedBefore(before, given);
        near(value, Math.log(((1 + votes * part) * M) / (1 + M * shareSeen(BUILT_IN_GROWTH, at))));
        near(value, terms.reduce((sum, term) => sum + term.value, 0));
        near(value, dayValue(facts, given, BUILT_IN_GROWTH));
      }),
    );
  });

  it('grows with votes and with the prior, and does not grow with age', () => {
    fc.assert(
      fc.property(prior, hours, shown, expectations, (before, at, votes, given) => {
        const value = (change: { prior?: number; hours?: number; votes?: number }) =>
          dayValue({ prior: change.prior ?? before, hours: change.hours ?? at, votes: plainVotes(change.votes ?? votes) }, given, BUILT_IN_GROWTH);
        assert.ok(value({ votes: votes + 1 }) > value({}));
        assert.ok(value({ prior: before + 0.1 }) > value({}));
        assert.ok(value({ hours: at + 1 }) <= value({}) + 1e-12);
      }),
    );
  });

  it('has no jump in age', () => {
    fc.assert(
      fc.property(prior, hours, shown, expectations, (before, at, votes, given) => {
        const value = (when: number) => dayValue({ prior: before, hours: when, votes: plainVotes(votes) }, given, BUILT_IN_GROWTH);
        // The expected votes grow at most by M times the steepest slope of the curve, 0.048 an hour.
        assert.ok(Math.abs(value(at + 0.001) - value(at)) <= 0.000_05 * expectedBefore(before, given) + 1e-9);
      }),
    );
  });

  it('gives the order of the prior where nobody has voted, and of the votes where many have', () => {
    fc.assert(
      fc.property(fc.uniqueArray(prior.map((value) => Math.round(value * 1e4) / 1e4), { minLength: 2, maxLength: 40 }), hours, expectations, (priors, at, given) => {
        const byValue = priors.toSorted((a, b) => dayValue({ prior: b, hours: at, votes: plainVotes(0) }, given, BUILT_IN_GROWTH) - dayValue({ prior: a, hours: at, votes: plainVotes(0) }, given, BUILT_IN_GROWTH));
        assert.deepEqual(byValue, priors.toSorted((a, b) => b - a));
      }),
    );
    const many = { hours: 500, votes: plainVotes(400) };
    assert.ok(dayValue({ ...many, prior: -8 }, usual, BUILT_IN_GROWTH) > dayValue({ hours: 500, votes: plainVotes(200), prior: 7 }, usual, BUILT_IN_GROWTH));
  });

  it('expects neither less than a paper without votes deserves nor more than its votes allow', () => {
    fc.assert(
      fc.property(shown, fc.double({ min: 0.001, max: 1_000, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (votes, before, seen) => {
        const expected = expectedVotes(votes, before, seen);
        assert.ok(expected > 0 && expected <= (1 + votes) * before);
        if (seen === 1) assert.ok(expected < 1 + votes);
      }),
    );
  });

  it('says why in words', () => {
    const { terms } = dayScore({ prior: 2.3, votes: { shown: 12, counted: 9.4 }, hours: 8.7 }, usual, BUILT_IN_GROWTH);
    assert.deepEqual(terms.map(({ name, words }) => [name, words]), [
      ['usual', 'a paper here gets 10 votes in the end, on average'],
      ['prior', 'what is known before any vote: 1.3 standard deviations above the mean of those it is measured with'],
      ['votes', '12 votes after 8 hours, where 5.5 were to be expected'],
      ['weights', 'the 12 votes weigh as 9.4: new accounts, and accounts that only vote together, count for less'],
    ]);
    const silent = dayScore({ prior: 1, votes: plainVotes(0), hours: 1 }, usual, BUILT_IN_GROWTH).terms;
    assert.equal(silent[1]!.words, 'what is known before any vote: as the mean of those it is measured with');
    assert.match(silent[2]!.words, /^no votes after 1 hour, /);
    assert.match(dayScore({ prior: 1, votes: plainVotes(1), hours: 200 }, usual, BUILT_IN_GROWTH).terms[2]!.words, /^1 vote after four editions and more, /);
  });
});

describe('usualVotes', () => {
  it('is the mean a paper, and never under 0.2', () => {
    assert.equal(usualVotes([{ papers: 10, votes: 30 }, { papers: 30, votes: 10 }]), 1);
    assert.equal(usualVotes([{ papers: 1_000, votes: 3 }]), 0.2);
    assert.equal(usualVotes([]), 0.2);
  });
});

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-9 * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);
}
