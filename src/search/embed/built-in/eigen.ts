/** Sweeps after which the rest is smaller than rounding; eight are usual. */
const MOST_SWEEPS = 30;

/**
 * The eigenvectors of a symmetric square of numbers, by falling eigenvalue: column c of the result (row after row) is the c-th.
 * Cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations, 8.5). The given square is used up.
 */
export function eigenvectors(square: Float64Array, size: number): Float64Array {
  // Kept as rows, which lie together in memory, and turned at the end.
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS && offDiagonal(square, size) > 1e-12 * onDiagonal(square, size); sweep++) {
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) rotate({ square, vectors, size }, p, q);
    }
  }
  const order = Array.from({ length: size }, (_, at) => at).sort((a, b) => square[b * size + b]! - square[a * size + a]! || a - b);
  const columns = new Float64Array(size * size);
  order.forEach((from, column) => {
    for (let row = 0; row < size; row++) columns[row * size + column] = vectors[from * size + row]!;
  });
  return columns;
}

interface State {
  square: Float64Array;
  vectors: Float64Array;
  size: number;
}

/** Turns rows and columns p and q so that what stands where they cross becomes zero. */
function rotate({ square, vectors, size }: State, p: number, q: number): void {
  const crossing = square[p * size + q]!;
  const [own, other] = [square[p * size + p]!, square[q * size + q]!];
  if (Math.abs(crossing) <= 1e-16 * (Math.abs(own) + Math.abs(other))) return;
  const theta = (other - own) / (2 * crossing);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  turn(square, p * size, q * size, { size, cosine, sine });
  for (let k = 0; k < size; k++) {
    square[k * size + p] = square[p * size + k]!;
    square[k * size + q] = square[q * size + k]!;
  }
  square[p * size + p] = own - tangent * crossing;
  square[q * size + q] = other + tangent * crossing;
  square[p * size + q] = 0;
  square[q * size + p] = 0;
  turn(vectors, p * size, q * size, { size, cosine, sine });
}

function turn(values: Float64Array, p: number, q: number, { size, cosine, sine }: { size: number; cosine: number; sine: number }): void {
  for (let k = 0; k < size; k++) {
    const a = values[p + k]!;
    const b = values[q + k]!;
    values[p + k] = cosine * a - sine * b;
    values[q + k] = sine * a + cosine * b;
  }
}

function offDiagonal(square: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) sum += square[i * size + j]! ** 2;
  }
  return Math.sqrt(2 * sum);
}

function onDiagonal(square: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += square[i * size + i]! ** 2;
  return Math.sqrt(sum);
}
