import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Paper } from '#papers';
import { anyText } from '#test/any-text';
import { filterCategories, rowOf } from './row.js';
import { dayNumber, yearOf } from './schema.js';

const PAPER: Paper = { number: 7, id: '2401.00007', seq: 9, ids: [], title: 'GPT-4 folds', abstract: 'Folding $\\alpha$ sheets.', authors: [{ name: 'Yann LeCun' }, { name: 'Ångström, Zoë', affiliation: 'Lab of Folds' }], authorCount: 2, categories: ['cs.IT'], published: '2026-05', versions: [], venue: 'ICLR 2018', withdrawn: false, links: [{ kind: 'code', url: 'https://example.org' }], sources: ['arxiv'], announcements: [] };

test('a row holds the title twice and each field behind its mark', () => {
  const row = rowOf(PAPER);
  assert.equal(row.terms.split(' ').filter((term) => term === 'gpt4').length, 2);
  assert.match(row.field_terms, /^t:gpt t:4 t:fold \| t:gpt4 \| a:fold .*a:sheet \| o:lab o:fold \| v:iclr v:2018$/);
  assert.equal(row.author_terms, 'lecun yann | angstrom zoe');
  assert.deepEqual([row.published, row.primary_category, row.has_code, row.has_project], [20260501, 'cs.IT', true, false]);
});

test('a title of stop words alone can be found in its field', () => {
  assert.match(rowOf({ ...PAPER, title: 'What is it?' }).field_terms, /^t:what t:i[^ ]* t:it \| a:/);
});

test('a category is found by its other code, its archive and its group', () => {
  assert.deepEqual(filterCategories(['cs.IT']).toSorted(), ['cs', 'cs.IT', 'math', 'math.IT']);
  assert.deepEqual(filterCategories(['hep-th']).toSorted(), ['hep', 'hep-th']);
  assert.deepEqual(filterCategories([]), []);
});

test('any text gives a row whose terms are cut at spaces and nowhere else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), anyText(), (title, abstract) => {
      const { terms, field_terms } = rowOf({ ...PAPER, title, abstract });
      for (const text of [terms, field_terms]) assert.doesNotMatch(text, /^ | $| {2}|[\t\n\r\f\v]/);
    }),
  );
});

test('days, months and years are one number that sorts', () => {
  assert.deepEqual(['2026', '2026-05', '2026-05-31', '2026-05-31T17:59:59Z', 'soon', ''].map(dayNumber), [20260101, 20260501, 20260531, 20260531, undefined, undefined]);
  assert.equal(yearOf(20260531), 2026);
});
