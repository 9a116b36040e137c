import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { collectionsIn, readCollection } from './collection.js';
import { EvalError } from './errors.js';

function makeCollection(t: TestContext, files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'collection-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const corpus = '{"_id":"1","title":"Folding  paper","text":"Folding paper is made up."}\n{"_id":2,"title":"","text":"No title."}\n';
const queries = '{"_id":"q1","text":"paper"}\n{"_id":"q2","text":"nothing","metadata":{"facet":"method","fold":"1"}}\n{"_id":"q3","text":"unjudged"}\n';

test('a collection is read with and without a heading, and the title is not in its text again', (t) => {
  const heading = readCollection(makeCollection(t, { 'corpus.jsonl': corpus, 'queries.jsonl': queries, 'qrels.tsv': 'query-id\tcorpus-id\tscore\nq1\t1\t2\nq2\t1\t0\n' }));
  assert.deepEqual(heading.documents, [{ id: '1', title: 'Folding paper', abstract: 'is made up.' }, { id: '2', title: '', abstract: 'No title.' }]);
  assert.deepEqual(heading.queries, [{ id: 'q1', title: '', text: 'paper' }]);
  const bare = readCollection(makeCollection(t, { 'corpus.jsonl': corpus, 'queries.jsonl': queries, 'qrels/test.tsv': 'q1\t1\t2\nq2\t2\t1\n' }));
  assert.deepEqual(bare.judgements.get('q1'), new Map([['1', 2]]));
  assert.deepEqual(bare.queries[1], { id: 'q2', title: '', text: 'nothing', facet: 'method', fold: '1' });
});

test('what is no collection is said with file and line', (t) => {
  const folder = makeCollection(t, { 'a/corpus.jsonl': corpus, 'b/x.txt': '' });
  assert.deepEqual(collectionsIn(folder), [join(folder, 'a')]);
  assert.throws(() => readCollection(join(folder, 'a')), EvalError);
  assert.throws(() => collectionsIn(join(folder, 'b')), EvalError);
  const broken = makeCollection(t, { 'corpus.jsonl': '{"_id":1}\nnot JSON\n', 'queries.jsonl': queries, 'qrels.tsv': 'q1\t1\t1\n' });
  assert.throws(() => readCollection(broken), /Line 2 of ".*corpus\.jsonl"/);
});
