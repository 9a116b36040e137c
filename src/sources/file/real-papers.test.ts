import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sampleRealPapers, withoutRealPapers } from '#test/real-papers';
import { openInput, readRecords } from './index.js';

it('reads real records without an error', { skip: withoutRealPapers, timeout: 120_000 }, async (t) => {
  const { file, papers } = await sampleRealPapers(t, 10);
  let records = 0;
  const errors: string[] = [];
  for await (const { items } of readRecords(await openInput(file))) {
    for (const item of items) {
      if ('error' in item) errors.push(`${item.position.line}: ${item.error.message}`);
      else records += 1;
    }
  }
  assert.deepEqual(errors, []);
  assert.ok(papers > 0);
  assert.equal(records, papers);
});
