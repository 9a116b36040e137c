import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findUrls, locateUrls, safeUrl } from './urls.js';

const TEXTS: [string, string[]][] = [
  ['none here, ftp://example.org, www.example.org', []],
  ['at https://example.org/a.', ['https://example.org/a']],
  ['(https://example.org/a), [http://example.org/b]; "https://example.org/c"!', ['https://example.org/a', 'http://example.org/b', 'https://example.org/c']],
  ['https://en.wikipedia.org/wiki/Space_(mathematics)).', ['https://en.wikipedia.org/wiki/Space_(mathematics)']],
  [String.raw`\url{https://example.org/a\_b} and \href{https://example.org/50\%25\#x}{https://example.org/shown}`, ['https://example.org/a_b', 'https://example.org/50%25#x', 'https://example.org/shown']],
  [String.raw`http://example.org/\~me/ http://example.org/$\sim$me http://example.org/{\~}me http://example.org/\textasciitilde me`, ['http://example.org/~me/', 'http://example.org/~me', 'http://example.org/~me', 'http://example.org/~']],
  [String.raw`https://example.org/a$\_$b https://example.org/a{\_}b https://example.org/?a=1\&b=2`, ['https://example.org/a_b', 'https://example.org/a_b', 'https://example.org/?a=1&b=2']],
  ['https://a.example/x,https://b.example/y;http://c.example', ['https://a.example/x', 'https://b.example/y', 'http://c.example']],
  ['**https://example.org/a** and `https://example.org/b`', ['https://example.org/a', 'https://example.org/b']],
  ['HTTPS://Example.org:8080/X?y=(z)#w', ['HTTPS://Example.org:8080/X?y=(z)#w']],
  ['https://user:secret@example.org/ https://localhost/ https:///x https://.org https://-', []],
  ['https://de.wikipedia.org/wiki/Zürich, https://exämple.org/', ['https://de.wikipedia.org/wiki/Zürich']],
  ["``https://example.org/a''", ['https://example.org/a']],
];

test('finds addresses', async (t) => {
  for (const [text, expected] of TEXTS) await t.test(text.slice(0, 60), () => assert.deepEqual(findUrls(text), expected));
});

test('knows where an address stands', () => {
  assert.deepEqual(locateUrls('at http://a.example/b\\_c.'), [{ url: 'http://a.example/b_c', start: 3, end: 24 }]);
});

test('takes only http and https for addresses', () => {
  assert.equal(safeUrl(' https://example.org/a\\_b '), 'https://example.org/a_b');
  for (const bad of ['javascript:alert(1)', 'data:text/html,x', '//example.org', '/x', 'https:example.org', 'https://a@b.example', 'https://example.org/"x', 'https://example.org/ x', 'java\nscript:x']) {
    assert.equal(safeUrl(bad), undefined, bad);
  }
});

test('whatever the text, what it finds are addresses', () => {
  const pieces = ['https://', 'http://', 'a.example', '/', '(', ')', '[', ']', '.', ',', '\\_', '\\%', '{', '}', '$\\sim$', '?', '#', '&', ' ', '"', '<', 'ö', ':80', '@', "'", '\\'];
  const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      for (const { url, start, end } of locateUrls(text)) {
        assert.match(url, /^https?:\/\/[^\s"<>\\]+$/);
        assert.ok(URL.canParse(url) && !/[.,;:!?']$/.test(url));
        assert.ok(start < end && end <= text.length);
      }
    }),
    { numRuns: 1_000 },
  );
});
