import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PaperRecord } from '#papers';
import { errorsIn, fixture, readAll, recordsIn, titlesIn } from '../test-input.js';
import { bibtexReader } from './bibtex.js';
import { parseCsl } from './csl.js';
import { bibtexNames } from './names.js';
import { parseRis } from './ris.js';

const bibtex = (fields: string): PaperRecord => bibtexReader()(`@misc{key, title={A title}, ${fields}}`)!;
const ids = (record: PaperRecord) => record.ids.map(({ scheme, value }) => `${scheme}:${value}`);
const names = (record: PaperRecord) => record.authors.map(({ name }) => name);

describe('BibTeX', () => {
  it('becomes records', async () => {
    const records = await recordsIn(fixture('references.bib'));
    assert.deepEqual(records.map(({ title }) => title), [
      "BERT-like models fold $\\mathcal{L}^2$ & über-large $N$ in King's Čase", 'An eprint', 'As Scholar writes it', 'As DBLP writes it', 'With a date',
    ]);
    const [article, eprint, scholar, dblp, dated] = records;
    assert.deepEqual(names(article!), ['Yann LeCun', 'John von Neumann', 'Martin Luther King Jr.', 'Example Labs, Inc.', 'Pál Erdős']);
    assert.deepEqual([article!.venue, article!.published, article!.abstract], ['Journal of Made Up Press', '2017-06', 'We hold that 50% of this is made up.']);
    assert.deepEqual([ids(article!), article!.source, article!.via], [['doi:10.1234/abc.567'], 'file', 'bibtex']);
    assert.match(article!.id, /^[0-9a-f]{16}$/);
    assert.deepEqual([ids(eprint!), eprint!.categories, eprint!.published], [['arxiv:2401.01234'], ['cs.LG'], '2024']);
    assert.deepEqual([ids(scholar!), scholar!.venue, ids(dblp!), dblp!.venue], [['arxiv:1706.03762'], undefined, ['arxiv:1810.04805'], undefined]);
    assert.deepEqual([dated!.published, ids(dated!), dated!.comment], ['2020-05-17', [], 'Comment on arXiv:2001.00001']);
  });

  const places: [fields: string, ids: string[]][] = [
    ['eprint = {math.GT/0306266}, archivePrefix = "arXiv"', ['arxiv:math/0306266']],
    ['eprint = {2401.01234}', ['arxiv:2401.01234']],
    ['eprint = {12345}, eprinttype = {hal}', []],
    ['url = {https://arxiv.org/pdf/2401.01234v2.pdf}', ['arxiv:2401.01234']],
    ['url = {https://doi.org/10.1234/ABC_d}', ['doi:10.1234/abc_d']],
    ['howpublished = {\\url{https://arxiv.org/abs/2401.01234}}', ['arxiv:2401.01234']],
    ['doi = {10.48550/arXiv.2401.01234}', ['arxiv:2401.01234']],
    ['doi = {10.1234/a\\_b}, eprint = {2401.01234}', ['arxiv:2401.01234', 'doi:10.1234/a_b']],
    ['url = {https://example.org/2401.01234}', []],
  ];
  for (const [fields, expected] of places) it(`finds the ids in ${fields}`, () => assert.deepEqual(ids(bibtex(fields)), expected));

  const dates: [fields: string, published: string | undefined][] = [
    ['year = 2020, month = 5', '2020-05'], ['year = {2020}, month = {May}', '2020-05'], ['year = 2020, month = 31 # "~" # may', '2020-05-31'],
    ['year = 2020, month = may, day = 31', '2020-05-31'], ['year = 2020, month = "31 February"', '2020-02'], ['year = {in press}', undefined],
    ['year = {c. 1999}', '1999'], ['date = {2020-05}', '2020-05'], ['month = may', undefined],
  ];
  for (const [fields, published] of dates) it(`dates ${fields}`, () => assert.equal(bibtex(fields).published, published));

  const lists: [list: string, names: string[]][] = [
    ['{\\\'E}mile Zola AND Zola, {\\\'E}mile', ['Émile Zola', 'Émile Zola']],
    ['van der Maaten, Laurens and {van der Maaten}, L.', ['Laurens van der Maaten', 'L. van der Maaten']],
    ['{Barnes and Noble} and Bo Muster', ['Barnes and Noble', 'Bo Muster']],
    ['A and and B and others', ['A', 'B']],
    ['Andrew Band and Sandy Land', ['Andrew Band', 'Sandy Land']],
    ['Muster, Bo, et al. and et al.', ['et al. Muster Bo']],
    ['{\\relax Ch}arles', ['\\relax Charles']],
    ['', []], [' and ', []], ['{', []], ['}{', []],
  ];
  for (const [list, expected] of lists) it(`reads the names in ${JSON.stringify(list)}`, () => assert.deepEqual(bibtexNames(list), expected));

  it('keeps going after broken entries, and says what is wrong with them', async () => {
    const items = await readAll(
      [
        '@article{a, title={Good}}',
        '@article{b, title={Never closed, year=2020}',
        '@article{c title="no comma", year}',
        '@article{d, author={Nobody}}',
        '@article{e, title=}',
        '@article{f, title={Good too} year={2020}}',
        '@article{g, title={Cut',
      ].join('\n'),
    );
    assert.deepEqual(titlesIn(items), ['Good', 'Good too']);
    assert.deepEqual(errorsIn(items), [
      '2: The braces of this BibTeX entry never close.',
      '3: A field such as year = {2026} was expected at “c title="no comma", year}”.',
      '4: This entry has no title.',
      '5: The field "title" has no value that can be read.',
      '7: The braces of this BibTeX entry never close.',
    ]);
  });

  it('gives one paper one key, however it is written', () => {
    const keys = ['author={LeCun, Yann}, year=2020', 'author={Yann LeCun}, year={2020}, month=may', 'author={LeCun, Yann and Bo Muster}, date={2020-01-02}'].map((fields) => bibtex(fields).id);
    assert.equal(new Set(keys).size, 1);
    assert.notEqual(bibtex('author={LeCun, Yann}, year=2021').id, keys[0]);
    assert.equal(bibtex('doi={10.1234/A}').id, bibtex('doi={https://doi.org/10.1234/a}, year=1999').id);
    assert.equal(bibtex('doi={10.1234/A}').id, parseRis('TY  - JOUR\nTI  - Another\nDO  - 10.1234/a').id);
  });
});

