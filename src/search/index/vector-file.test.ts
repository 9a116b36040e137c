import assert from 'node:assert/strict';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeFolder } from '#test/make-folder';
import { DamagedIndexError } from './errors.js';
import { cosine, quantise } from './int8.js';
import { VectorFile } from './vector-file.js';

const DIMENSIONS = 8;
const HEADER = { embedder: 'built-in:3', dimensions: DIMENSIONS };

const vectors = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: DIMENSIONS, maxLength: DIMENSIONS })
  .filter((values) => Math.hypot(...values) > 0.001)
  .map((values) => Float32Array.from(values, (value) => value / Math.hypot(...values)));

test('the cosine of a vector kept in bytes is that of the vector, nearly', () => {
  fc.assert(
    fc.property(vectors, vectors, (query, vector) => {
      const exact = query.reduce((sum, value, index) => sum + value * vector[index]!, 0);
      const kept = quantise(vector);
      assert.ok(kept !== undefined);
      assert.ok(Math.abs(cosine(query, kept) - exact) < 0.02);
    }),
  );
});

test('what has no direction is not kept', () => {
  for (const values of [[0, 0], [NaN, 1], [Infinity, 1], [1e-45, 0], []]) assert.equal(quantise(Float32Array.from(values)), undefined, String(values));
});

test('what was written last is read, by its writer and by others, whatever the order', (t) => {
  const path = join(makeFolder(t), 'vectors.bin');
  const entries = fc.array(fc.record({ paper: fc.nat(60), vector: fc.option(vectors, { nil: undefined }) }), { maxLength: 80 });
  fc.assert(
    fc.property(fc.array(entries, { maxLength: 4 }), (batches) => {
      const writer = VectorFile.create(path, HEADER);
      const reader = VectorFile.open(path, 'read');
      const expected = new Map<number, Float32Array | undefined>();
      for (const batch of batches) {
        const once = [...new Map(batch.map((entry) => [entry.paper, entry])).values()];
        writer.write(once);
        for (const { paper, vector } of once) expected.set(paper, vector);
      }
      for (let paper = 0; paper <= 61; paper += 1) {
        const vector = expected.get(paper);
        const kept = vector === undefined ? undefined : quantise(vector);
        assert.deepEqual(writer.read(paper), kept);
        assert.deepEqual(reader.read(paper), kept);
        if (vector !== undefined) assert.deepEqual(reader.cosines(vector, [paper]), [cosine(vector, kept!)]);
      }
      writer.close();
      reader.close();
    }),
    { numRuns: 50 },
  );
});

test('a paper that is not there has no vector', (t) => {
  const file = VectorFile.create(join(makeFolder(t), 'vectors.bin'), HEADER);
  t.after(() => file.close());
  file.write([{ paper: 3, vector: Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0) }]);
  assert.deepEqual(file.cosines(Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0), [-1, 0.5, 0, 2, 4, 2 ** 60, NaN]), Array(7).fill(undefined));
  assert.equal(file.end(), 4);
  assert.equal(file.readBlock(2, 100).length, 2 * file.recordBytes);
  assert.equal(file.readBlock(90, 10).length, 0);
});

test('vectors of another length are refused', (t) => {
  const file = VectorFile.create(join(makeFolder(t), 'vectors.bin'), HEADER);
  t.after(() => file.close());
  assert.throws(() => file.write([{ paper: 1, vector: new Float32Array(3).fill(1) }]), RangeError);
  assert.throws(() => file.cosines(new Float32Array(3), [1]), RangeError);
  assert.throws(() => VectorFile.create(join(makeFolder(t), 'v'), { embedder: 'x', dimensions: 0 }), RangeError);
  assert.throws(() => VectorFile.create(join(makeFolder(t), 'v'), { embedder: 'ü'.repeat(200), dimensions: 3 }), RangeError);
});

test('a file that is damaged is refused in words, and never misread', (t) => {
  const path = join(makeFolder(t), 'vectors.bin');
  assert.throws(() => VectorFile.open(path, 'read'), DamagedIndexError);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      writeFileSync(path, bytes);
      assert.throws(() => VectorFile.open(path, 'read'), DamagedIndexError);
    }),
  );
  const file = VectorFile.create(path, HEADER);
  file.write([{ paper: 1, vector: Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0) }]);
  truncateSync(path, 256 + file.recordBytes + 5);
  assert.equal(file.read(1), undefined);
  file.close();
});
