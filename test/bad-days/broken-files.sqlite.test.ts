import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { runBroadsheet, type StartOptions } from '../run-broadsheet.js';
import { countRecords, inDatabase, paperLines } from './papers.js';
import { makePlace } from './serving.js';

const BIBTEX = `@article{good2026,
  title = {A good entry before the broken one},
  author = {Lovelace, Ada and Turing, Alan},
  year = {2026}
}
@article{broken2026,
  title = {A brace that is never closed,
  author = {Nobody},
}
@article{after2026,
  title = {A good entry after the broken one},
  author = {Hopper, Grace},
  year = {2025}
}
`;

const RIS = `TY  - JOUR
TI  - A good reference
AU  - Lovelace, Ada
PY  - 2026
ER  - 
TY  - JOUR
AU  - Nobody, No
PY  - 2026
ER  - 
TY  - JOUR
TI  - Another good reference
AU  - Hopper, Grace
PY  - 2025
ER  - 
`;

interface Case {
  name: string;
  bytes: Buffer | string;
  code: 0 | 1;
  /** How many papers are in afterwards: at least, when it depends on where a stream was cut. */
  stored: number | { least: number };
  words: RegExp[];
}

const good = paperLines(3);
const CASES: Record<string, Case> = {
  'JSON lines, two of them broken': {
    name: 'papers.jsonl', bytes: `${paperLines(1)}{"id": "2606.1", "title": \n${paperLines(3, 1)}nonsense\n`, code: 0, stored: 3,
    words: [/^3 records read: 3 new papers, 0 changed or joined one, 0 said nothing new\.$/m, /^2 lines could not be used:$/m, /^ {2}line 2: .*JSON/m, /^ {2}line 5: .*JSON/m],
  },
  'JSON that stops in the middle': { name: 'papers.json', bytes: good.slice(0, -40), code: 0, stored: 2, words: [/^1 line could not be used:$/m, /^ {2}line 3: /m] },
  'JSON lines that are all broken': { name: 'papers.jsonl', bytes: '{"id": "2606.1", "title": \n'.repeat(30), code: 1, stored: 0, words: [/^0 records read: /m, /^30 lines could not be used; the first ones:$/m, /^ {2}line 10: /m] },
  'BibTeX with a brace that is never closed': { name: 'library.bib', bytes: BIBTEX, code: 0, stored: 2, words: [/^1 line could not be used:$/m, /^ {2}line 6: /m] },
  'RIS with a reference without a title': { name: 'library.ris', bytes: RIS, code: 0, stored: 2, words: [/^1 line could not be used:$/m, /^ {2}line 6: .*title/m] },
  'gzip that was cut': {
    name: 'papers.jsonl.gz', bytes: cut(gzipSync(paperLines(3_000))), code: 1, stored: { least: 500 },
    words: [/is incomplete: its gzip data stop at byte [\d,]+ in the middle; what came before, [\d,]+ bytes of text, was read\. Fetch the file again and import it again: what is already in is not repeated\./],
  },
  'gzip with damage in the middle': { name: 'papers.jsonl.gz', bytes: scratch(gzipSync(paperLines(3_000))), code: 1, stored: { least: 500 }, words: [/is damaged: its gzip data make no sense after byte [\d,]+/] },
  'a format that nobody knows': {
    name: 'letter.txt', bytes: 'Dear friend, this is a letter.\n', code: 1, stored: 0,
    words: [/letter\.txt is in no format that could be recognised\. Papers are read from arXiv's metadata snapshot .*; name the format if it is one of snapshot, list, seed, bibtex, ris, csl, broadsheet\./],
  },
  'an empty file': { name: 'empty.json', bytes: '', code: 1, stored: 0, words: [/empty\.json is empty\./] },
  'a picture': { name: 'picture.png', bytes: Buffer.from('89504e470d0a1a0a0000000d49484452000000', 'hex'), code: 1, stored: 0, words: [/picture\.png is in no format that could be recognised\./] },
};

function cut(bytes: Buffer): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length * 0.6));
}

function scratch(bytes: Buffer): Buffer {
  bytes.fill(0xff, Math.floor(bytes.length * 0.6), Math.floor(bytes.length * 0.6) + 200);
  return bytes;
}

for (const [what, { name, bytes, code, stored, words }] of Object.entries(CASES)) {
  test(`${what}: what can be read goes in, the rest is counted and shown`, async (t) => {
    const { folder, env } = await makePlace(t);
    const file = join(folder, name);
    writeFileSync(file, bytes);
    const ended = await runBroadsheet(['import', file], env);
    assert.equal(ended.code, code, ended.stderr);
    for (const expected of words) assert.match(ended.stdout + ended.stderr, expected);
    assert.doesNotMatch(ended.stdout + ended.stderr, /\n\s+at |should not/);
    const found = await inDatabase(env, countRecords);
    if (typeof stored === 'number') assert.equal(found, stored);
    else assert.ok(found >= stored.least, `${found} records are in`);
  });
}

test('standard input: the same words, the same papers', async (t) => {
  const { env } = await makePlace(t);
  const from = (text: string): StartOptions => ({ input: Readable.from([Buffer.from(text)]) });
  const first = await runBroadsheet(['import', '-'], env, from(`${good}broken\n`));
  assert.equal(first.code, 0, first.stderr);
  assert.match(first.stdout, /^Imported standard input\.\n3 records read: .*\n1 line could not be used:\n {2}line 4: /);
  const nothing = await runBroadsheet(['import', '-'], env, from(''));
  assert.equal(nothing.code, 1);
  assert.match(nothing.stderr, /^standard input is empty\./m);
  const json = await runBroadsheet(['import', '-', '--json'], env, from(good));
  assert.deepEqual(pick(JSON.parse(json.stdout)), { state: 'done', records: 3, added: 0, unchanged: 3, bad: 0 });
});

test('a format that does not exist, or is not that of the file', async (t) => {
  const { folder, env } = await makePlace(t);
  const file = join(folder, 'papers.jsonl');
  writeFileSync(file, good);
  const unknown = await runBroadsheet(['import', file, '--format', 'word'], env);
  assert.equal(unknown.code, 1);
  assert.match(unknown.stderr, /^"word" cannot be read as papers; the formats are snapshot, list, /m);
  const right = await runBroadsheet(['import', file], env);
  assert.equal(right.code, 0, 'the failed try is not in the way');
  assert.equal(await inDatabase(env, countRecords), 3);
});

function pick({ state, records, added, unchanged, bad }: Record<string, unknown>) {
  return { state, records, added, unchanged, bad };
}
