const FEWEST_FOR_SPREAD = 10;
const STRAIGHT = 2.5;
const BEYOND = 0.1;

/** Mean and standard deviation of the scores of an edition. */
export interface Spread {
  mean: number;
  deviation: number;
}

/** Mean and standard deviation (of the whole, not of a sample) of an edition's scores; nothing for under 10 papers. */
export function spreadOf(scores: readonly number[]): Spread | undefined {
  if (scores.length < FEWEST_FOR_SPREAD) return undefined;
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  // The mean of equal numbers may be off by its last digit, which would become a deviation.
  if (scores.every((score) => score === scores[0])) return { mean, deviation: 0 };
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length;
  return { mean, deviation: Math.sqrt(variance) };
}

/**
 * Where a score stands in its edition, in standard deviations from the mean; 0 where all are equal. Up to 2.5 as it is;
 * beyond that it grows ever more slowly and stays under 2.6, so that nothing runs away and yet papers that the score tells
 * apart never stand level. For an edition too small for a spread of its own, give that of the last ones.
 */
export function standing(score: number, { mean, deviation }: Spread): number {
  const z = deviation > 0 ? (score - mean) / deviation : 0;
  const over = Math.abs(z) - STRAIGHT;
  return over <= 0 ? z : Math.sign(z) * (STRAIGHT + (BEYOND * over) / (1 + over));
}
