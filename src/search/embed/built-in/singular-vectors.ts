import type { Matrix } from './dense.js';
import { eigenvectors } from './eigen.js';
import { columnProducts, multiplyBySquare, orthonormalise } from './orthonormal.js';
import type { Random } from './random.js';
import { gather, rowCount, scatter, type SparseRows } from './sparse.js';

/** Directions beyond those wanted, which make the wanted ones exact enough (Halko, Martinsson and Tropp, 2011). */
const OVERSAMPLING = 20;
const POWER_ITERATIONS = 2;

export interface SingularVectorsOptions {
  /** How many columns the rows have. */
  columns: number;
  /** How many vectors are wanted. */
  count: number;
  random: Random;
  /** Told the share that is done. */
  onProgress: (done: number) => void;
}

/**
 * The right singular vectors of the largest singular values of sparse rows, as the columns of a matrix (columns x count):
 * a randomised decomposition that streams the rows and never makes the square of columns by columns. Where there are fewer
 * directions than are wanted, the rest is zero.
 */
export function singularVectors(rows: SparseRows, { columns, count, random, onProgress }: SingularVectorsOptions): Matrix {
  const width = count + OVERSAMPLING;
  let basis: Matrix = { rows: columns, columns: width, values: Float32Array.from({ length: columns * width }, () => random.normal()) };
  for (let iteration = 0; iteration < POWER_ITERATIONS; iteration++) {
    basis = orthonormalise(square(rows, basis, (done) => onProgress((iteration + done) / (POWER_ITERATIONS + 1))));
  }
  const image = square(rows, basis, (done) => onProgress((POWER_ITERATIONS + done) / (POWER_ITERATIONS + 1)));
  return multiplyBySquare(basis, eigenvectors(symmetric(columnProducts(basis, image), width), width), count);
}

/** Xᵀ X times the basis. */
function square(rows: SparseRows, basis: Matrix, onProgress: (done: number) => void): Matrix {
  const image: Matrix = { ...basis, values: new Float32Array(basis.values.length) };
  const from = { width: basis.columns, values: basis.values };
  const to = { width: basis.columns, values: image.values };
  const sum = new Float32Array(basis.columns);
  const count = rowCount(rows);
  for (let row = 0; row < count; row++) {
    if (row % 4096 === 0) onProgress(row / count);
    gather(rows, row, from, sum);
    scatter(rows, row, sum, to);
  }
  return image;
}

/** The mean of a square and its transpose, which differ by rounding. */
function symmetric(values: Float64Array, size: number): Float64Array {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const mean = (values[i * size + j]! + values[j * size + i]!) / 2;
      values[i * size + j] = mean;
      values[j * size + i] = mean;
    }
  }
  return values;
}
