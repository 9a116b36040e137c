import { firstRows, matrix, multiplyByTranspose, transpose, type Matrix } from './dense.js';

const TEMPERATURE = 0.07;

/**
 * InfoNCE (van den Oord and others, 2018), in both directions: each title must know its abstract among those of the batch, and
 * each abstract its title. Works in memory of its own for batches up to a size.
 */
export class Contrast {
  readonly #products: Matrix;
  readonly #turned: Matrix;
  readonly #square: Matrix;

  constructor(size: number, width: number) {
    this.#products = matrix(size, size);
    this.#square = matrix(size, size);
    this.#turned = matrix(width, size);
  }

  /**
   * @param titles unit vectors, row i of pair i
   * @param abstracts likewise
   * @param gradients written to: of the loss by the titles, and by the abstracts
   * @returns the mean loss of a pair, in nats
   */
  compare(titles: Matrix, abstracts: Matrix, gradients: { titles: Matrix; abstracts: Matrix }): number {
    const size = titles.rows;
    const products = sized(this.#products, size, size);
    multiplyByTranspose(titles, abstracts, products);
    const loss = differentiate(products);
    this.#multiply(products, abstracts, gradients.titles);
    const square = sized(this.#square, size, size);
    transpose(products, square);
    this.#multiply(square, titles, gradients.abstracts);
    return loss;
  }

  #multiply(a: Matrix, b: Matrix, out: Matrix): void {
    const turned = sized(this.#turned, b.columns, b.rows);
    transpose(b, turned);
    multiplyByTranspose(a, turned, out);
  }
}

/** Turns the products of a batch into the gradient of the loss by them, and gives the loss. */
function differentiate({ rows: size, values }: Matrix): number {
  const rowSums = new Float64Array(size);
  const columnSums = new Float64Array(size);
  let loss = 0;
  for (let i = 0; i < size; i++) loss -= (values[i * size + i]! - 1) / TEMPERATURE;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      // Products of unit vectors are at most 1, so that nothing overflows.
      const weight = Math.exp((values[i * size + j]! - 1) / TEMPERATURE);
      values[i * size + j] = weight;
      rowSums[i]! += weight;
      columnSums[j]! += weight;
    }
  }
  const scale = 1 / (2 * size * TEMPERATURE);
  for (let i = 0; i < size; i++) {
    loss += (Math.log(rowSums[i]!) + Math.log(columnSums[i]!)) / 2;
    const share = 1 / rowSums[i]!;
    for (let j = 0; j < size; j++) values[i * size + j]! *= scale * (share + 1 / columnSums[j]!);
    values[i * size + i]! -= 2 * scale;
  }
  return loss / size;
}

function sized(memory: Matrix, rows: number, columns: number): Matrix {
  return firstRows({ rows, columns, values: memory.values }, rows);
}
