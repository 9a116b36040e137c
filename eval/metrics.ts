/** How much each paper answers a query, by its id; 0 where it was judged and does not, absent where nobody judged. */
export type Judgements = ReadonlyMap<string, number>;

/** Logarithmic discount of a place, the first being 0 (Järvelin and Kekäläinen, 2002, as trec_eval and BEIR use it). */
const discount = (place: number) => Math.log2(place + 2);

/** The older form, in which the first two places count in full; CSFCube's figures are made with it. */
const lateDiscount = (place: number) => Math.log2(Math.max(place + 1, 2));

/**
 * Normalised discounted cumulative gain of the first papers of an order: 1 for the best one possible.
 * The gain of a paper is its judgement; what nobody judged gains nothing. 0 where nothing is relevant.
 */
export function ndcg(ranked: readonly string[], judgements: Judgements, cut: number): number {
  return share(gainsOf(ranked, judgements), [...judgements.values()], { cut, discount });
}

/**
 * NDCG at a share of the judged pool, which is all that is ranked, as CSFCube's own script computes it: graded gains,
 * the first two places in full, the cut rounded down.
 */
export function ndcgOfPool(ranked: readonly string[], judgements: Judgements, part: number): number {
  const cut = Math.floor(part * ranked.length);
  return share(gainsOf(ranked, judgements), gainsOf(ranked, judgements), { cut, discount: lateDiscount });
}

/** The share of the relevant papers that is among the first; 0 where nothing is relevant. */
export function recall(ranked: readonly string[], judgements: Judgements, cut: number): number {
  const relevant = [...judgements.values()].filter((gain) => gain > 0).length;
  const found = gainsOf(ranked.slice(0, cut), judgements).filter((gain) => gain > 0).length;
  return relevant === 0 ? 0 : found / relevant;
}

/** One divided by the place of the first relevant paper, counted from 1; 0 when there is none. */
export function reciprocalRank(ranked: readonly string[], judgements: Judgements): number {
  const place = gainsOf(ranked, judgements).findIndex((gain) => gain > 0);
  return place === -1 ? 0 : 1 / (place + 1);
}

/** The mean, over the relevant papers, of the share of relevant ones down to each; 0 where nothing is relevant. */
export function averagePrecision(ranked: readonly string[], judgements: Judgements): number {
  const relevant = [...judgements.values()].filter((gain) => gain > 0).length;
  let [found, sum] = [0, 0];
  for (const [place, gain] of gainsOf(ranked, judgements).entries()) if (gain > 0) sum += ++found / (place + 1);
  return relevant === 0 ? 0 : sum / relevant;
}

/** Every relevant paper counts the same, however relevant. */
export function binary(judgements: Judgements): Judgements {
  return new Map([...judgements].map(([id, gain]) => [id, gain > 0 ? 1 : 0]));
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function gainsOf(ranked: readonly string[], judgements: Judgements): number[] {
  return ranked.map((id) => Math.max(judgements.get(id) ?? 0, 0));
}

function share(gains: readonly number[], possible: readonly number[], { cut, discount: by }: { cut: number; discount: (place: number) => number }): number {
  const sum = (all: readonly number[]) => all.slice(0, cut).reduce((total, gain, place) => total + gain / by(place), 0);
  const best = sum(possible.map((gain) => Math.max(gain, 0)).sort((a, b) => b - a));
  return best === 0 ? 0 : sum(gains) / best;
}
