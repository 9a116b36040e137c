import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fixture } from '../test-input.js';
import { BIBTEX_ENTRIES } from './bibtex-entries.js';
import { EntrySplitter, MAX_ENTRY_BYTES, type RawEntry, type Syntax } from './entries.js';
import { JSON_OBJECTS } from './json-entries.js';
import { LINES } from './lines.js';
import { RIS_ENTRIES } from './ris-entries.js';

function split(syntax: Syntax, ...chunks: (Buffer | string)[]): RawEntry[] {
  const splitter = new EntrySplitter(syntax);
  return [...chunks.flatMap((chunk) => splitter.push(Buffer.from(chunk)).entries), ...splitter.end().entries];
}

/** Text, or the problem in angle brackets. */
function shown(entries: RawEntry[]): string[] {
  return entries.map(({ position, text, problem }) => `${position.line}@${position.byte} ${problem === undefined ? text : `<${problem}>`}`);
}

const SYNTAXES = { LINES, BIBTEX_ENTRIES, RIS_ENTRIES, JSON_OBJECTS };

describe('EntrySplitter', () => {
  it('knows line and byte of every line', () => {
    assert.deepEqual(shown(split(LINES, 'one\ntwo\r\n\n  \nfünf\nsix')), ['1@0 one', '2@4 two', '5@13 fünf', '6@19 six']);
  });

  it('passes over a byte order mark', () => {
    assert.deepEqual(shown(split(LINES, '\ufeffone\n')), ['1@3 one']);
    assert.deepEqual(shown(split(LINES, Buffer.from([0xef]), Buffer.from([0xbb]), Buffer.from([0xbf, 0x61]))), ['1@3 a']);
    assert.deepEqual(shown(split(LINES, 'a')), ['1@0 a']);
  });

  it('reports what is not UTF-8, and only that', () => {
    const entries = split(LINES, 'good\n', Buffer.from([0x66, 0xfc, 0x0a]), 'gut\n');
    assert.deepEqual(entries.map(({ problem }) => problem !== undefined), [false, true, false]);
    assert.match(entries[1]!.problem!, /not valid UTF-8.*iconv/);
  });

  it('puts together a character that comes in two pieces', () => {
    const bytes = Buffer.from('fünf\n');
    assert.deepEqual(shown(split(LINES, bytes.subarray(0, 2), bytes.subarray(2))), ['1@0 fünf']);
  });

  const openings: [syntax: keyof typeof SYNTAXES, open: string, good: string, entry: string][] = [
    ['LINES', '', '\n{"a":1}\n', '{"a":1}'],
    ['BIBTEX_ENTRIES', '@article{long, title={', '\n@misc{a, b={c}}\n', '@misc{a, b={c}}'],
    ['RIS_ENTRIES', 'TY  - JOUR\nAB  - ', '\nTY  - JOUR\nER  - \n', 'TY  - JOUR'],
    ['JSON_OBJECTS', '[{"title": "', '"\n{"title": 1}]', '{"title": 1}'],
  ];
  for (const [name, open, good, entry] of openings) {
    it(`skips what is over the limit without keeping it: ${name}`, () => {
      const splitter = new EntrySplitter(SYNTAXES[name]);
      const filler = Buffer.alloc(256 * 1024, 'x');
      const entries = splitter.push(Buffer.from(open)).entries;
      for (let size = 0; size < 5 * MAX_ENTRY_BYTES; size += filler.length) entries.push(...splitter.push(filler).entries);
      assert.equal(entries.length, 1);
      assert.match(entries[0]!.problem!, /longer than 4 MB/);
      assert.ok(entries[0]!.text.length <= 200);
      const rest = [...splitter.push(Buffer.from(good)).entries, ...splitter.end().entries];
      assert.deepEqual(rest.map(({ text, problem }) => ({ text, problem })), [{ text: entry, problem: undefined }]);
    });
  }

  it('refuses an entry over the limit that comes in one piece', () => {
    const entries = split(LINES, `${'x'.repeat(MAX_ENTRY_BYTES + 1)}\nnext\n`);
    assert.deepEqual(entries.map(({ problem }) => problem === undefined), [false, true]);
    assert.equal(entries[1]!.position.line, 2);
  });

  const inputs = ['snapshot.jsonl', 'references.bib', 'references.ris', 'references.csl.json'].map((name) => fixture(name));
  for (const [name, syntax] of Object.entries(SYNTAXES)) {
    it(`finds the same entries however the bytes are cut: ${name}`, () => {
      const rubbish = fc.array(fc.constantFrom(...'@{}()[]"\\,:\n=aTYER -é', '@a{b,c=', '{"t":', 'TY  - ', '\nER  - '), { maxLength: 60 }).map((signs) => Buffer.from(signs.join('')));
      fc.assert(
        fc.property(fc.oneof(fc.constantFrom(...inputs), rubbish), fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 40 }), (bytes, sizes) => {
          const chunks: Buffer[] = [];
          let at = 0;
          for (const size of sizes) {
            chunks.push(bytes.subarray(at, at + size));
            at += size;
          }
          chunks.push(bytes.subarray(at));
          assert.deepEqual(split(syntax, ...chunks), split(syntax, bytes));
        }),
        { numRuns: 150 },
      );
    });
  }

  it('does not slow down on input made to be slow', () => {
    const evil: [Syntax, string][] = [
      [BIBTEX_ENTRIES, '@a{\n'], [BIBTEX_ENTRIES, '@a{b,c={'], [BIBTEX_ENTRIES, '@comment{'], [BIBTEX_ENTRIES, '\\{'],
      [JSON_OBJECTS, ',{"x'], [JSON_OBJECTS, '[{"a":'], [JSON_OBJECTS, '{"a":1,'], [JSON_OBJECTS, '{\n'],
      [RIS_ENTRIES, 'TY  - \n'], [LINES, '\n'],
    ];
    for (const [syntax, piece] of evil) {
      const text = piece.repeat(Math.ceil(400_000 / piece.length));
      const started = performance.now();
      split(syntax, text);
      assert.ok(performance.now() - started < 3_000, `slow: ${piece}`);
    }
  });
});

