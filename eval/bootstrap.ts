import { mean } from './metrics.js';
import { randomNumbers } from './random.js';

/** A difference of two means over the same queries, and where it lies in 95 of 100 cases. */
export interface Difference {
  mean: number;
  low: number;
  high: number;
}

const RESAMPLES = 10_000;

/**
 * The paired bootstrap (Efron, 1979; Sakai, 2006, for retrieval): queries are drawn anew with replacement, and the
 * 2.5th and 97.5th percentile of the mean difference taken. The same figures give the same answer.
 */
export function pairedBootstrap(better: readonly number[], other: readonly number[]): Difference {
  const differences = better.map((value, query) => value - other[query]!);
  const random = randomNumbers(1);
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let drawn = 0; drawn < differences.length; drawn++) sum += differences[Math.floor(random() * differences.length)]!;
    return sum / differences.length;
  }).sort((a, b) => a - b);
  return { mean: mean(differences), low: means[Math.floor(RESAMPLES * 0.025)]!, high: means[Math.ceil(RESAMPLES * 0.975) - 1]! };
}
