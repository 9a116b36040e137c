import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseQuery } from '#search';
import { routes } from './routes.js';
import { looserQueries, queryToKeep } from './search-links.js';
import { readSearch } from './search-query.js';

const parse = (text: string) => parseQuery(text, { today: '2026-06-03' });
const looser = (text: string) => looserQueries(parse(text)).map(({ query }) => query);

const queries = fc
  .array(fc.oneof(fc.constantFrom('agents', '"chain of thought"', 'category:cs.CL', 'author:"Grace Hopper"', 'year:2024', '-game', 'a OR b', '(', '"', 'has:code'), fc.string()), { maxLength: 6 })
  .map((parts) => parts.join(' '));

test('a query is loosened one condition after the other', () => {
  assert.deepEqual(looser('agents category:cs.CL year:2024'), ['agents year:2024 category:cs', 'agents year:2024', 'agents category:cs.CL', 'agents']);
  assert.deepEqual(looser('author:lecun year:2024 has:code').slice(-3), ['author:lecun', 'year:2024', 'has:code'], 'and to each alone');
  assert.deepEqual(looser(`agents ${Array.from({ length: 9 }, (_, index) => `author:a${index}`).join(' ')}`), ['agents'], 'of very many conditions none is tried');
  assert.deepEqual(looser('"chain of thought"'), ['chain of thought']);
  assert.deepEqual(looser('category:cs.CL'), ['category:cs']);
  assert.deepEqual(looser('agents'), []);
});

test('no looser query is empty, the same as another, or the one that was asked', () => {
  fc.assert(
    fc.property(queries, (text) => {
      const found = looser(text);
      assert.equal(new Set(found).size, found.length);
      assert.ok(!found.includes('') && found.every((query) => query !== text.trim()));
    }),
  );
});

test('what is kept finds what the page shows: corrected words, and the days of a period', () => {
  assert.equal(queryToKeep({ parsed: parse('agents'), results: {} }), 'agents');
  assert.equal(queryToKeep({ parsed: parse('agnets'), results: { corrected: { words: [{ written: 'agnets', read: 'agents' }], query: 'agents' } } }), 'agents');
  assert.equal(queryToKeep({ parsed: parse('agnets'), period: { kind: 'month', key: '2026-05' }, results: { corrected: { words: [{ written: 'agnets', read: 'agents' }], query: 'agents' } } }), 'agents date:2026-05');
  const tree = parse('author:"Yann LeCun"').tree;
  assert.equal(queryToKeep({ parsed: parse('Yann LeCun'), results: { person: { name: 'Yann LeCun', query: 'author:"Yann LeCun"', tree } } }), 'author:"Yann LeCun"');
  assert.equal(queryToKeep({ parsed: parse('agents'), period: { kind: 'month', key: '2026-05' }, results: {} }), 'agents date:2026-05');
});

test('a search comes back from its address unchanged', () => {
  const addresses = fc.record(
    { q: fc.string({ unit: 'grapheme' }).map((q) => q.trim()).filter((q) => q !== '' && q.isWellFormed()), order: fc.constant('newest' as const), page: fc.integer({ min: 2, max: 50 }), written: fc.constant(true) },
    { requiredKeys: ['q'], noNullPrototype: true },
  );
  fc.assert(fc.property(addresses, (address) => {
    assert.deepEqual(readSearch(new URL(routes.search(address), 'http://localhost').searchParams), address);
  }));
});

test('every address means something', () => {
  fc.assert(fc.property(fc.string(), fc.string(), fc.string(), (q, order, page) => {
    const read = readSearch(new URLSearchParams({ q, order, page }));
    assert.equal(read === undefined, q.toWellFormed().trim() === '');
    assert.ok(read === undefined || ((read.page ?? 1) >= 1 && (read.page ?? 1) <= 50));
  }));
});
