import { firstRows, matrix, multiplyByTranspose, transpose, type Matrix } from './dense.js';

/** Rows of a tall matrix that are looked at together, so that they stay in the processor's cache. */
const SLAB = 1024;
/** A column of whose square less than this share is its own follows from those before it, as far as 32 bits can tell. */
const DEPENDENT = 3e-6;

/** The products of every column of a with every column of b, which has as many rows: a square of numbers, row after row. */
export function columnProducts(a: Matrix, b: Matrix): Float64Array {
  const sums = new Float64Array(a.columns * b.columns);
  const part = matrix(a.columns, b.columns);
  for (let row = 0; row < a.rows; row += SLAB) {
    multiplyByTranspose(slabTransposed(a, row), slabTransposed(b, row), part);
    for (let at = 0; at < sums.length; at++) sums[at]! += part.values[at]!;
  }
  return sums;
}

/** a times b, the rows of b given as a square of numbers of which the first `columns` of each row are wanted. */
export function multiplyBySquare(a: Matrix, square: Float64Array, columns: number): Matrix {
  const width = a.columns;
  const right = matrix(columns, width);
  for (let i = 0; i < columns; i++) {
    for (let k = 0; k < width; k++) right.values[i * width + k] = square[k * width + i]!;
  }
  const out = matrix(a.rows, columns);
  multiplyByTranspose(a, right, out);
  return out;
}

/**
 * Columns of length one, at right angles to each other, that span the same space: Cholesky QR, done twice for accuracy
 * (Yamamoto and others, 2015). A column that follows from those before it becomes zero.
 */
export function orthonormalise(a: Matrix): Matrix {
  const once = multiplyBySquare(a, inverseOfRoot(columnProducts(a, a), a.columns), a.columns);
  return multiplyBySquare(once, inverseOfRoot(columnProducts(once, once), a.columns), a.columns);
}

/** The transposed inverse of the lower root L of a positive square (square = L Lᵀ), with zero columns for what depends on others. */
function inverseOfRoot(square: Float64Array, size: number): Float64Array {
  const root = new Float64Array(size * size);
  const inverse = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    let own = square[j * size + j]!;
    for (let k = 0; k < j; k++) own -= root[j * size + k]! ** 2;
    if (!(own > DEPENDENT * square[j * size + j]!)) continue;
    const pivot = Math.sqrt(own);
    root[j * size + j] = pivot;
    for (let i = j + 1; i < size; i++) {
      let sum = square[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= root[i * size + k]! * root[j * size + k]!;
      root[i * size + j] = sum / pivot;
    }
    for (let column = 0; column <= j; column++) {
      let sum = column === j ? 1 : 0;
      for (let k = column; k < j; k++) sum -= root[j * size + k]! * inverse[column * size + k]!;
      inverse[column * size + j] = sum / pivot;
    }
  }
  return inverse;
}

function slabTransposed(a: Matrix, from: number): Matrix {
  const rows = Math.min(SLAB, a.rows - from);
  const slab = firstRows({ ...a, values: a.values.subarray(from * a.columns) }, rows);
  const out = matrix(a.columns, rows);
  transpose(slab, out);
  return out;
}
