import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { AnswerError } from '../errors.js';
import { fixture, notRecorded, recorded } from '../testing.js';
import { newYorkDay } from './day.js';
import { FeedParser, parseFeed, type Feed } from './parse.js';

/** `2606.00011 new: cs.LG new, cs.NA cross-list` */
function shown({ items }: Feed): string[] {
  return items.map(({ id, version, listing, record }) => `${id}v${version} ${listing}: ${record.announcements.map(({ category, kind }) => `${category} ${kind}`).join(', ')}`);
}

test('each way of being announced, under the categories that were asked for', () => {
  const feed = parseFeed(fixture('feed.rss'), ['cs.LG', 'cs.NA']);
  assert.deepEqual([feed.day, feed.isWhole, feed.isFull, feed.error, feed.bad], ['2026-06-03', true, false, undefined, []]);
  assert.deepEqual(shown(feed), [
    '2606.00011v1 new: cs.LG new, math.NA cross-list, cs.NA cross-list',
    '2605.22222v1 cross: cs.LG cross-list',
    '2501.00005v3 replace: cs.LG replacement',
    '2412.00077v2 replace-cross: cs.LG replacement',
  ]);
  assert.deepEqual(feed.items.map(({ kind }) => kind), ['new', 'cross-list', 'replacement', 'replacement']);
  assert.ok(feed.items.every(({ record }) => record.announcements.every(({ day, computed }) => day === '2026-06-03' && !computed)));
});

test('a feed of one category or of a whole archive', () => {
  assert.deepEqual(shown(parseFeed(fixture('feed.rss'), ['cs.LG']))[0], '2606.00011v1 new: cs.LG new');
  assert.deepEqual(shown(parseFeed(fixture('feed.rss'), ['cs', 'stat']))[0], '2606.00011v1 new: cs.LG new, cs.NA cross-list, stat.ML cross-list');
});

test('the record says what the feed knows', () => {
  const [fresh = assert.fail(), , replaced = assert.fail()] = parseFeed(fixture('feed.rss'), ['cs.LG']).items;
  assert.deepEqual({ ...fresh.record, announcements: [] }, {
    source: 'arxiv',
    id: '2606.00011',
    via: 'feed',
    ids: [],
    title: 'Learning to fold',
    abstract: 'We learn to fold; $a < b$ & more.',
    authors: [{ name: 'André Falten', affiliation: 'Institute of Hinges, Doors, Zürich' }, { name: 'Bo Berg', affiliation: 'Institute of Hinges' }],
    categories: ['cs.LG', 'math.NA', 'cs.NA', 'stat.ML'],
    published: '2026-06-03',
    updated: '2026-06-03',
    versions: [],
    announcements: [],
    comment: undefined,
    journalRef: undefined,
    licence: 'http://creativecommons.org/licenses/by/4.0/',
    withdrawn: false,
    links: [],
  });
  assert.deepEqual([replaced.record.ids, replaced.record.journalRef, replaced.record.published], [[{ scheme: 'doi', value: '10.1000/stairs.1' }], 'J. Stairs 1 (2025) 2', undefined]);
});

test('RSS and Atom say the same', () => {
  const [rss = assert.fail()] = parseFeed(fixture('feed.rss'), ['cs.LG']).items;
  const atom = parseFeed(fixture('feed.atom'), ['cs.LG']);
  assert.equal(atom.day, '2026-06-03');
  const [entry = assert.fail()] = atom.items;
  assert.deepEqual([entry.id, entry.version, entry.listing, entry.day, entry.record.title, entry.record.abstract, entry.record.announcements], [rss.id, rss.version, rss.listing, rss.day, rss.record.title, rss.record.abstract, rss.record.announcements]);
});

const channel = (inside: string) => Buffer.from(`<rss><channel><title>cs.LG updates on arXiv.org</title><pubDate>Sat, 06 Jun 2026 00:00:00 -0400</pubDate>${inside}</channel></rss>`);

test('an empty day is a feed without items', () => {
  assert.deepEqual(parseFeed(channel('<skipDays><day>Saturday</day></skipDays>'), ['cs.LG']), { day: '2026-06-06', items: [], bad: [], error: undefined, isFull: false, isWhole: true });
});

test('a feed that says why there is none', () => {
  const feed = parseFeed(Buffer.from("<rss><channel><title>Feed error for query: http://rss.arxiv.org/rss/cs.XX</title><description>Bad subject class 'XX'.</description></channel></rss>"), ['cs.XX']);
  assert.equal(feed.error, "Bad subject class 'XX'.");
});

