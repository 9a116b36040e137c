import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AnswerError } from '../errors.js';
import { fixture, notRecorded, recorded, recordedNames } from '../testing.js';
import { parseQuery } from './parse.js';

test('papers with what the API knows: first and latest version, arXiv categories only, the primary first', () => {
  const answer = parseQuery(fixture('query.atom'));
  assert.deepEqual([answer.total, answer.isWhole, answer.bad, answer.error], [2, true, [], undefined]);
  const [door = assert.fail(), knot = assert.fail()] = answer.records;
  assert.deepEqual({ ...door, announcements: door.announcements.map(({ day, kind, category }) => `${day} ${kind} ${category}`) }, {
    source: 'arxiv',
    id: '2401.00001',
    via: 'api',
    ids: [{ scheme: 'doi', value: '10.1000/doors.9' }],
    title: 'Doors of perception networks',
    abstract: 'Doors are opened.',
    authors: [{ name: 'Gia Porta', affiliation: 'Institute of Hinges' }, { name: 'Hal Gate' }],
    categories: ['cs.CV', 'cs.NE'],
    published: '2024-01-01T10:00:00Z',
    updated: '2024-03-05T08:18:33Z',
    versions: [{ number: 1, submitted: '2024-01-01T10:00:00Z' }, { number: 3, submitted: '2024-03-05T08:18:33Z' }],
    announcements: ['2024-01-02 new cs.CV', '2024-01-02 cross-list cs.NE', '2024-03-06 replacement cs.CV'],
    comment: '3 doors',
    journalRef: 'Doors 9 (2024) 1',
    licence: undefined,
    withdrawn: false,
    links: [],
  });
  assert.deepEqual([knot.id, knot.versions.length], ['math/0306266', 1]);
});

test('an error is told in the words of arXiv, and is no paper', () => {
  const answer = parseQuery(fixture('query-error.atom'));
  assert.deepEqual([answer.error, answer.records], ['incorrect id format for abc', []]);
});

test('an entry without a title or an id is told, not taken', () => {
  const answer = parseQuery(Buffer.from('<feed><entry><id>http://arxiv.org/abs/2401.00001v1</id></entry><entry><id>x</id><title>y</title></entry></feed>'));
  assert.deepEqual(answer.bad.map(({ offset, reason }) => [offset, reason]), [[6, 'It has no title.'], [63, '"x" is no arXiv id.']]);
});

test('bytes of any kind are read or refused', () => {
  const real = fixture('query.atom');
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(real.length - 1), fc.nat(255)), { maxLength: 30 }), fc.nat(real.length), (changes, length) => {
    const bytes = Buffer.from(real.subarray(0, length));
    for (const [at, value] of changes) if (at < length) bytes[at] = value;
    try {
      for (const { id, title } of parseQuery(bytes).records) assert.ok(id !== '' && title !== '');
    } catch (error) {
      assert.ok(error instanceof AnswerError, String(error));
    }
  }), { numRuns: 300 });
});

test('arXiv as recorded: every answer, with as many papers as it says', { skip: notRecorded }, () => {
  const names = recordedNames('atom');
  assert.ok(names.length >= 20);
  let papers = 0;
  for (const name of names) {
    const answer = parseQuery(bodyOf(name));
    assert.deepEqual([answer.bad, answer.isWhole], [[], true], name);
    assert.equal(answer.error, name.includes('id_abc') ? 'incorrect id format for abc' : undefined);
    if (name.includes('_m10_')) assert.equal(answer.records.length, 10, name);
    for (const record of answer.records) assert.ok(record.authors.length > 0 && record.abstract !== '' && record.announcements.length > 0, record.id);
    papers += answer.records.length;
  }
  assert.equal(papers, 223);
});

/** Most are kept as JSON with the address that was asked. */
function bodyOf(name: string): Buffer {
  const bytes = recorded(name);
  return name.endsWith('.json') ? Buffer.from((JSON.parse(bytes.toString()) as { body: string }).body) : bytes;
}
