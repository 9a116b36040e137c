import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { batchesOf } from './batches.js';

test('every text goes once, in order, in requests that keep to the limits and could not be fewer in this order', () => {
  const limits = fc.record({ texts: fc.integer({ min: 1, max: 5 }), characters: fc.integer({ min: 1, max: 100 }) });
  fc.assert(fc.property(fc.array(fc.nat(150)), limits, (lengths, limits) => {
    const batches = batchesOf(lengths, limits);
    assert.deepEqual(batches.flat(), lengths.map((_, place) => place));
    const size = (batch: readonly number[]) => batch.reduce((sum, place) => sum + lengths[place]!, 0);
    for (const [index, batch] of batches.entries()) {
      assert.ok(batch.length > 0 && batch.length <= limits.texts);
      assert.ok(size(batch) <= limits.characters || batch.length === 1);
      const next = batches[index + 1]?.[0];
      if (next !== undefined) assert.ok(batch.length === limits.texts || size([...batch, next]) > limits.characters);
    }
  }));
});
