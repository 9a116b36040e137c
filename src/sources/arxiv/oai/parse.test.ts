import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AnswerError } from '../errors.js';
import { fixture, notRecorded, pageXml, rawRecordXml, recorded, recordedNames } from '../testing.js';
import { OaiParser, parseOai, type OaiPage } from './parse.js';

const idsOf = (page: OaiPage) => page.records.map(({ record }) => record.id);

/** A page that comes in pieces of a size. */
function parseInPieces(bytes: Uint8Array, size: number): OaiPage {
  const parser = new OaiParser();
  for (let at = 0; at < bytes.length; at += size) parser.push(bytes.subarray(at, at + size));
  return parser.end();
}

test('a record of arXivRaw with everything: versions in order, authors, ids, announcements', () => {
  const page = parseOai(fixture('oai-raw.xml'));
  const [{ record, datestamp } = assert.fail()] = page.records;
  assert.equal(datestamp, '2026-06-03');
  assert.deepEqual({ ...record, announcements: record.announcements.length }, {
    source: 'arxiv',
    id: '2605.01234',
    via: 'oai',
    ids: [{ scheme: 'doi', value: '10.1000/fold.7' }, { scheme: 'doi', value: '10.1000/fold.8' }],
    title: 'Folding $N$ tables & chairs with at most $k < N$ hinges',
    abstract: 'Tables fold. We show that chairs do too, and give a bound that holds whenever the hinges are oiled.',
    authors: [
      { name: 'Ada Exemplar', affiliation: 'Institute of Hinges' },
      { name: 'José Muñoz', affiliation: 'Institute of Hinges; University of Doors' },
      { name: 'Bo van den Berg Jr.', affiliation: 'Institute of Hinges; University of Doors' },
    ],
    categories: ['cs.LG', 'stat.ML'],
    published: '2026-05-01T12:00:00Z',
    updated: '2026-06-02T10:00:00Z',
    versions: [
      { number: 1, submitted: '2026-05-01T12:00:00Z', size: '90kb' },
      { number: 2, submitted: '2026-05-04T20:30:00Z', size: '91kb' },
      { number: 10, submitted: '2026-06-02T10:00:00Z', size: '95kb' },
    ],
    announcements: 4,
    comment: '12 pages; code at https://example.org/fold',
    journalRef: 'J. Fold. 3 (2026) 1-9',
    reportNumber: 'IH-26-05',
    licence: 'http://creativecommons.org/licenses/by/4.0/',
    submitter: 'Ada Exemplar',
    withdrawn: false,
    links: [],
  });
  assert.deepEqual(record.announcements, [
    { day: '2026-05-04', kind: 'new', category: 'cs.LG', computed: true },
    { day: '2026-05-04', kind: 'cross-list', category: 'stat.ML', computed: true },
    { day: '2026-05-06', kind: 'replacement', category: 'cs.LG', computed: true },
    { day: '2026-06-03', kind: 'replacement', category: 'cs.LG', computed: true },
  ]);
});

test('a page tells what was withdrawn, deleted and unreadable, where it goes on, and the time', () => {
  const page = parseOai(fixture('oai-raw.xml'));
  assert.deepEqual(page.records.map(({ record }) => [record.id, record.withdrawn]), [['2605.01234', false], ['math/0306266', true]]);
  assert.deepEqual(page.deleted, [{ id: '2605.09999', datestamp: '2026-06-03' }]);
  assert.deepEqual(page.bad.map(({ identifier, reason }) => [identifier, reason]), [['oai:arXiv.org:2605.08888', 'It has no title.']]);
  assert.match(fixture('oai-raw.xml').toString('utf8', page.bad[0]!.offset), /^<record>\s*<header>\s*<identifier>oai:arXiv.org:2605.08888/);
  assert.deepEqual(page.token, { value: 'verb%3DListRecords%26metadataPrefix%3DarXivRaw%26from%3D2026-06-03%26skip%3D4', completeListSize: undefined, cursor: undefined, expires: '2026-06-04T00:00:00Z' });
  assert.deepEqual([page.responseDate, page.isWhole, page.error], ['2026-06-03T01:10:00Z', true, undefined]);
});

test('a record of the format arXiv: authors in parts, days only', () => {
  const [{ record } = assert.fail()] = parseOai(fixture('oai-arxiv.xml')).records;
  assert.deepEqual(record.authors, [{ name: 'Erika Muster', affiliation: 'A. Institute; B. Lab' }, { name: 'J. Beispiel III' }]);
  assert.deepEqual([record.published, record.updated, record.categories], ['2018-01-09', '2018-01-23', ['hep-th', 'math-ph', 'math.MP']]);
  assert.deepEqual(record.announcements[0], { day: '2018-01-10', kind: 'new', category: 'hep-th', computed: true });
});

test('errors of the protocol, tokens and the server itself', () => {
  const around = (inside: string) => parseOai(Buffer.from(`<OAI-PMH>${inside}</OAI-PMH>`));
  assert.deepEqual(around("<error code='badResumptionToken'>The value is invalid.</error>").error, { code: 'badResumptionToken', message: 'The value is invalid.' });
  assert.deepEqual(around('<error code="noRecordsMatch"/>').error, { code: 'noRecordsMatch', message: '' });
  assert.equal(around('<ListRecords><resumptionToken completeListSize="5"/></ListRecords>').token, undefined);
  assert.deepEqual(around('<resumptionToken completeListSize="907096" cursor="95000" expirationDate="2026-06-04T00:00:00Z"> 49|9 </resumptionToken>').token, { value: '49|9', completeListSize: 907_096, cursor: 95_000, expires: '2026-06-04T00:00:00Z' });
  assert.deepEqual(parseOai(fixture('oai-identify.xml')).identity, { repositoryName: 'arXiv', earliestDatestamp: '2005-09-16', granularity: 'YYYY-MM-DD' });
});

