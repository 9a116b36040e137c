import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { priorScore, scoreFactsOf, type ScoreFacts } from './score.js';

const facts = fc.record({ authorCount: fc.nat(5000), titleLength: fc.nat(400), colon: fc.boolean(), code: fc.boolean() });

describe('scoreFactsOf', () => {
  it('counts characters of the plain title and finds colon and code', () => {
    const links = [{ kind: 'project' as const, url: 'https://example.org' }];
    assert.deepEqual(scoreFactsOf({ title: '$\\alpha$: M\\"uller 𝔸', authorCount: 3, links }), { authorCount: 3, titleLength: 11, colon: true, code: false });
    const code = [...links, { kind: 'code' as const, url: 'https://example.org/code' }];
    assert.deepEqual(scoreFactsOf({ title: 'Sums', authorCount: 0, links: code }), { authorCount: 0, titleLength: 4, colon: false, code: true });
  });
});

describe('priorScore', () => {
  it('is W4', () => {
    near(priorScore({ authorCount: 9, titleLength: 50, colon: true, code: true }).value, 1.5 * Math.log(10) - 1 + 0.8 + 0.9);
    near(priorScore({ authorCount: 0, titleLength: 100, colon: false, code: false }).value, -2);
    near(priorScore({ authorCount: 3000, titleLength: 0, colon: false, code: false }).value, 1.5 * Math.log(21));
  });

  it('says every term in words', () => {
    const { terms } = priorScore({ authorCount: 3000, titleLength: 63, colon: true, code: true });
    assert.deepEqual(terms.map(({ name, words }) => [name, words]), [
      ['authors', '3000 authors, counted as 20'],
      ['title-length', 'title of 63 characters'],
      ['colon', 'a colon in the title'],
      ['code', 'links to code'],
    ]);
    assert.equal(priorScore({ authorCount: 1, titleLength: 9, colon: false, code: false }).terms[0]!.words, '1 author');
    assert.equal(priorScore({ authorCount: 0, titleLength: 9, colon: false, code: false }).terms[0]!.words, 'number of authors unknown');
  });

  it('is the sum of its terms and grows with each fact that speaks for a paper', () => {
    fc.assert(
      fc.property(facts, (each) => {
        const { value, terms } = priorScore(each);
        near(value, terms.reduce((sum, term) => sum + term.value, 0));
        const better: Partial<ScoreFacts>[] = [{ authorCount: each.authorCount + 1 }, { colon: true }, { code: true }];
        for (const change of better) assert.ok(priorScore({ ...each, ...change }).value >= value);
        assert.ok(priorScore({ ...each, titleLength: each.titleLength + 1 }).value < value);
      }),
    );
  });
});

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);
}
