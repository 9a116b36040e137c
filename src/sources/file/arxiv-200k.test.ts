import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openInput, readRecords } from './index.js';

/** Real records beside the checkout, where a developer has them. */
const FILE = fileURLToPath(new URL('../../../../../shared/data/arxiv-200k.jsonl.gz', import.meta.url));
const RECORDS = 199_224;

it('reads 199,224 real records without an error', { skip: !existsSync(FILE) && 'arxiv-200k.jsonl.gz is not there', timeout: 120_000 }, async () => {
  let records = 0;
  const errors: string[] = [];
  for await (const { items } of readRecords(await openInput(FILE))) {
    for (const item of items) {
      if ('error' in item) errors.push(`${item.position.line}: ${item.error.message}`);
      else records += 1;
    }
  }
  assert.deepEqual(errors, []);
  assert.equal(records, RECORDS);
});
