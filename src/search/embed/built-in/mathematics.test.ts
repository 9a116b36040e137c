import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { batches } from './batches.js';
import { Contrast } from './contrast.js';
import { matrix, multiplyByTranspose, transpose, type Matrix } from './dense.js';
import { eigenvectors } from './eigen.js';
import { columnProducts, orthonormalise } from './orthonormal.js';
import { Random } from './random.js';
import { singularVectors } from './singular-vectors.js';
import { gather, scatter, SparseBuilder, transposed, type SparseRows } from './sparse.js';
import { quantise } from './term-table.js';

function randomMatrix(rows: number, columns: number, seed: number): Matrix {
  const random = new Random(seed);
  return { rows, columns, values: Float32Array.from({ length: rows * columns }, () => random.normal()) };
}

function at(a: Matrix, i: number, j: number): number {
  return a.values[i * a.columns + j]!;
}

const sizes = fc.tuple(fc.integer({ min: 1, max: 11 }), fc.integer({ min: 1, max: 11 }), fc.integer({ min: 1, max: 20 }), fc.nat());

test('products of matrices of any size are what the definition says', () => {
  fc.assert(
    fc.property(sizes, ([rows, columns, length, seed]) => {
      const [a, b, out] = [randomMatrix(rows, length, seed), randomMatrix(columns, length, seed + 1), matrix(rows, columns)];
      multiplyByTranspose(a, b, out);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          let sum = 0;
          for (let k = 0; k < length; k++) sum += at(a, i, k) * at(b, j, k);
          assert.ok(Math.abs(at(out, i, j) - sum) < 1e-4);
        }
      }
      const turned = matrix(length, rows);
      transpose(a, turned);
      assert.equal(at(turned, length - 1, 0), at(a, 0, length - 1));
    }),
  );
});

const sparse = fc.array(fc.uniqueArray(fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 9 })), { selector: ([column]) => column, maxLength: 9 }), { minLength: 1, maxLength: 8 });

function sparseOf(rows: [number, number][][]): SparseRows {
  const builder = new SparseBuilder();
  for (const row of rows) {
    for (const [column, value] of row) builder.push(column, value);
    builder.endRow();
  }
  return builder.finish();
}

test('sums of vectors of sparse rows are what the definition says, and turning twice changes nothing', () => {
  fc.assert(
    fc.property(sparse, fc.nat(), (rows, seed) => {
      const table = { width: 3, values: randomMatrix(10, 3, seed).values };
      const given = sparseOf(rows.map((row) => row.toSorted((a, b) => a[0] - b[0])));
      const out = new Float32Array(3);
      rows.forEach((row, number) => {
        gather(given, number, table, out);
        for (let k = 0; k < 3; k++) {
          const sum = row.reduce((sum, [column, value]) => sum + value * table.values[column * 3 + k]!, 0);
          assert.ok(Math.abs(out[k]! - sum) < 1e-3);
        }
      });
      const target = { width: 1, values: new Float32Array(10) };
      rows.forEach((_, number) => scatter(given, number, Float32Array.of(2), target));
      for (let column = 0; column < 10; column++) {
        const sum = rows.flat().reduce((sum, [other, value]) => sum + (other === column ? 2 * value : 0), 0);
        assert.equal(target.values[column], sum);
      }
      assert.deepEqual(transposed(transposed(given, 10), rows.length), given);
    }),
  );
});

test('columns are made orthonormal, and one that follows from others becomes zero', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const a = randomMatrix(40, 6, seed);
      for (let row = 0; row < 40; row++) a.values[row * 6 + 4] = 2 * at(a, row, 0) - at(a, row, 2);
      const products = columnProducts(orthonormalise(a), orthonormalise(a));
      products.forEach((value, place) => {
        const [i, j] = [Math.floor(place / 6), place % 6];
        assert.ok(Math.abs(value - (i === j && i !== 4 ? 1 : 0)) < 1e-5, `${i} ${j} ${value}`);
      });
    }),
  );
});

