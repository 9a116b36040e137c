import { FACETS } from './facet.js';
import { features } from './features.js';
import type { LabelledSentence } from './structured.js';
import type { Weights } from './weights.js';

/** The inverse strength of the L2 penalty: loss = C · Σ weighted log loss + ½ |w|². */
const C = 0.3;
const STEPS = 400;
const RATE = 0.1;
/** A feature of fewer sentences says more about one paper than about a facet. */
const LEAST_SENTENCES = 3;

interface Example {
  features: Int32Array;
  label: number;
  weight: number;
}

/**
 * Fits a logistic regression over three facets to abstracts whose sentences are labelled; each facet weighs the same
 * in sum, however many sentences it has. Adam on all examples at once, so that the same abstracts give the same weights.
 */
export function trainLabeller(abstracts: readonly (readonly LabelledSentence[])[]): Weights {
  const seen = abstracts.flatMap((list) => list.map(({ text, facet }, index) => ({ facet, features: features(text, { index, of: list.length }) })));
  const names = frequentFeatures(seen);
  const ids = new Map(names.map((name, id) => [name, id]));
  const perFacet = FACETS.map((facet) => seen.filter((one) => one.facet === facet).length);
  const examples = seen.map(({ facet, features: own }): Example => {
    const label = FACETS.indexOf(facet);
    const known = [...own].flatMap((name) => ids.get(name) ?? []);
    return { features: Int32Array.from([...known, names.length]), label, weight: (C * seen.length) / (FACETS.length * perFacet[label]!) };
  });
  const table = descend(examples, names.length + 1);
  const row = (id: number) => [...table.subarray(id * FACETS.length, (id + 1) * FACETS.length)];
  return { bias: row(names.length), features: new Map(names.map((name, id) => [name, row(id)])) };
}

function frequentFeatures(seen: readonly { features: Set<string> }[]): string[] {
  const counts = new Map<string, number>();
  for (const { features: own } of seen) for (const name of own) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= LEAST_SENTENCES).map(([name]) => name).sort();
}

/** Adam (Kingma and Ba 2015) with a rate that falls to nothing. */
function descend(examples: readonly Example[], rows: number): Float64Array {
  const [table, mean, square] = [0, 1, 2].map(() => new Float64Array(rows * FACETS.length)) as [Float64Array, Float64Array, Float64Array];
  for (let round = 1; round <= STEPS; round++) {
    const slope = gradient(examples, table, rows);
    const rate = RATE * (1 - (round - 1) / STEPS);
    for (let at = 0; at < table.length; at++) {
      mean[at] = 0.9 * mean[at]! + 0.1 * slope[at]!;
      square[at] = 0.99 * square[at]! + 0.01 * slope[at]! ** 2;
      table[at]! -= (rate * (mean[at]! / (1 - 0.9 ** round))) / (Math.sqrt(square[at]! / (1 - 0.99 ** round)) + 1e-8);
    }
  }
  return table;
}

function gradient(examples: readonly Example[], table: Float64Array, rows: number): Float64Array {
  // The bias, the last row, is not held back.
  const slope = table.slice().fill(0, (rows - 1) * FACETS.length);
  for (const { features: own, label, weight } of examples) {
    const sums = FACETS.map((_, column) => own.reduce((sum, id) => sum + table[id * FACETS.length + column]!, 0));
    const highest = Math.max(...sums);
    const powers = sums.map((sum) => Math.exp(sum - highest));
    const total = powers.reduce((sum, power) => sum + power, 0);
    powers.forEach((power, column) => {
      const error = weight * (power / total - (column === label ? 1 : 0));
      for (const id of own) slope[id * FACETS.length + column]! += error;
    });
  }
  return slope;
}
