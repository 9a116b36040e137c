import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fieldLevels, inItsField, valueInField } from './field-level.js';
import type { Expectations } from './posterior.js';
import { SINKING, trendingScore, trendingValue, TRENDING_WINDOWS } from './trending-score.js';
import { plainVotes } from './weights/index.js';

const expectations: Expectations = { usual: 6, spread: { mean: 1, deviation: 1 }, priorWeight: 0.4 };
const facts = fc.record({ prior: fc.double({ min: -6, max: 6, noNaN: true }), votes: fc.nat(300).map(plainVotes), editions: fc.nat(40) });
const sinking = fc.double({ min: SINKING.least, max: SINKING.most, noNaN: true });

describe('trendingScore', () => {
  it('is the sum of its terms, grows with votes, and falls by the sinking with each edition', () => {
    fc.assert(
      fc.property(facts, sinking, (paper, decay) => {
        const { value, terms } = trendingScore(paper, expectations, decay);
        assert.ok(Math.abs(value - terms.reduce((sum, term) => sum + term.value, 0)) < 1e-9);
        assert.ok(Math.abs(value - trendingValue(paper, expectations, decay)) < 1e-9);
        assert.ok(trendingValue({ ...paper, votes: plainVotes(paper.votes.shown + 1) }, expectations, decay) > value);
        const older = trendingValue({ ...paper, editions: paper.editions + 1 }, expectations, decay);
        if (paper.editions > 0) assert.ok(Math.abs(value - older - decay) < 1e-9);
        else assert.ok(older <= value);
      }),
    );
  });

  it('takes an age of ln 2 / 0.1 editions for half the votes', () => {
    const [now, then] = [1, 8].map((editions) => trendingValue({ prior: 1, votes: plainVotes(9), editions }, expectations, SINKING.usual));
    assert.ok(Math.exp(then! - now!) > 0.49 && Math.exp(then! - now!) < 0.51);
  });

  it('does not sink in windows longer than a week', () => {
    assert.deepEqual(Object.entries(TRENDING_WINDOWS).filter(([, { sinks }]) => sinks).map(([name]) => name), ['day', 'week']);
    const names = trendingScore({ prior: 1, votes: plainVotes(3), editions: 9 }, expectations, 0).terms.map(({ name }) => name);
    assert.deepEqual(names, ['usual', 'prior', 'votes']);
    assert.equal(trendingScore({ prior: 1, votes: plainVotes(3), editions: 2 }, expectations, 0.1).terms.at(-1)!.words, 'announced 2 editions ago');
  });
});

describe('a field’s own level', () => {
  const papers = fc.array(fc.record({ field: fc.constantFrom('cs.LG', 'hep-th', 'math.AG'), value: fc.double({ min: -5, max: 8, noNaN: true }) }), { maxLength: 80 });

  it('keeps the order within a field, and does not depend on the order of papers', () => {
    fc.assert(
      fc.property(papers, (all) => {
        const [levels, turned] = [fieldLevels(all, 1), fieldLevels(all.toReversed(), 1)];
        for (const field of ['cs.LG', 'hep-th', 'math.AG', 'q-bio.NC']) {
          const own = all.filter((paper) => paper.field === field).map(({ value }) => value).sort((a, b) => a - b);
          const measured = own.map((value) => valueInField(value, field, levels));
          assert.deepEqual(measured, measured.toSorted((a, b) => a - b));
          assert.ok(Math.abs(valueInField(0, field, levels) - valueInField(0, field, turned)) < 1e-9);
          assert.ok(valueInField(0, field, levels) <= 0, 'no level is under the floor of one vote');
        }
      }),
    );
  });

  it('lets the best of a small field stand beside the best of a large one', () => {
    const large = Array.from({ length: 400 }, (_, index) => ({ field: 'cs.LG', value: (index % 100) / 20 }));
    const small = [1.4, 1.2, 1.1, 0.3, 0.2, 0.1].map((value) => ({ field: 'hep-lat', value }));
    const levels = fieldLevels([...large, ...small], 1);
    const top = (field: string, best: number) => valueInField(best, field, levels);
    assert.ok(Math.abs(top('cs.LG', 4.95) - top('hep-lat', 1.4)) < 0.2);
    assert.ok(valueInField(0.1, 'hep-lat', levels) < top('cs.LG', 4.5), 'and its others stay behind');
  });

  it('does not lift a field without votes, nor one paper alone to the top', () => {
    const large = Array.from({ length: 100 }, (_, index) => ({ field: 'cs.LG', value: 1 + index / 25 }));
    const levels = fieldLevels([...large, ...Array.from({ length: 50 }, () => ({ field: 'silent', value: -1 })), { field: 'alone', value: 2 }], 2);
    assert.ok(valueInField(-1, 'silent', levels) < -1.5);
    assert.ok(valueInField(2, 'alone', levels) < valueInField(4.9, 'cs.LG', levels) - 0.5);
  });

  it('is a term like others', () => {
    const score = inItsField({ value: 2, terms: [{ name: 'votes', words: '', value: 2 }] }, 'hep-th', { byField: new Map([['hep-th', Math.log(8)]]), overall: 5 });
    assert.equal(score.value, 2 - Math.log(8));
    assert.equal(score.terms.at(-1)!.words, 'measured against the best of hep-th lately, 8.0 votes');
  });
});
