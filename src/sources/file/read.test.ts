import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { formatOf } from './detect.js';
import { detectFormat, FILE_FORMATS, FormatError, InputError, openInput, readLines, readRecords, UnknownFormatError, type ReadItem } from './index.js';
import { errorsIn, fixture, pieces, readAll, titlesIn } from './test-input.js';

const FIXTURES = { snapshot: 'snapshot.jsonl', list: 'list.jsonl', seed: 'seed.jsonl', bibtex: 'references.bib', ris: 'references.ris', csl: 'references.csl.json' };

describe('detectFormat', () => {
  for (const [format, name] of Object.entries(FIXTURES)) {
    it(`recognises ${format} by its first bytes`, async () => {
      assert.equal(await detectFormat(await openInput(pieces(fixture(name), 100))), format);
      assert.equal(await detectFormat(await openInput(pieces(gzipSync(fixture(name))))), format);
    });
  }

  const beginnings: [text: string, format: string | undefined][] = [
    ['\ufeff\n\n {"id":"a","title":"b","date_kind":"year"}', 'list'],
    ['{"id": broken\n{"id":"0704.0001","authors_parsed":[],"title":"x"}', 'snapshot'],
    [`{"id":"0704.0001","title":"x","abstract":"${'cut '.repeat(20)}`, 'list'],
    ['{"authors_parsed":[],"id":"0704.0001","abstract":"cut', 'snapshot'],
    ['{"broadsheet":1,"made":"2026-05-31"}', 'broadsheet'],
    ['{"id":"x","type":"article","title":"y","author":[]}', 'csl'],
    ['{\n  "type": "article",\n  "title": "y",\n  "issued": {}\n}', 'csl'],
    ['[]', 'csl'],
    ['Some words first\n@article{x,', 'bibtex'],
    ['Provider: somebody\r\nTY  - JOUR\r\n', 'ris'],
    ['{"a":1}', undefined], ['title,year', undefined], ['<html>', undefined], ['', undefined], ['{', undefined], ['me@home', undefined],
  ];
  for (const [text, format] of beginnings) it(`takes ${JSON.stringify(text.slice(0, 40))} for ${format}`, () => assert.equal(formatOf(text), format));

  it('says what it reads when it recognises nothing', async () => {
    await assert.rejects(readAll('<html>'), (error) => error instanceof UnknownFormatError && /standard input is in no format that could be recognised.*bibtex, ris, csl/.test(error.message));
    await assert.rejects(readAll(''), /standard input is empty/);
    await assert.rejects(readAll('{"a":1}', { format: 'word' }), /"word" cannot be read as papers; the formats are snapshot, list/);
    await assert.rejects(readAll('{"broadsheet":1}'), /"broadsheet" cannot be read as papers/);
  });

  it('can be overridden', async () => {
    assert.deepEqual(titlesIn(await readAll('{"id":"2401.01234","title":"A"}', { format: 'snapshot' })), ['A']);
  });
});

