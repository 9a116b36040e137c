import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { authorHistory, historyScore, type VotedPaper } from './author-history.js';

const facts = { authorCount: 2, titleLength: 50, colon: false, code: false };
const edition: VotedPaper[] = Array.from({ length: 10 }, (_, index) => ({ authors: [`author ${index}`, index < 5 ? 'low' : 'high'], votes: index < 5 ? 0 : 20 }));
const value = (authors: string[], past: VotedPaper[][]) => historyScore({ ...facts, authors }, authorHistory(past)).value;

describe('the authors’ history', () => {
  it('lifts the papers of those whose papers were read, and is nothing where nothing is known', () => {
    assert.ok(value(['high'], [edition]) > value(['low'], [edition]));
    assert.ok(value(['high'], [edition, edition]) > value(['high'], [edition]));
    assert.equal(value(['somebody'], [edition]), value([], []));
    assert.equal(value(['somebody'], [edition]), 0.27 * Math.log(3) - 0.24);
  });

  it('is the formula of its docstring', () => {
    const history = authorHistory([edition]);
    assert.equal(history.get('high')!.papers, 5);
    const expected = 0.27 * Math.log(3) - 0.24 + 1.56 * ((5 / 8 + 0) / 2) + 0.11 * Math.log(6);
    assert.ok(Math.abs(value(['high', 'nobody'], [edition]) - expected) < 1e-12);
  });

  it('learns nothing from small editions and from those in which all got the same', () => {
    assert.equal(authorHistory([edition.slice(1)]).size, 0);
    assert.equal(authorHistory([edition.map((paper) => ({ ...paper, votes: 7 }))]).size, 0);
  });

  it('does not depend on the order of editions, papers or authors', () => {
    const past = fc.array(fc.array(fc.record({ authors: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }), votes: fc.nat(50) }), { minLength: 10, maxLength: 15 }), { maxLength: 4 });
    fc.assert(
      fc.property(past, (editions) => {
        const turned = editions.toReversed().map((papers) => papers.toReversed().map((paper) => ({ ...paper, authors: [...paper.authors].reverse() })));
        assert.ok(Math.abs(value(['a', 'b'], editions) - value(['b', 'a'], turned)) < 1e-9);
      }),
    );
  });
});
