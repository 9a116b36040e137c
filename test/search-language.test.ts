import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { describeQuery, LONGEST_QUERY, MOST_TERMS, parseQuery } from '#search';
import { codeIn, readPages, rowsUnder } from './markdown.js';

const text = readPages().find(({ path }) => path === 'docs/search.md')?.text ?? '';
const rows = rowsUnder('Query', text);
const parse = (query: string) => parseQuery(query, { today: '2026-11-21' });

describe('docs/search.md', () => {
  for (const [cell, promised = '', also = ''] of rows) {
    const query = codeIn(cell);
    const code = codeIn(promised);
    test(query, () => {
      const parsed = parse(query);
      if (code === '') assert.deepEqual([describeQuery(parsed.tree), parsed.hints], [promised, []]);
      else assert.equal(parsed.pastedId ?? parsed.hints[0]?.instead, code);
      for (const [alias] of also.matchAll(/[a-z]+:/g)) assert.deepEqual(parse(query.replace(/^[a-z]+:/, alias)).tree, parsed.tree);
    });
  }

  test('has an example of every kind, and names the limits', () => {
    assert.ok(rows.length > 35, `${rows.length} examples`);
    assert.ok(text.includes(`${LONGEST_QUERY.toLocaleString('en')} characters and ${MOST_TERMS} words`));
  });
});