describe('readRecords', () => {
  for (const [format, name] of Object.entries(FIXTURES)) {
    it(`goes on from any place as if it had not stopped: ${format}`, async () => {
      const bytes = fixture(name);
      const all = await readAll(bytes);
      assert.deepEqual(errorsIn(all), []);
      for (const [index, { position }] of all.entries()) {
        assert.deepEqual(await readAll(bytes, { from: position }), all.slice(index));
      }
    });

    it(`says after every batch where to go on: ${format}`, async () => {
      const bytes = fixture(name);
      const all = await readAll(bytes);
      const seen: ReadItem[] = [];
      for await (const { items, next } of readRecords(await openInput(pieces(bytes, 300)))) {
        seen.push(...items);
        assert.deepEqual([...seen, ...(await readAll(bytes, { from: next }))], all);
      }
    });
  }

  it('counts a bad line, shows it, and takes the rest', async () => {
    const good = '{"id":"2401.01234","title":"Good","date_kind":"year"}';
    const lines = [good, '{"id":', '[1,2]', 'null', '"text"', '', '{"id":"2401.01234"}', '{"id":"2401.01235","title":"\ud800 lone"}', '\u0000\u0001\u0002', good];
    const items = await readAll(lines.join('\r\n'));
    assert.deepEqual(titlesIn(items), ['Good', '\ufffd lone', 'Good']);
    assert.deepEqual(errorsIn(items).map((error) => error.replace(/(JSON:).*/, '$1')), [
      '2: This is not valid JSON:', '3: A JSON object was expected, this is a list.', '4: A JSON object was expected, this is null.',
      '5: A JSON object was expected, this is text.', '7: "title" is missing or empty.', '9: This is not valid JSON:',
    ]);
    const shown = items.flatMap((item) => ('error' in item ? [item.text] : []));
    assert.deepEqual(shown.slice(0, 2), ['{"id":', '[1,2]']);
  });

  it('shows no more than the beginning of a bad line', async () => {
    const [item] = await readAll(`{"id":"${'x'.repeat(5000)}"`, { format: 'list' });
    assert.ok(item && 'error' in item);
    assert.equal(item.text.length, 200);
    assert.ok(item.error.message.length < 300);
  });

  it('survives a line that unpacks to more than there is memory for it', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from('{"id":"2401.01234","title":"'), Buffer.alloc(40 * 1024 * 1024, 'x'), Buffer.from('"}\n{"id":"2401.01235","title":"Next"}\n')]));
    const items = await readAll(bomb, { format: 'list' });
    assert.deepEqual([errorsIn(items), titlesIn(items)], [['1: This entry is longer than 4 MB.'], ['Next']]);
    assert.equal(items[1]!.position.line, 2);
  });

  it('survives JSON of a million brackets', async () => {
    const items = await readAll(`{"id":${'['.repeat(1_000_000)}\n{"id":"2401.01235","title":"Next"}`, { format: 'list' });
    assert.deepEqual([errorsIn(items).length, titlesIn(items)], [1, ['Next']]);
  });

  for (const [name, compress] of [['gzip', gzipSync], ['zstd', zstdCompressSync]] as const) {
    it(`takes all whole lines of a cut ${name} file before it fails`, async () => {
      const lines = Array.from({ length: 20_000 }, (_, index) => JSON.stringify({ id: `list:${index}`, title: `Title ${Math.sin(index)}`, date_kind: 'year' }));
      const bytes = compress(Buffer.from(lines.join('\n')));
      const items: ReadItem[] = [];
      const reading = async () => {
        for await (const batch of readRecords(await openInput(pieces(bytes.subarray(0, bytes.length - 10_000))))) items.push(...batch.items);
      };
      await assert.rejects(reading, (error) => error instanceof InputError && /incomplete/.test(error.message));
      assert.ok(items.length > 10_000 && items.length < 20_000);
      assert.deepEqual(errorsIn(items), []);
      assert.equal(titlesIn(items).at(-1), JSON.parse(lines[items.length - 1]!).title);
    });
  }

  it('accounts for every line of whatever it is given, and throws nothing but its own errors', async () => {
    const sign = fc.constantFrom(...'{}[]":,\\\n\r\t @-0aTYERé\u0000', '{"id":"2401.01234","title":"a"}', '\n', '\r\n', 'TY  - JOUR\n', '@article{a, title={b}}');
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.array(sign, { maxLength: 80 }).map((signs) => Buffer.from(signs.join(''))));
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom('snapshot', 'list', 'seed'), async (input, format) => {
        const items = await readUnlessRefused(input, format);
        if (items === undefined) return;
        assert.equal(items.length, linesWithText(Buffer.from(input)));
        assert.ok(items.every((item) => 'record' in item || item.error instanceof FormatError));
      }),
      { numRuns: 200 },
    );
  });

  it('throws nothing but its own errors in any format, also when compression is damaged', async () => {
    const damaged = fc.tuple(fc.constantFrom(...Object.values(FIXTURES)), fc.constantFrom(gzipSync, zstdCompressSync, Buffer.from), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }), fc.nat());
    await fc.assert(
      fc.asyncProperty(damaged, fc.constantFrom(...FILE_FORMATS), async ([name, compress, changes, cut], format) => {
        const bytes = Buffer.from(compress(fixture(name)));
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const items = await readUnlessRefused(bytes.subarray(0, bytes.length - (cut % 50)), format);
        assert.ok(items === undefined || items.every((item) => 'record' in item || item.error instanceof FormatError));
        assert.ok(items === undefined || items.every((item) => 'record' in item || item.error.cause === undefined), 'a mistake of ours');
      }),
      { numRuns: 200 },
    );
  });
});

/** The items; nothing when the whole input was refused in words. */
async function readUnlessRefused(bytes: Uint8Array, format: string): Promise<ReadItem[] | undefined> {
  try {
    return await readAll(bytes, { format });
  } catch (error) {
    assert.ok(error instanceof InputError || error instanceof UnknownFormatError, String(error));
    return undefined;
  }
}

function linesWithText(bytes: Buffer): number {
  const text = bytes.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  return text.split('\n').filter((line) => /[^ \t\r\v\f]/.test(line)).length;
}

describe('readLines', () => {
  it('gives lines with their places, from any place on', async () => {
    const text = '{"broadsheet":1}\n\n{"kind":"paper"}\n{"kind":"vote"}';
    const from = async (position?: { line: number; byte: number }) => {
      const lines: string[] = [];
      for await (const { entries } of readLines(await openInput(pieces(text)), position)) lines.push(...entries.map((entry) => `${entry.position.line}@${entry.position.byte} ${entry.text}`));
      return lines;
    };
    const all = ['1@0 {"broadsheet":1}', '3@18 {"kind":"paper"}', '4@35 {"kind":"vote"}'];
    assert.deepEqual(await from(), all);
    assert.deepEqual(await from({ line: 3, byte: 18 }), all.slice(1));
  });
});