test('eigenvectors stretch as the square does, the largest first', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), (size, seed) => {
      const a = randomMatrix(size + 2, size, seed);
      const square = columnProducts(a, a);
      const vectors = eigenvectors(square.slice(), size);
      let before = Infinity;
      for (let c = 0; c < size; c++) {
        const vector = Array.from({ length: size }, (_, i) => vectors[i * size + c]!);
        const image = vector.map((_, i) => vector.reduce((sum, value, k) => sum + square[i * size + k]! * value, 0));
        const stretch = Math.hypot(...image);
        image.forEach((value, i) => assert.ok(Math.abs(value - stretch * vector[i]!) < 1e-6 * (1 + stretch)));
        assert.ok(stretch <= before + 1e-6);
        before = stretch;
      }
    }),
  );
});

test('singular vectors of rows that lie in two directions span both', () => {
  const rows = sparseOf(Array.from({ length: 50 }, (_, row): [number, number][] => (row % 3 === 0 ? [[0, 3], [1, 3]] : [[2, 1], [3, 1]])));
  const vectors = singularVectors(rows, { columns: 4, count: 2, random: new Random(1), onProgress: () => {} });
  const lengths = [0, 1].map((column) => [0, 1, 2, 3].map((row) => Math.abs(at(vectors, row, column))));
  const half = Math.SQRT1_2;
  const expected = [[half, half, 0, 0], [0, 0, half, half]];
  lengths.forEach((vector, column) => vector.forEach((value, row) => assert.ok(Math.abs(value - expected[column]![row]!) < 1e-3)));
});

test('the gradient of the contrast is the slope of its loss', () => {
  const [size, width] = [5, 4];
  const [titles, abstracts] = [randomMatrix(size, width, 3), randomMatrix(size, width, 4)];
  for (const { values } of [titles, abstracts]) values.forEach((value, place) => (values[place] = value / 4));
  const contrast = new Contrast(8, width);
  const unused = { titles: matrix(size, width), abstracts: matrix(size, width) };
  const gradients = { titles: matrix(size, width), abstracts: matrix(size, width) };
  contrast.compare(titles, abstracts, gradients);
  for (const [given, gradient] of [[titles, gradients.titles], [abstracts, gradients.abstracts]] as const) {
    for (let place = 0; place < size * width; place++) {
      const before = given.values[place]!;
      given.values[place] = before + 0.01;
      const above = contrast.compare(titles, abstracts, unused);
      given.values[place] = before - 0.01;
      const below = contrast.compare(titles, abstracts, unused);
      given.values[place] = before;
      assert.ok(Math.abs(gradient.values[place]! - (above - below) / 0.02) < 2e-3, `${gradient.values[place]} and ${(above - below) / 0.02}`);
    }
  }
});

test('batches hold every pair once, none is too large, and full ones are of one category', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(4), { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), fc.nat(), (categories, size, seed) => {
      const made = batches(Uint32Array.from(categories.keys()), Uint32Array.from(categories), { size, random: new Random(seed) });
      assert.deepEqual(made.flatMap((batch) => [...batch]).sort((a, b) => a - b), [...categories.keys()]);
      assert.ok(made.every((batch) => batch.length > 0 && batch.length <= size));
      const pure = made.filter((batch) => batch.length === size && new Set([...batch].map((pair) => categories[pair])).size === 1).length;
      const whole = [0, 1, 2, 3, 4].reduce((sum, category) => sum + Math.floor(categories.filter((other) => other === category).length / size), 0);
      assert.ok(pure >= whole);
    }),
  );
});

test('steps of eight bits are at most half a step away', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 4, maxLength: 4 }), (vector) => {
      const { scales, steps } = quantise(Float32Array.from(vector), 4);
      vector.forEach((value, k) => assert.ok(Math.abs(scales[0]! * steps[k]! - value) <= scales[0]! * 0.501 + 1e-30));
    }),
  );
});

test('random numbers follow from the seed and are spread as they should be', () => {
  const [random, same, other] = [new Random(5), new Random(5), new Random(6)];
  assert.equal(random.uniform(), same.uniform());
  assert.notEqual(random.uniform(), other.uniform());
  const normal = Array.from({ length: 20_000 }, () => random.normal());
  const mean = normal.reduce((sum, value) => sum + value) / normal.length;
  const variance = normal.reduce((sum, value) => sum + (value - mean) ** 2, 0) / normal.length;
  assert.ok(Math.abs(mean) < 0.03 && Math.abs(variance - 1) < 0.05, `${mean} ${variance}`);
  assert.deepEqual(new Set(Array.from({ length: 200 }, () => random.below(3))), new Set([0, 1, 2]));
});
