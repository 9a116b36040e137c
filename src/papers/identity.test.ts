import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { linkBetween, partition, type Candidate, type Decision } from './identity.js';

function candidate(name: string, given: Partial<Candidate> = {}): Candidate {
  return { name, ids: [name], titleKeys: [], authors: [], abstract: '', ...given };
}

const title = (key: string, authors = ['Ada Lovelace']) => ({ titleKeys: [key], authors });

test('links by strength: arXiv id, any id, title and authors, title and abstract', () => {
  const abstract = Array.from({ length: 40 }, (_, index) => `word${index}`).join(' ');
  const cases: [Candidate, Candidate, string | undefined][] = [
    [candidate('a:1', { arxivId: '1801.00001' }), candidate('b:1', { arxivId: '1801.00001' }), 'arXiv id'],
    [candidate('a:1', { ids: ['a:1', 'doi:10.1/x'] }), candidate('b:1', { ids: ['b:1', 'doi:10.1/x'] }), 'id'],
    [candidate('a:1', title('t')), candidate('b:1', title('t', ['A. Lovelace', 'Alan Turing'])), 'title and authors'],
    [candidate('a:1', title('t')), candidate('b:1', title('t', ['Grace Hopper'])), undefined],
    [candidate('a:1', { ...title('t', []), abstract }), candidate('b:1', { ...title('t'), abstract: `${abstract} more` }), 'title and abstract'],
    [candidate('a:1', { ...title('t', []), abstract: 'too short' }), candidate('b:1', { ...title('t'), abstract: 'too short' }), undefined],
    [candidate('a:1', title('t')), candidate('b:1', title('u')), undefined],
  ];
  for (const [a, b, reason] of cases) {
    assert.equal(linkBetween(a, b), reason);
    assert.equal(linkBetween(b, a), reason, 'whichever way round');
  }
});

test('a record between two arXiv ids goes to one of them, and never joins them', () => {
  const shared = title('t');
  const { groups } = partition([candidate('arxiv:2', { ...shared, arxivId: '1802.00002' }), candidate('arxiv:1', { ...shared, arxivId: '1801.00001' }), candidate('iclr:x', shared)], []);
  assert.deepEqual(groups, [['arxiv:1', 'iclr:x'], ['arxiv:2']]);
});

test('a person joins what the rules keep apart, and the last word counts', () => {
  const records = [candidate('arxiv:1', { arxivId: '1' }), candidate('arxiv:2', { arxivId: '2' })];
  const say = (same: boolean): Decision => ({ a: 'arxiv:1', b: 'arxiv:2', same });
  assert.equal(partition(records, [say(true)]).groups.length, 1);
  assert.equal(partition(records, [say(true), say(false)]).groups.length, 2);
  assert.equal(partition(records, [say(false), say(true)]).groups.length, 1);
});

const anyCandidates = fc.uniqueArray(
  fc.record({ number: fc.nat(12), arxivId: fc.constantFrom(undefined, '1801.00001', '1801.00002'), title: fc.constantFrom('t', 'u'), doi: fc.constantFrom(undefined, 'doi:10.1/x', 'doi:10.1/y'), author: fc.constantFrom('Ada Lovelace', 'Grace Hopper') }),
  { selector: ({ number }) => number, maxLength: 9 },
).map((all) => all.map(({ number, arxivId, title: key, doi, author }) => candidate(`s:${number}`, { arxivId, titleKeys: [key], authors: [author], ids: [`s:${number}`, ...(doi ? [doi] : [])] })));
const anyDecisions = fc.array(fc.record({ a: fc.nat(12).map((number) => `s:${number}`), b: fc.nat(12).map((number) => `s:${number}`), same: fc.boolean() }).filter(({ a, b }) => a !== b), { maxLength: 6 });

test('the papers depend on the set of records, not on its order; every record is in exactly one', () => {
  fc.assert(
    fc.property(anyCandidates, anyDecisions, fc.infiniteStream(fc.nat()), (candidates, decisions, dice) => {
      const { groups } = partition(candidates, decisions);
      const shuffled = candidates.map((one) => ({ one, at: dice.next().value })).sort((x, y) => x.at - y.at).map(({ one }) => one);
      assert.deepEqual(partition(shuffled, decisions).groups, groups);
      assert.deepEqual(groups.flat().sort(), candidates.map(({ name }) => name).sort());
    }),
  );
});

test('no two arXiv ids share a paper without a word from a person, and nobody kept apart shares one', () => {
  fc.assert(
    fc.property(anyCandidates, anyDecisions, (candidates, decisions) => {
      const byName = new Map(candidates.map((one) => [one.name, one]));
      const last = new Map(decisions.map(({ a, b, same }) => [[a, b].sort().join(), same]));
      for (const group of partition(candidates, decisions).groups) {
        for (const a of group) for (const b of group) if (a < b) assert.notEqual(last.get([a, b].join()), false, `${a} and ${b} were taken apart`);
      }
      for (const group of partition(candidates, []).groups) {
        assert.ok(new Set(group.flatMap((name) => byName.get(name)?.arxivId ?? [])).size <= 1);
      }
    }),
  );
});
