import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { plainText } from '#lib/text';
import { bibtex, cslJson, ris, type Paper, type PaperRecord } from '#papers';
import { recordsIn } from './test-input.js';

/** What our writers write, our readers read back: paper -> BibTeX, RIS, CSL-JSON -> record. */

const WORDS = ['Deep', 'of', 'BERT', 'the', 'mRNA', 'über', 'R&D', '50%', 'C_1', '#2', '~10', '2^n', '$L^2$', '$\\alpha_{k}$', '\\emph{Net}', 'naïve:', '“so”', "King's", '深度', '<b', '--'];
const NAMES = ['Yann LeCun', 'Laurens van der Maaten', 'Martin Luther King Jr.', 'José Ortega y Gasset', 'Plato', '李明', 'Jean-Luc O’Neil', 'J. R. R. T.', 'Sandy Andersson', 'Ludwig II'];

const title = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
const authors = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 6 }).map((names) => names.map((name) => ({ name })));
const arxiv = fc.constantFrom('2401.01234', 'math/0306266', '0704.0001');
const doi = fc.constantFrom('10.1234/abc.567', '10.1016/0370-2693(92)90123-x', '10.1234/a_b-c');
const published = fc.constantFrom('2017', '2017-06', '2017-06-12', '2017-06-12T17:57:34Z');
const venue = fc.constantFrom(undefined, 'ICLR 2018', 'Proceedings of the R&D Workshop', 'Journal of Nothing');

const paper: fc.Arbitrary<Paper> = fc
  .record({ title, authors, published, venue, arxiv: fc.option(arxiv), doi: fc.option(doi) })
  .map(({ arxiv, doi, ...said }) => ({
    ...said,
    number: 1,
    seq: 1,
    id: arxiv ?? 'file:1',
    ids: [...(arxiv ? [{ scheme: 'arxiv', value: arxiv }] : []), ...(doi ? [{ scheme: 'doi', value: doi }] : [])],
    abstract: 'Ours.',
    authorCount: said.authors.length,
    categories: ['cs.LG'],
    versions: [],
    withdrawn: false,
    links: [],
    sources: ['file'],
    announcements: [],
  }));

function said({ title, authors, ids, venue }: Paper | PaperRecord) {
  return { title, authors: authors.map(({ name }) => name), ids, venue };
}

describe('a paper written and read back says the same', () => {
  /** BibTeX keeps TeX; the others are plain Unicode. */
  const forms: [name: string, write: (paper: Paper) => string, dateLength: number][] = [
    ['bibtex', bibtex, 7],
    ['ris', ris, 10],
    ['csl', (one) => JSON.stringify([cslJson(one)]), 10],
  ];
  for (const [format, write, dateLength] of forms) {
    it(`as ${format}`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(paper, { minLength: 1, maxLength: 4 }), async (papers) => {
          const text = format === 'csl' ? `[${papers.map((one) => write(one).slice(1, -1)).join(',')}]` : papers.map(write).join('\n');
          const records = await recordsIn(text);
          const expected = papers.map((one) => (format === 'bibtex' ? one : { ...one, title: plainText(one.title) }));
          assert.deepEqual(records.map(said), expected.map(said));
          assert.deepEqual(records.map((record) => record.published), papers.map((one) => one.published!.slice(0, dateLength)));
        }),
        { numRuns: 300 },
      );
    });
  }
});
