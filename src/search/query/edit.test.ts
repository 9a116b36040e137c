import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conditionsOf, describeQuery, hasCondition, parseQuery, printQuery, withCondition, withoutCondition, type Condition } from './index.js';

const parse = (text: string) => parseQuery(text, { today: '2026-11-21' });
const inVision: Condition = { kind: 'category', code: 'cs.CV' };

test('a query is printed in one way, free words first', () => {
  for (const [query, printed] of [
    ['by:"LeCun, Yann" deep  nets', 'deep nets author:"LeCun, Yann"'],
    ['a|b c', 'c (a OR b)'],
    ['(a OR b) cat:CS.CV', '(a OR b) category:cs.CV'],
    ['date:2026-05-01..2026-05-31', 'date:2026-05'],
    ['date:2026-12', 'date:2026-12'],
    ['date:2026-01..2026-06', 'date:2026-01..2026-06'],
    ['date:2020..2026-05-03', 'date:2020-01-01..2026-05-03'],
    ['date:2020-01-01..2024-12-31', 'year:2020..2024'],
    ['year:<2020', 'before:2020'],
    ['date:7d', 'date:7d'],
    ['NOT "a b" au:lecun', '-"a b" author:lecun'],
  ] as const) {
    assert.equal(printQuery(parse(query).tree), printed);
  }
});

test('a condition is added once and taken away again', () => {
  const query = parse('agents has:code');
  const narrower = withCondition(query, inVision);
  assert.equal(narrower, 'agents has:code category:cs.CV');
  assert.equal(withCondition(parse(narrower), inVision), narrower);
  assert.equal(hasCondition(query, inVision), false);
  assert.equal(hasCondition(parse(narrower), inVision), true);
  assert.equal(withoutCondition(parse(narrower), inVision), 'agents has:code');
  assert.deepEqual(conditionsOf(parse(narrower)), [{ kind: 'has', what: 'code' }, inVision]);
  assert.equal(withoutCondition(parse('cat:cs.CV'), inVision), '');
});

test('a condition beside alternatives does not become one of them', () => {
  assert.equal(withCondition(parse('cats OR dogs'), inVision), '(cats OR dogs) category:cs.CV');
  assert.deepEqual(parse(withCondition(parse('cats AND dogs'), inVision)).tree, parse('cats AND dogs AND cat:cs.CV').tree);
});

test('a query can be said in words', () => {
  for (const [query, words] of [
    ['author:"Yann LeCun" cat:cs.CV after:2026-05', 'papers by Yann LeCun in cs.CV since May 2026'],
    ['deep nets "in the wild" -title:survey has:code', 'papers on deep nets with “in the wild” but not those with “survey” in the title with code'],
    ['au:(Curie OR Noether) year:2020..2024', 'papers by Curie or by Noether from 2020 to 2024'],
    ['date:2026-05', 'papers in May 2026'],
    ['date:2026-05-03', 'papers of 3 May 2026'],
    ['before:2020 org:CERN', 'papers before 2020 from CERN'],
    ['date:7d', 'papers of the last 7 days'],
    ['date:1m is:withdrawn', 'papers of the last month that were withdrawn'],
    ['venue:ICML source:iclr2018 id:1234', 'papers at ICML out of iclr2018 with the id 1234'],
    ['', 'all papers'],
  ] as const) {
    assert.equal(describeQuery(parse(query).tree), words);
  }
});