test('an item that cannot be read is told, the others stay', () => {
  const item = (guid: string, type: string) => `<item><title>One</title><guid>${guid}</guid><announce_type>${type}</announce_type></item>`;
  const feed = parseFeed(channel(`${item('oai:arXiv.org:2606.00001v1', 'new')}${item('oai:arXiv.org:2606.00002v1', 'surprise')}${item('somewhere', 'new')}<item><title>broken</item>${item('oai:arXiv.org:2606.00003v1', 'new')}`), ['cs.LG']);
  assert.deepEqual(feed.items.map(({ id }) => id), ['2606.00001', '2606.00003']);
  assert.deepEqual(feed.bad.map(({ reason }) => reason), ['Its announce type is "surprise"; new, cross, replace and replace-cross are known.', '"somewhere" is no arXiv id.', 'Missing end tag for element title']);
  assert.equal(feed.bad[0]?.identifier, 'oai:arXiv.org:2606.00002v1');
});

test('a feed with as many items as there can be may lack some', () => {
  const items = Array.from({ length: 2_000 }, (_, index) => `<item><title>${index}</title><guid>oai:arXiv.org:2606.${String(index + 1).padStart(5, '0')}v1</guid><announce_type>new</announce_type></item>`);
  assert.equal(parseFeed(channel(items.join('')), ['cs.LG']).isFull, true);
});

describe('newYorkDay', () => {
  const times: [text: string | undefined, day: string | undefined][] = [
    ['Wed, 03 Jun 2026 00:00:00 -0400', '2026-06-03'], ['Wed, 03 Jun 2026 04:00:19 +0000', '2026-06-03'], ['Wed, 03 Jun 2026 03:59:59 GMT', '2026-06-02'],
    ['Mon, 02 Mar 2026 00:00:00 -0500', '2026-03-02'], ['Mon, 02 Mar 2026 04:59:00 +0000', '2026-03-01'],
    ['Sun, 08 Mar 2026 00:00:00 -0500', '2026-03-08'], ['Mon, 09 Mar 2026 04:00:00 +0000', '2026-03-09'], ['Sun, 01 Nov 2026 04:30:00 +0000', '2026-11-01'], ['Mon, 02 Nov 2026 04:30:00 +0000', '2026-11-01'],
    ['2026-06-03T04:00:19.866337+00:00', '2026-06-03'], ['2026-06-03T00:00:00-04:00', '2026-06-03'],
    ['2026-06-03', undefined], ['tomorrow', undefined], ['Wed, 33 Jun 2026 00:00:00 -0400', undefined], ['', undefined], [undefined, undefined],
  ];
  for (const [text, day] of times) test(`of ${text}`, () => assert.equal(newYorkDay(text), day));
});

test('bytes of any kind are read or refused, in pieces as whole', () => {
  const scraps = fc.array(fc.constantFrom('<rss>', '<channel>', '<item>', '</item>', '<title>', '</title>', '<pubDate>Wed, 03 Jun 2026 00:00:00 -0400</pubDate>', '<guid>oai:arXiv.org:2606.00001v1</guid>', '<category>cs.LG</category>', '<category term="cs.AI"/>', '<announce_type>new</announce_type>', 'x', '&', '</channel></rss>'), { maxLength: 30 });
  const read = (bytes: Buffer, size: number): unknown => {
    const parser = new FeedParser(['cs.LG']);
    try {
      for (let at = 0; at < bytes.length; at += size) parser.push(bytes.subarray(at, at + size));
      return parser.end();
    } catch (error) {
      assert.ok(error instanceof AnswerError, String(error));
      return error.message;
    }
  };
  fc.assert(fc.property(scraps, fc.integer({ min: 1, max: 50 }), (parts, size) => {
    const bytes = Buffer.from(parts.join(''));
    assert.deepEqual(read(bytes, size), read(bytes, Infinity));
  }), { numRuns: 300 });
});

test('arXiv as recorded: a feed of cs.AI', { skip: notRecorded }, () => {
  const feed = parseFeed(recorded('rss/TideDra_arxiv_rss_example.xml'), ['cs.AI']);
  assert.deepEqual([feed.day, feed.isWhole, feed.bad], ['2025-08-20', true, []]);
  assert.deepEqual(feed.items.map(({ listing, record }) => `${listing} ${record.announcements.map(({ category, kind }) => `${category} ${kind}`).join()}`), [...Array<string>(5).fill('cross cs.AI cross-list'), 'new cs.AI new', 'new cs.AI new']);
  assert.ok(feed.items.every(({ record }) => record.abstract !== '' && !record.abstract.startsWith('arXiv:') && record.authors.length > 0));
});
