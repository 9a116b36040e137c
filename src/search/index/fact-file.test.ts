import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { makeFolder } from '#test/make-folder';
import { DamagedIndexError } from './errors.js';
import { tallyFacts } from '../rank/counts.js';
import { FactFile, type Facts } from './fact-file.js';

function makeFile(t: TestContext) {
  const folder = makeFolder(t);
  const paths = [join(folder, 'facts.bin'), join(folder, 'labels.json')] as const;
  const file = FactFile.create(...paths);
  t.after(() => file.close());
  return { file, paths };
}

const label = fc.string({ maxLength: 12 });
const facts: fc.Arbitrary<Facts> = fc.record({ published: fc.integer({ min: 0, max: 99_991_231 }), categories: fc.uniqueArray(label, { maxLength: 8 }), sources: fc.uniqueArray(label, { maxLength: 4 }) }, { noNullPrototype: true });

test('facts are read as they were written, by the writer and by who opened the file before', (t) => {
  const { file, paths } = makeFile(t);
  const reader = FactFile.open(...paths, 'read');
  t.after(() => reader.close());
  const model = new Map<number, Facts | undefined>();
  fc.assert(
    fc.property(fc.uniqueArray(fc.record({ paper: fc.nat(500), facts: fc.option(facts, { nil: undefined }) }), { selector: ({ paper }) => paper, maxLength: 20 }), (entries) => {
      file.write(entries);
      for (const { paper, facts } of entries) model.set(paper, facts);
      const papers = Array.from({ length: 510 }, (_, paper) => paper);
      const expected = papers.map((paper) => model.get(paper));
      assert.deepEqual(file.read(papers), expected);
      assert.deepEqual(reader.read(papers), expected);
      assert.deepEqual(reader.daysOf(papers), expected.map((facts) => facts?.published));
      const [counted, tallied] = [reader.count(papers), tallyFacts(expected.filter((facts) => facts !== undefined))];
      for (const kind of ['categories', 'sources', 'days'] as const) assert.deepEqual(Object.fromEntries(counted[kind]), Object.fromEntries(tallied[kind]), kind);
    }),
  );
  assert.deepEqual(reader.read([-1, 1e9, NaN]), [undefined, undefined, undefined]);
});

test('of more categories than there is room for the first are kept, and every neighbour', (t) => {
  const { file } = makeFile(t);
  const many = Array.from({ length: 40 }, (_, at) => `c${at}`);
  const small = { published: 20_240_101, categories: ['a'], sources: ['b'] };
  file.write([{ paper: 1, facts: small }, { paper: 2, facts: { published: 20_240_102, categories: many, sources: many } }, { paper: 3, facts: small }]);
  const [before, large, after] = file.read([1, 2, 3]);
  assert.deepEqual([before, after], [small, small]);
  assert.deepEqual(large, { published: 20_240_102, categories: many.slice(0, 8), sources: many.slice(0, 4) });
});

test('files that are not there or are no facts are damage', (t) => {
  const { paths } = makeFile(t);
  assert.throws(() => FactFile.open(`${paths[0]}.none`, paths[1], 'read'), DamagedIndexError);
  for (const text of ['', '{"labels":', '{"labels":[1]}']) {
    writeFileSync(paths[1], text);
    assert.throws(() => FactFile.open(...paths, 'write'), DamagedIndexError);
  }
});
