import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseXml } from '@rgrove/parse-xml';
import fc from 'fast-check';
import { parseFeed } from 'feedsmith';
import RssParser from 'rss-parser';
import { anyText } from '#test/any-text';
import { assertAtom, assertJsonFeed, assertRss } from '../../../test/feeds/valid.js';
import { FORMATS } from './formats.js';
import { readOpml, writeOpml } from './opml.js';
import { FEED_FORMATS, type FeedDocument, type FeedEntry } from './types.js';
import { urnOf } from './ids.js';
import { element } from './xml.js';

const HOSTILE = `</title><script>alert("1")</script> & ]]> \u0000\u0008\ufffe\ud800 𝔸 "q" 'a' <![CDATA[`;

function entry(given: Partial<FeedEntry> = {}): FeedEntry {
  return {
    id: urnOf('one'), url: 'https://papers.example.org/papers/2606.01001', title: 'On α-divergences', summary: 'Short.', html: '<p>All &amp; more</p>',
    published: '2026-06-03T00:00:00.000Z', updated: '2026-06-04T10:00:00.000Z', authors: ['Ada Brown'], categories: [{ code: 'cs.LG', name: 'Machine Learning' }], pdf: 'https://arxiv.org/pdf/2606.01001',
    ...given,
  };
}

function feed(given: Partial<FeedDocument> = {}): FeedDocument {
  return {
    id: urnOf('feed'), title: 'Latest · Paper', about: 'The newest.', publisher: 'Paper', page: 'https://papers.example.org/', self: 'https://papers.example.org/feeds/latest.atom?a=1&b=2',
    updated: '2026-06-04T10:00:00.000Z', entries: [entry()], ...given,
  };
}

async function assertValid(document: FeedDocument): Promise<void> {
  await assertAtom(FORMATS.atom.write(document));
  assertRss(FORMATS.rss.write(document));
  assertJsonFeed(FORMATS.json.write(document));
}

test('all formats are valid: full, empty, with a hub, and with all that text can hold', async () => {
  await assertValid(feed());
  await assertValid(feed({ entries: [], updated: new Date(0).toISOString() }));
  await assertValid(feed({ hub: 'https://hub.example.org/?a=1&b=2' }));
  await assertValid(feed({ title: HOSTILE, entries: [entry({ title: HOSTILE, summary: '', html: HOSTILE, authors: [HOSTILE], categories: [{ code: 'a & b' }], pdf: undefined })] }));
});

test('the grammar finds what is wrong', async () => {
  await assert.rejects(assertAtom(FORMATS.atom.write(feed({ updated: 'yesterday' }))));
  await assert.rejects(assertAtom(FORMATS.atom.write(feed()).replace(/<id>.*?<\/id>/, '')));
  await assert.rejects(assertAtom(FORMATS.atom.write(feed({ entries: [entry(), entry()] }))));
});

test('two parsers of others read the same ids, titles, dates and links', async () => {
  const hostile = feed({ entries: [entry(), entry({ id: urnOf('two'), title: 'Less < more & "so"', url: 'https://papers.example.org/papers/b?x=1&y=2' })] });
  const expected = hostile.entries.map(({ id, title, url }) => [id, title, url]);
  const rss = await new RssParser().parseString(FORMATS.rss.write(hostile));
  assert.deepEqual(rss.items.map(({ guid, title, link }) => [guid, title, link]), expected);
  assert.deepEqual(rss.items.map(({ isoDate, enclosure }) => [isoDate, enclosure?.url])[0], [hostile.entries[0]!.published, hostile.entries[0]!.pdf]);
  const atom = await new RssParser().parseString(FORMATS.atom.write(hostile));
  assert.deepEqual(atom.items.map(({ id, title, link }) => [id, title, link]), expected);
  for (const format of FEED_FORMATS) {
    const parsed = parseFeed(FORMATS[format].write(hostile));
    const read =
      parsed.format === 'atom' ? parsed.feed.entries?.map(({ id, title, links }) => [id, title?.value, links?.find(({ rel }) => rel === 'alternate')?.href])
      : parsed.format === 'rss' ? parsed.feed.items?.map(({ guid, title, link }) => [guid?.value, title, link])
      : parsed.format === 'json' ? parsed.feed.items?.map(({ id, title, url }) => [id, title, url])
      : undefined;
    assert.deepEqual(read, expected, format);
  }
});

test('any text comes back out of XML as it was, but for what XML cannot hold', () => {
  const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
  fc.assert(
    fc.property(anyText(), (text) => {
      const { root } = parseXml(element('x', { y: text }, text));
      const kept = text.toWellFormed().replace(forbidden, '');
      assert.deepEqual([root?.text, root?.attributes['y']], [kept, kept]);
    }),
  );
});

test('OPML goes out and comes back, in folders too; what is none is refused in words', () => {
  const outlines = [
    { title: 'A & "B" <c>', xmlUrl: 'https://x.example/feeds/search.atom?q=a&top=5', htmlUrl: undefined, list: undefined },
    { title: 'Two', xmlUrl: 'https://x.example/feeds/private/1-abc.atom', htmlUrl: undefined, list: 'search.atom?q=%22b%22' },
  ];
  assert.deepEqual(readOpml(writeOpml({ title: 'T', outlines })), outlines);
  assert.equal(readOpml('<opml version="1.0"><body><outline text="F"><outline text="G"><outline text="x" xmlUrl="https://a.example/"/></outline></outline></body></opml>')[0]?.title, 'x');
  for (const bad of ['', 'words', '<html/>', '<opml', `${'<opml>'.repeat(5)}`, '<!DOCTYPE x [<!ENTITY a "b">]><opml>&a;</opml>']) assert.throws(() => readOpml(bad), /OPML|XML/);
  fc.assert(fc.property(fc.string(), (text) => {
    try {
      readOpml(text);
    } catch (error) {
      assert.match((error as Error).message, /OPML|XML/);
    }
  }));
});
