import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { feedAddress, parseFeedAddress } from './address.js';
import { DEFAULT_OPTIONS, MOST_DAYS, MOST_ENTRIES, MOST_VOTES, readOptions, writeOptions } from './options.js';
import { takenFrom } from './take-in.js';
import { writeOpml } from './opml.js';
import { FEED_FORMATS, type FeedOptions } from './types.js';

const options = fc.record<FeedOptions>(
  { top: fc.integer({ min: 1, max: MOST_ENTRIES }), days: fc.integer({ min: 1, max: MOST_DAYS }), abstract: fc.constantFrom('full', 'summary', 'none'), kind: fc.constantFrom('new', 'cross-list'), replacements: fc.boolean(), votes: fc.integer({ min: 0, max: 1_000 }) },
  { requiredKeys: ['top', 'days', 'abstract', 'replacements', 'votes'], noNullPrototype: true },
);
const name = fc.string({ minLength: 1, unit: 'grapheme' }).map((text) => `n${text}n`);

test('options come back out of an address, and the usual ones are not in it', () => {
  fc.assert(fc.property(options, (given) => assert.deepEqual(readOptions(writeOptions(given)), given)));
  assert.equal(String(writeOptions(DEFAULT_OPTIONS)), '');
});

test('every address means something, whatever its options say', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('top', 'days', 'abstract', 'kind', 'replacements', 'votes', 'x'), fc.string()), (fields) => {
      const { top, days, votes } = readOptions(new URLSearchParams(fields));
      assert.ok(top >= 1 && top <= MOST_ENTRIES && days >= 1 && days <= MOST_DAYS && votes >= 0 && votes <= MOST_VOTES);
    }),
  );
});

test('a list comes back out of its address, in every format', () => {
  fc.assert(
    fc.property(options, name, fc.constantFrom('category', 'author', 'organisation', 'search', 'trending'), fc.constantFrom(...FEED_FORMATS), (given, text, kind, format) => {
      const topic = { kind, name: text.toWellFormed(), options: given };
      assert.deepEqual(parseFeedAddress(feedAddress(topic, format)), { topic, format });
    }),
  );
});

test('what is no feed, or only its reader may have, is none', () => {
  const nothing = (path: string, query = '') => assert.equal(parseFeedAddress({ path, search: new URLSearchParams(query) }), undefined, path);
  for (const path of ['', 'latest', 'latest.xml', '.atom', 'latest/x.atom', 'category.atom', 'category/.atom', 'search.atom', 'search/x.atom', 'saved-search/1.atom', 'private.atom', 'private/.rss', 'constructor.atom', '__proto__/x.atom']) nothing(path);
  nothing('search.atom', `q=${'a'.repeat(4_001)}`);
});

test('an OPML file names lists of any Broadsheet; what else it holds is told apart', () => {
  const outlines = [
    { title: 'a', xmlUrl: 'https://one.example/feeds/category/cs.CL.rss?top=5' },
    { title: 'b', xmlUrl: 'http://127.0.0.1:3000/feeds/private/1-abc.atom', list: 'search.atom?q=tables+%26+chairs' },
    { title: 'c', xmlUrl: 'https://one.example/feeds/private/7-secret.atom' },
    { title: 'd', xmlUrl: 'https://blog.example/feed.xml' },
    { title: 'e', xmlUrl: 'https://one.example/feeds/author/%E0%A4%A.atom' },
  ];
  const taken = takenFrom(writeOpml({ title: 'x', outlines }));
  assert.deepEqual(taken.topics.map(({ kind, name }) => [kind, name]), [['category', 'cs.CL'], ['search', 'tables & chairs']]);
  assert.deepEqual(taken.tokens, ['7-secret']);
  assert.deepEqual(taken.others.map(({ title }) => title), ['d', 'e']);
});
