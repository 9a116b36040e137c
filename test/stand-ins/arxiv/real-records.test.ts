import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sampleRealPapers, withoutRealPapers } from '#test/real-papers';
import { harvestReal } from './testing/serve-real.js';

it('serves real records, by the thousand', { skip: withoutRealPapers, timeout: 120_000 }, async (t) => {
  const { file, papers } = await sampleRealPapers(t, 20);
  const served = await harvestReal(file, '2026-04-01');
  assert.ok(served.papers > papers * 0.8, `${served.papers} of ${papers}`);
  assert.ok(served.papers + served.leftOut <= papers);
  assert.equal(new Set(served.ids).size, served.ids.length);
  assert.ok(served.ids.length > 1_000 && served.sizes.slice(0, -1).every((size) => size === 1_000), served.sizes.join(' '));
});
