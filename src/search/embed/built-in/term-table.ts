import type { Vocabulary } from './vocabulary.js';

/** Dimensions of the vectors: 128 rank a little worse, 512 no better. */
export const DIMENSIONS = 256;

/** What was learned from papers: a vector for each term, in steps of a scale of its own. */
export interface TermTable {
  /** What it was learned from, for whoever asks how good it can be. */
  learned: Learned;
  vocabulary: Vocabulary;
  dimensions: number;
  /** For each term what one step of its vector is worth. */
  scales: Float32Array;
  /** For each term the steps of its vector, -127 to 127. */
  steps: Int8Array;
}

export interface Learned {
  /** Where the random numbers began: the same papers and seed give the same table. */
  seed: number;
  /** How many papers there were. */
  papers: number;
  /** How many of them were learned from. */
  sampled: number;
  /** The share of their words that the vocabulary does not know. */
  unknownShare: number;
}

/** Vectors in steps of a 127th of the largest value of each: a quarter of the memory, and the same order of results. */
export function quantise(values: Float32Array, width: number): { scales: Float32Array; steps: Int8Array } {
  const scales = new Float32Array(values.length / width);
  const steps = new Int8Array(values.length);
  for (let row = 0; row < scales.length; row++) {
    const start = row * width;
    let largest = 0;
    for (let k = 0; k < width; k++) largest = Math.max(largest, Math.abs(values[start + k]!));
    if (largest === 0) continue;
    scales[row] = largest / 127;
    for (let k = 0; k < width; k++) steps[start + k] = Math.round((values[start + k]! * 127) / largest);
  }
  return { scales, steps };
}
