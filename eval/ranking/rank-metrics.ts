import { mean } from '../metrics.js';

/**
 * Spearman's rank correlation of two lists of values for the same papers; equal values share the mean of their ranks. Not
 * a number where one list is all equal.
 */
export function spearman(a: readonly number[], b: readonly number[]): number {
  return pearson(ranksOf(a), ranksOf(b));
}

/** The share of the `top` papers with the most votes that is among the first `cut` of an order. */
export function topFound(ranked: readonly string[], votes: ReadonlyMap<string, number>, { top, cut }: { top: number; cut: number }): number {
  const best = [...votes].toSorted(([, a], [, b]) => b - a).slice(0, top).map(([id]) => id);
  const shown = new Set(ranked.slice(0, cut));
  return best.filter((id) => shown.has(id)).length / Math.min(top, votes.size);
}

/** Average precision: the mean, over the relevant papers, of the share of relevant ones down to each. */
export function averagePrecision(ranked: readonly string[], relevant: ReadonlySet<string>): number {
  let [found, sum] = [0, 0];
  for (const [place, id] of ranked.entries()) {
    if (!relevant.has(id)) continue;
    found += 1;
    sum += found / (place + 1);
  }
  return sum / relevant.size;
}

function ranksOf(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Array<number>(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1]!] === values[order[from]!]) to += 1;
    for (let place = from; place <= to; place++) ranks[order[place]!] = (from + to) / 2;
    from = to + 1;
  }
  return ranks;
}

function pearson(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, alone, other] = [0, 0, 0];
  for (const [index, value] of a.entries()) {
    both += (value - meanA) * (b[index]! - meanB);
    alone += (value - meanA) ** 2;
    other += (b[index]! - meanB) ** 2;
  }
  return both / Math.sqrt(alone * other);
}
