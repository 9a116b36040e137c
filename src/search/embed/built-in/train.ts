import { Adam } from './adam.js';
import { batches } from './batches.js';
import { Contrast } from './contrast.js';
import { firstRows, matrix, type Matrix } from './dense.js';
import type { Random } from './random.js';
import { gather, rowCount, SparseBuilder, transposed, type SparseRows, type Table } from './sparse.js';

/** Titles and abstracts as weighted terms; row i of one belongs to row i of the other. */
export interface Pairs {
  titles: SparseRows;
  abstracts: SparseRows;
  /** The category of each pair, numbered from 0. */
  categories: Uint32Array;
}

export interface TrainOptions {
  epochs: number;
  random: Random;
  /** Told the share that is done, and the loss of the last batch. */
  onProgress: (done: number, loss: number) => void;
}

/** Larger ones rank no better, and cost more. */
const BATCH = 256;
const RATE = 0.01;
/** What is left of the rate at the end, to which it falls in a line. */
const LAST_RATE = 0.05;
/** How often a term of the abstract that stands in the title too is left out: else the table learns that a word is like itself. */
const MASKED = 0.8;

/**
 * Moves the vectors of terms so that title and abstract of one paper, each the unit sum of its terms' vectors, are closer than
 * those of different papers. The table is changed in place.
 */
export function train(table: Table, pairs: Pairs, { epochs, random, onProgress }: TrainOptions): void {
  const step = new Step(table);
  const complete = completePairs(pairs);
  let done = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const batch of batches(complete, pairs.categories, { size: BATCH, random })) {
      const share = done / (epochs * complete.length);
      const loss = step.take(masked(pairs, batch, random), RATE * (1 - (1 - LAST_RATE) * share));
      done += batch.length;
      onProgress(done / (epochs * complete.length), loss);
    }
  }
}

/** A title or abstract of which no term is known teaches nothing. */
function completePairs({ titles, abstracts, categories }: Pairs): Uint32Array {
  const isEmpty = ({ starts }: SparseRows, row: number) => starts[row] === starts[row + 1];
  return Uint32Array.from(categories.keys()).filter((pair) => !isEmpty(titles, pair) && !isEmpty(abstracts, pair));
}

/** The titles of a batch, then its abstracts, with terms left out. */
function masked({ titles, abstracts }: Pairs, batch: Uint32Array, random: Random): SparseRows {
  const rows = new SparseBuilder();
  for (const pair of batch) copy(titles, pair, rows, () => true);
  for (const pair of batch) {
    const inTitle = new Set(titles.columns.subarray(titles.starts[pair], titles.starts[pair + 1]));
    copy(abstracts, pair, rows, (term) => !inTitle.has(term) || random.uniform() >= MASKED);
  }
  return rows.view();
}

function copy(from: SparseRows, row: number, to: SparseBuilder, wanted: (term: number) => boolean): void {
  for (let at = from.starts[row]!; at < from.starts[row + 1]!; at++) {
    if (wanted(from.columns[at]!)) to.push(from.columns[at]!, from.values[at]!);
  }
  to.endRow();
}

/** One step of the descent, and the memory for it. */
class Step {
  readonly #table: Table;
  readonly #adam: Adam;
  readonly #contrast: Contrast;
  readonly #vectors: Matrix;
  readonly #gradients: Matrix;
  readonly #lengths = new Float32Array(2 * BATCH);
  readonly #gradient: Float32Array;

  constructor(table: Table) {
    this.#table = table;
    this.#adam = new Adam(table.values);
    this.#contrast = new Contrast(BATCH, table.width);
    this.#vectors = matrix(2 * BATCH, table.width);
    this.#gradients = matrix(2 * BATCH, table.width);
    this.#gradient = new Float32Array(table.width);
  }

  take(rows: SparseRows, rate: number): number {
    const size = rowCount(rows) / 2;
    this.#embed(rows);
    const [titles, abstracts] = halves(this.#vectors, size);
    const [titleGradients, abstractGradients] = halves(this.#gradients, size);
    const loss = this.#contrast.compare(titles, abstracts, { titles: titleGradients, abstracts: abstractGradients });
    this.#throughNormalisation(2 * size);
    this.#adam.begin(rate);
    this.#move(transposed(rows, this.#table.values.length / this.#table.width));
    return loss;
  }

  #embed(rows: SparseRows): void {
    for (let row = 0; row < rowCount(rows); row++) {
      const vector = rowOf(this.#vectors, row);
      gather(rows, row, this.#table, vector);
      const length = Math.sqrt(product(vector, vector));
      this.#lengths[row] = length;
      if (length > 0) for (let k = 0; k < vector.length; k++) vector[k]! /= length;
    }
  }

  /** From the gradient by the unit vector to that by the sum: (g - z (z.g)) / length. */
  #throughNormalisation(rows: number): void {
    for (let row = 0; row < rows; row++) {
      const vector = rowOf(this.#vectors, row);
      const gradient = rowOf(this.#gradients, row);
      const along = product(vector, gradient);
      const scale = this.#lengths[row]! > 0 ? 1 / this.#lengths[row]! : 0;
      for (let k = 0; k < vector.length; k++) gradient[k] = (gradient[k]! - vector[k]! * along) * scale;
    }
  }

  /** Term by term, so that the gradient of each is summed where it is used up at once. */
  #move(byTerm: SparseRows): void {
    const { width } = this.#table;
    for (let term = 0; term < rowCount(byTerm); term++) {
      if (byTerm.starts[term] === byTerm.starts[term + 1]) continue;
      gather(byTerm, term, { width, values: this.#gradients.values }, this.#gradient);
      this.#adam.move(term * width, this.#gradient);
    }
  }
}

function halves(memory: Matrix, size: number): [Matrix, Matrix] {
  const second = { ...memory, values: memory.values.subarray(size * memory.columns) };
  return [firstRows(memory, size), firstRows(second, size)];
}

function rowOf({ columns, values }: Matrix, row: number): Float32Array {
  return values.subarray(row * columns, (row + 1) * columns);
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