describe('RIS', () => {
  it('becomes records, also without ER', async () => {
    const [article, unended, last] = await recordsIn(fixture('references.ris'));
    assert.equal(article!.title, 'A made-up article over two lines');
    assert.deepEqual(names(article!), ['Yann LeCun', 'Martin Luther King Jr.', 'Example Labs']);
    assert.deepEqual([article!.published, article!.venue, article!.via], ['2017-06-12', 'Journal of Made Up Press', 'ris']);
    assert.deepEqual(ids(article!), ['arxiv:1706.03762', 'doi:10.1234/abc.567']);
    assert.deepEqual([unended!.title, unended!.published], ['Without its end', '2019']);
    assert.deepEqual([last!.title, names(last!), last!.published], ['The last one', ['Bo Muster'], '2020']);
  });

  it('tells of an entry without title and goes on', async () => {
    const items = await readAll('TY  - JOUR\r\nAU  - A\r\nER  - \r\nTY  - JOUR\r\nTI  - B\r\nER  - \r\n');
    assert.deepEqual([errorsIn(items), titlesIn(items)], [['1: This entry has no title.'], ['B']]);
  });
});

describe('CSL-JSON', () => {
  it('becomes records, whatever is null', async () => {
    const [article, sparse, worded] = await recordsIn(fixture('references.csl.json'));
    assert.deepEqual([article!.title, article!.abstract, article!.published], ['A made-up article', 'Ours.', '2017-06-12']);
    assert.deepEqual(names(article!), ['Yann LeCun', 'John von Neumann', 'Example Labs']);
    assert.deepEqual(ids(article!), ['arxiv:1706.03762', 'doi:10.1234/abc.567']);
    assert.deepEqual([sparse!.title, sparse!.authors, sparse!.published], ['A list of one', [], '2019']);
    assert.deepEqual([worded!.published, names(worded!)], ['2020', ['Muster']]);
  });

  for (const item of ['{"title":null}', '{"title":[]}', '{"title":{"a":1}}', '{"id":"a"}']) {
    it(`refuses ${item}`, () => assert.throws(() => parseCsl(item), /This entry has no title/));
  }

  it('keeps signs that are no markup', () => {
    assert.equal(parseCsl('{"title":"When <i>p</i> < 0.05 and a<b> 1"}').title, 'When p < 0.05 and a 1');
    assert.equal(parseCsl('{"title":"x<y and y>z"}').title, 'x<y and y>z');
  });
});