describe('BIBTEX_ENTRIES', () => {
  const cases: [what: string, text: string, expected: string[]][] = [
    ['braces in braces', '@a{x, t={a {b} c}} @b(y, t="(z)")', ['1@0 @a{x, t={a {b} c}}', '1@19 @b(y, t="(z)")']],
    ['escaped braces', '@a{x, t={\\{}}\n@b{y}', ['1@0 @a{x, t={\\{}}', '2@14 @b{y}']],
    ['braces after a path', '@a{x, t={C:\\dir\\}}\n@b{y}', ['1@0 @a{x, t={C:\\dir\\}}', '2@19 @b{y}']],
    ['an entry never closed', '@a{x, t={oh\n@b{y}', ['1@0 <The braces of this BibTeX entry never close.>', '2@12 @b{y}']],
    ['the next entry on the same line', '@a{x, t={oh} @b{y, t={z}}', ['1@0 <The braces of this BibTeX entry never close.>', '1@13 @b{y, t={z}}']],
    ['an at sign in a field', '@a{x, t={me@home (work) @ {b}}}', ['1@0 @a{x, t={me@home (work) @ {b}}}']],
    ['a comment never closed', '@comment{ oh\n@b{y}', ['2@13 @b{y}']],
  ];
  for (const [what, text, expected] of cases) it(`reads ${what}`, () => assert.deepEqual(shown(split(BIBTEX_ENTRIES, text)), expected));
});

describe('JSON_OBJECTS', () => {
  const broken = 'This JSON object is broken: a quote or a bracket is missing in it.';
  const cases: [what: string, text: string, expected: string[]][] = [
    ['an array', '[{"a":[{"b":1}]},\n {"c":"}"}]', ['1@1 {"a":[{"b":1}]}', '2@19 {"c":"}"}']],
    ['objects without an array', '{"a":1}{"b":2}\n{"c":3}', ['1@0 {"a":1}', '1@7 {"b":2}', '2@15 {"c":3}']],
    ['a missing brace', '[{"title":"A",\n{"title":"B"}]', [`1@1 <${broken}>`, '2@15 {"title":"B"}']],
    ['a missing quote', '[{"title":"A},{"title":"B"},{"title":"C"}]', [`1@1 <${broken}>`, '1@14 {"title":"B"}', '1@28 {"title":"C"}']],
    ['names in a broken item are no items', '[{"title":"A","author":[{"family":"X"}},{"title":"B"}]', [`1@1 <${broken}>`, '1@40 {"title":"B"}']],
    ['what is no object', '[null, "x", {"a":1}]', ['1@1 <A JSON object was expected here.>', '1@12 {"a":1}']],
    ['an end in the middle', '[{"a":1},{"b":', ['1@1 {"a":1}', `1@9 <${broken}>`]],
  ];
  for (const [what, text, expected] of cases) it(`reads ${what}`, () => assert.deepEqual(shown(split(JSON_OBJECTS, text)), expected));
});