test('what is no OAI-PMH is refused with its beginning', () => {
  assert.throws(() => parseOai(Buffer.from('<!DOCTYPE html>\n<html><title>Under maintenance</title></html>')), (error) => error instanceof AnswerError && /not OAI-PMH; it begins with: <!DOCTYPE html> <html>/.test(error.message));
  assert.throws(() => parseOai(Buffer.alloc(0)), /The answer is empty/);
});

const RECORDS = Array.from({ length: 1_000 }, (_, index) => rawRecordXml(index + 1));
const IDS = RECORDS.map((_, index) => `2605.${String(index + 1).padStart(5, '0')}`);

test('a hostile record loses only itself, whatever it holds', () => {
  const scraps = fc.array(fc.constantFrom('</record>', '<record>', '<!--', '-->', '<![CDATA[', ']]>', '<resumptionToken>', '</OAI-PMH>', '<error code="x">', '&', '&lol;', '<', '>', '"', '\0', '\ud800', '<a>', '</abstract>', '</metadata>', '<!DOCTYPE x [<!ENTITY a "b">', ']>', 'x'), { minLength: 1, maxLength: 12 });
  fc.assert(fc.property(scraps, fc.integer({ min: 0, max: 999 }), (scrap, at) => {
    const page = parseOai(Buffer.from(pageXml(RECORDS.with(at, rawRecordXml(at + 1, scrap.join(''))))));
    assert.deepEqual(idsOf(page).filter((id) => id !== IDS[at]), IDS.toSpliced(at, 1));
    assert.equal(page.token?.value, 'further|1');
    assert.ok(page.isWhole && page.bad.every(({ offset }) => offset >= 0));
  }), { numRuns: 30 });
});

test('an answer cut off anywhere keeps every record that was complete, and knows that it is not whole', () => {
  const bytes = Buffer.from(pageXml(RECORDS.slice(0, 40)));
  const ends = [...bytes.toString('latin1').matchAll(/<\/record>/g)].map(({ index }) => index + '</record>'.length);
  fc.assert(fc.property(fc.integer({ min: 100, max: bytes.lastIndexOf('>') }), (length) => {
    const page = parseOai(bytes.subarray(0, length));
    assert.deepEqual(idsOf(page), IDS.slice(0, ends.filter((end) => end <= length).length));
    assert.equal(page.isWhole, false);
  }), { numRuns: 150 });
  assert.ok(parseOai(bytes).isWhole);
});

test('the size of the pieces changes nothing', () => {
  const bytes = fixture('oai-raw.xml');
  for (const size of [1, 2, 7, 100, 4096]) assert.deepEqual(parseInPieces(bytes, size), parseOai(bytes), String(size));
});

test('bytes of any kind, and real ones that were damaged, are read or refused', () => {
  const real = fixture('oai-raw.xml');
  const damaged = fc.array(fc.tuple(fc.nat(real.length - 1), fc.nat(255)), { minLength: 1, maxLength: 30 }).map((changes) => {
    const bytes = Buffer.from(real);
    for (const [at, value] of changes) bytes[at] = value;
    return bytes;
  });
  fc.assert(fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 300 })), (bytes) => {
    try {
      const page = parseOai(bytes);
      for (const { record } of page.records) assert.ok(record.title !== '' && record.id !== '');
    } catch (error) {
      assert.ok(error instanceof AnswerError, String(error));
    }
  }), { numRuns: 150 });
});

test('arXiv as recorded: a page of 1,000 in pieces as the network brings them', { skip: notRecorded }, () => {
  const page = parseInPieces(recorded('oai/scirate_ListRecords_arXiv_2014-01-16_token496549-96001.xml'), 16_384);
  // Who recorded it changed the id of the first record to one that cannot be.
  assert.deepEqual(page.bad, [{ offset: 416, identifier: 'oai:arXiv.org:0811.36489', reason: '"0811.36489" is no arXiv id.' }]);
  assert.equal(page.records.length, 999);
  assert.deepEqual(page.token, { value: '496549|96001', completeListSize: 907_096, cursor: 95_000, expires: undefined });
  assert.equal(page.records.filter(({ record }) => record.withdrawn).length, 6);
  for (const { record } of page.records) {
    assert.ok(record.authors.length > 0 && record.abstract !== '' && record.announcements.length > 0, record.id);
    assert.deepEqual(record.versions.map(({ number }) => number), record.versions.map((_, index) => index + 1));
  }
});

test('arXiv as recorded: every answer of any format is read, or said not to be one', { skip: notRecorded }, () => {
  const counts = { records: 0, others: 0, refused: 0 };
  for (const name of recordedNames('oai').filter((one) => one.endsWith('.xml'))) {
    try {
      const page = parseOai(recorded(name));
      counts.records += page.records.length;
      counts.others += page.bad.filter(({ reason }) => /neither arXivRaw nor arXiv/.test(reason)).length;
      assert.ok(page.isWhole, name);
    } catch (error) {
      assert.ok(error instanceof AnswerError, name);
      counts.refused += 1;
    }
  }
  // The others are Dublin Core; those refused are single elements without their envelope.
  assert.deepEqual(counts, { records: 1_032, others: 3, refused: 12 });
});
