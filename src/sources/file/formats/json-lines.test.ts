import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PaperRecord } from '#papers';
import { FormatError } from '../errors.js';
import { fixture, recordsIn } from '../test-input.js';
import { parseListed } from './list.js';
import { parseSeed } from './seed.js';
import { parseSnapshot } from './snapshot.js';

const listed = (fields: object): PaperRecord => parseListed(JSON.stringify({ id: '2605.01234', title: 'A title', ...fields }));
const snapshot = (fields: object): PaperRecord => parseSnapshot(JSON.stringify({ id: '0704.0001', title: 'A title', ...fields }));

describe("arXiv's snapshot", () => {
  it('becomes a record with everything it says', async () => {
    const [first, second] = await recordsIn(fixture('snapshot.jsonl'));
    assert.deepEqual(first, {
      source: 'arxiv', id: '0704.0001', via: 'snapshot',
      ids: [{ scheme: 'doi', value: '10.1234/abc.567' }],
      title: 'A made-up title about folding white space',
      abstract: 'Nothing in this abstract is true. It folds to one paragraph of $x^2$.',
      authors: [{ name: 'Ada Example', affiliation: 'University of Somewhere' }, { name: 'Balázs Muster' }, { name: 'Chi-Li Third Jr.' }],
      categories: ['cs.LG', 'stat.ML', 'math.OC'],
      published: '2007-04-02T19:18:42Z', updated: '2007-07-24T20:10:27Z',
      versions: [{ number: 1, submitted: '2007-04-02T19:18:42Z' }, { number: 2, submitted: '2007-07-24T20:10:27Z' }],
      announcements: [
        { day: '2007-04-03', kind: 'new', category: 'cs.LG', computed: true },
        { day: '2007-04-03', kind: 'cross-list', category: 'stat.ML', computed: true },
        { day: '2007-04-03', kind: 'cross-list', category: 'math.OC', computed: true },
        { day: '2007-07-26', kind: 'replacement', category: 'cs.LG', computed: true },
      ],
      comment: '12 pages, 3 figures; code at https://example.org/code', journalRef: 'Made Up Journal 1 (2007) 1-12',
      reportNumber: 'MU-07-01', licence: 'http://creativecommons.org/licenses/by/4.0/', submitter: 'Ada Example',
      withdrawn: false, links: [],
    } satisfies PaperRecord);
    assert.equal(second!.id, 'math/0306266');
    assert.equal(second!.withdrawn, true);
    assert.equal(second!.submitter, undefined);
  });

  it('takes the authors from the one line when they are not parsed', () => {
    const { authors } = snapshot({ authors: 'Ada Example (University of Somewhere, Town), B. Muster and C. Third' });
    assert.deepEqual(authors.map(({ name }) => name), ['Ada Example', 'B. Muster', 'C. Third']);
  });

  it('does without versions', () => {
    const record = snapshot({ update_date: '2008-11-26', categories: 'cs.LG' });
    assert.deepEqual([record.published, record.updated, record.versions, record.announcements], [undefined, '2008-11-26', [], []]);
  });

  const bad: [fields: object, reason: RegExp][] = [
    [{ id: undefined }, /"id" is missing/],
    [{ id: 704.0001 }, /"id" should be text, but is a number/],
    [{ id: 'hello' }, /"hello" is no arXiv id/],
    [{ title: ' \n ' }, /"title" is missing or empty/],
    [{ title: ['x'] }, /"title" should be text, but is a list/],
    [{ authors_parsed: 'A B' }, /"authors_parsed" should be a list, but is text/],
    [{ authors_parsed: [['A', null]] }, /"authors_parsed" should hold lists such as/],
    [{ versions: [{ version: 'v1', created: 'yesterday' }] }, /"versions" should hold .* but has \{"version":"v1","created":"yesterday"\}/],
    [{ versions: [null] }, /but has null/],
    [{ versions: {} }, /"versions" should be a list, but is an object/],
    [{ categories: false }, /"categories" should be text, but is true or false/],
  ];
  for (const [fields, reason] of bad) {
    it(`refuses ${JSON.stringify(fields)}`, () => {
      assert.throws(() => snapshot(fields), (error) => error instanceof FormatError && reason.test(error.message));
    });
  }
});

