import assert from 'node:assert/strict';
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { makeFolder } from '#test/make-folder';
import { PaperTerms } from './paper-terms.js';
import { textsOf } from './row-texts.js';
import { TermFile } from './term-file.js';

function makeFile(t: TestContext) {
  const folder = makeFolder(t);
  const paths = [join(folder, 'places'), join(folder, 'terms')] as const;
  const file = TermFile.create(...paths);
  t.after(() => file.close());
  return { file, paths };
}

const rowOf = (title: string, abstract: string) => textsOf({ title, abstract, authors: [{ name: 'A. Author', affiliation: 'Folding-lab of sheets' }] });
const termsOf = (title: string, abstract = '') => PaperTerms.ofRow(rowOf(title, abstract));
const writtenOf = (title: string, abstract = '') => rowOf(title, abstract).kept;
const text = fc.array(fc.constantFrom('of', 'the', 'self-supervised', 'GPT-4', 'sheets', 'folding', 'α-divergence', '深度学习', 'to-be', 'we', '|'), { maxLength: 12 }).map((words) => words.join(' '));

test('the terms of a paper are those of its row', () => {
  fc.assert(
    fc.property(text, text, (title, abstract) => {
      const row = rowOf(title, abstract);
      const [words, fields] = [row.terms, row.field_terms].map((column) => column.split(' ').filter(Boolean));
      for (const written of [row.kept, PaperTerms.ofRow(row).written]) {
        const terms = PaperTerms.read(written)!;
        assert.deepEqual(terms.all.toSorted(), words!.toSorted());
        assert.deepEqual(PaperTerms.wordsIn(Buffer.from(written)).toString().split(/[ \n]/).filter(Boolean).toSorted(), words!.toSorted());
        for (const term of [...words!, 'nowhere', 'self']) assert.equal(terms.has(term, 'terms'), words!.includes(term), term);
        for (const term of [...fields!, 't:nowhere', 't:self']) assert.equal(terms.has(term, 'field_terms'), term.startsWith('t:') && fields!.includes(term), term);
      }
    }),
  );
  assert.deepEqual(termsOf('What the GPT-4 sheets are').titleInOrder, ['what', 'the', 'gpt', '4', 'sheet', 'ar']);
  assert.ok(termsOf('', 'We fold GPT-4 sheets').followInAbstract(['fold', 'gpt', '4', 'sheet']));
});

test('terms are read as they were written last, by the writer and by who opened the file before', async (t) => {
  const { file, paths } = makeFile(t);
  const reader = TermFile.open(...paths, 'read')!;
  t.after(() => reader.close());
  const model = new Map<number, string | undefined>();
  const entry = fc.record({ paper: fc.nat(40), said: fc.option(fc.tuple(text, text), { nil: undefined }), again: fc.nat(200) });
  const papers = Array.from({ length: 45 }, (_, paper) => paper);
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(entry, { selector: ({ paper }) => paper, maxLength: 12 }), async (entries) => {
      const written = entries.map(({ paper, said, again }) => ({ paper, terms: said && writtenOf(said[0], `${said[1]} `.repeat(again)) }));
      file.write(written);
      for (const { paper, terms } of written) model.set(paper, terms);
      const [own, others] = [await file.read(papers), await reader.read(papers)];
      for (const paper of papers) {
        assert.equal(own.get(paper)?.written, model.get(paper));
        assert.equal(others.get(paper)?.written, model.get(paper));
      }
    }),
  );
  assert.equal((await reader.read([-1, 1e9, NaN])).size, 0);
  const [before] = [statSync(paths[1]).size];
  file.write([{ paper: 1, terms: writtenOf('sheets') }]);
  file.close();
  const again = TermFile.open(...paths, 'write')!;
  t.after(() => again.close());
  for (let round = 0; round < 100; round += 1) again.write([{ paper: 1, terms: writtenOf('sheets', 'folding '.repeat(round % 7)) }]);
  assert.ok(statSync(paths[1]).size < before + 2_000, 'what is written again and again takes no more room');
});

test('what was left half written tells nothing', async (t) => {
  const { file, paths } = makeFile(t);
  file.write([{ paper: 1, terms: writtenOf('sheets', 'we fold them') }, { paper: 2, terms: writtenOf('maps', 'and again') }]);
  const whole = readFileSync(paths[1]);
  for (let length = 0; length < whole.length; length += 1) {
    truncateSync(paths[1], length);
    assert.equal((await file.read([2])).size, 0);
  }
  for (let at = 16; at < whole.length; at += 1) {
    const other = Buffer.from(whole);
    other[at]! ^= 0xff;
    writeFileSync(paths[1], other);
    const read = await file.read([1, 2]);
    // Of a header the room is for the writer alone.
    for (const [paper, terms] of [[1, writtenOf('sheets', 'we fold them')], [2, writtenOf('maps', 'and again')]] as const) assert.equal(read.get(paper)?.written ?? terms, terms);
  }
  assert.equal(TermFile.open(`${paths[0]}.none`, paths[1], 'read'), undefined, 'an older index has none');
});

test('a file that is closed while it is read is read to the end', async (t) => {
  const { file, paths } = makeFile(t);
  file.write([{ paper: 1, terms: writtenOf('sheets', 'we fold them') }]);
  const reader = TermFile.open(...paths, 'read')!;
  const reading = reader.read([1]);
  reader.close();
  assert.equal((await reading).get(1)?.written, writtenOf('sheets', 'we fold them'));
});