describe('a gathered list', () => {
  it('is read with its dates for what they are', async () => {
    const records = await recordsIn(fixture('list.jsonl'));
    const dates = records.map(({ source, id, published, updated, announcements }) => [source, id, published, updated, announcements.map(({ day, kind, category, computed }) => `${day} ${kind} ${category} ${computed}`)]);
    assert.deepEqual(dates, [
      ['arxiv', '2605.01234', '2026-05-04', '2026-05-04', ['2026-05-04 new cs.LG false', '2026-05-04 cross-list cs.CL false']],
      ['arxiv', '2510.08561', '2025-10-09T17:59:27Z', '2025-10-12T10:00:00Z', ['2025-10-10 new cs.CV true']],
      ['arxiv', '2604.10925', '2026-04', '2026-04', []],
      ['iclr2018', 'B14TlG-RW', '2018', '2018', []],
      ['iclr2018', 'Hk2aImxAb', '2018', '2018', []],
      ['acl', 'P18-2005', '2018-07', '2018-07', []],
    ]);
  });

  it('gives ids, venue and categories', async () => {
    const [announced, , , conference, rejected, anthology] = await recordsIn(fixture('list.jsonl'));
    assert.deepEqual(announced!.ids, [{ scheme: 'doi', value: '10.1234/x.1' }, { scheme: 'doi', value: '10.1234/x.2' }]);
    assert.deepEqual(conference!.ids, [{ scheme: 'arxiv', value: '1804.09541' }]);
    assert.deepEqual([conference!.venue, conference!.categories], ['ICLR 2018', []]);
    assert.equal(rejected!.venue, 'Submitted to ICLR 2018');
    assert.deepEqual([anthology!.venue, anthology!.comment, anthology!.categories], ['Proceedings of a Made-up Meeting', undefined, ['cs.CL']]);
  });

  it('gives authors once where the list has them twice', async () => {
    const [, , , conference] = await recordsIn(fixture('list.jsonl'));
    assert.deepEqual(conference!.authors, [{ name: 'Ada Example' }, { name: 'Bo Muster' }]);
    assert.equal(listed({ authors: ['Wei Wang', 'Wei Wang'] }).authors.length, 2);
    assert.equal(listed({ authors: ['A', 'B', 'B', 'A'] }).authors.length, 4);
  });

  it('takes ids as people write them', () => {
    const names = ['arXiv:2401.01234v3', 'https://arxiv.org/abs/math.GT/0306266', 'aaai2021:03163', 'my own: paper', 'Müller 2'].map((id) => {
      const { source, id: own } = listed({ id });
      return `${source}|${own}`;
    });
    assert.deepEqual(names, ['arxiv|2401.01234', 'arxiv|math/0306266', 'aaai2021|03163', 'file|my own: paper', 'file|Müller 2']);
  });

  it('names the same paper of the Anthology under its conference', () => {
    assert.deepEqual(listed({ id: 'acl2021:2021.acl-long.450' }).ids, [{ scheme: 'acl', value: '2021.acl-long.450' }]);
  });

  it('infers how much of a date is known when nobody says', () => {
    assert.equal(listed({ published: '2026-05-31T10:00:00+02:00' }).published, '2026-05-31T08:00:00Z');
    assert.equal(listed({ published: '2026-05-31' }).announcements.length, 0);
    assert.equal(listed({ published: '2026-05-31', categories: ['cs.LG'] }).announcements[0]!.day, '2026-06-02');
    assert.equal(listed({ published: '2026', date_kind: 'announced', categories: ['cs.LG'] }).announcements.length, 0);
  });

  it('sees what is withdrawn, but not in the status of a conference', () => {
    assert.equal(listed({ comment: 'This paper has been withdrawn by the author' }).withdrawn, true);
    assert.equal(listed({ id: 'iclr2018:x', comment: 'Withdraw' }).withdrawn, false);
  });

  const bad: [fields: object, reason: RegExp][] = [
    [{ published: 'soon' }, /"published" is "soon", which is no date such as/],
    [{ published: '2026-02-30' }, /"published" is "2026-02-30"/],
    [{ published: '2026-05-31T25:00:00Z' }, /which is no date/],
    [{ published: '2026-05-31', date_kind: 'perhaps' }, /"date_kind" is "perhaps"; it should be one of exact,/],
    [{ published: '2026-05-31', date_kind: '__proto__' }, /"date_kind" is "__proto__"/],
    [{ authors: ['A', 7] }, /"authors" should be a list of texts, but has a number in it/],
    [{ authors: 'A' }, /"authors" should be a list, but is text/],
    [{ arxiv_id: 'x' }, /"x" is no arXiv id/],
  ];
  for (const [fields, reason] of bad) {
    it(`refuses ${JSON.stringify(fields)}`, () => {
      assert.throws(() => listed(fields), (error) => error instanceof FormatError && reason.test(error.message));
    });
  }

  it('cleans what is not text', () => {
    const record = listed({ title: 'A\u0000 ti\u202Etle\u0007', abstract: 'one\r\n\r\ntwo\t three', authors: ['\u200b', ' Ada  Example '] });
    assert.deepEqual([record.title, record.abstract, record.authors], ['A title', 'one two three', [{ name: 'Ada Example' }]]);
  });
});

describe('a seed list', () => {
  it('counts authors and names organisations', async () => {
    const [full, empty] = await recordsIn(fixture('seed.jsonl'));
    assert.deepEqual(
      [full!.source, full!.id, full!.via, full!.published, full!.authorCount, full!.organisation, full!.authors],
      ['seed', 'a-made-up-seed', 'list', '2025-05-29', 7, 'Example Institute', []],
    );
    assert.deepEqual([empty!.published, empty!.authorCount, empty!.organisation], [undefined, undefined, undefined]);
  });

  for (const [fields, reason] of [[{ author_count: 1.5 }, /whole number/], [{ author_count: -1 }, /whole number/], [{ published: 'x' }, /no date/]] as const) {
    it(`refuses ${JSON.stringify(fields)}`, () => {
      assert.throws(() => parseSeed(JSON.stringify({ id: 'seed:a', title: 'A', ...fields })), reason);
    });
  }
});
