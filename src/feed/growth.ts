/** How votes come in after a paper is announced: which share of those it gets in the end is there after so many hours. */
export interface GrowthCurve {
  /** Hours and shares, both growing, from (0, 0) to a share of 1. */
  points: readonly { hours: number; share: number }[];
  /** How many votes of this instance it was learned from; 0 for the built-in curve. */
  votes: number;
}

/** A vote, by how long after its paper's announcement it came (`ageOf(...).hours`). */
export interface VoteAge {
  hours: number;
}

/**
 * The curve of Hugging Face's Daily Papers, 2024 to 2026 (docs/ranking.md): 4.7 votes at 3 hours became 14.3 at 8, 10.5 at 8 hours
 * became 18.7 at 26, 10.0 at 17 hours became 20.6 after two weeks; chained. That it ends after four editions is a guess.
 */
export const BUILT_IN_GROWTH: GrowthCurve = {
  points: [{ hours: 0, share: 0 }, { hours: 3, share: 0.1 }, { hours: 8, share: 0.34 }, { hours: 17, share: 0.49 }, { hours: 26, share: 0.6 }, { hours: 96, share: 1 }],
  votes: 0,
};

/** The built-in curve weighs as much as so many votes, so that an instance's own takes over by degrees. */
const WORTH_OF_BUILT_IN = 500;

/** The share of its final votes that a paper normally has after so many hours; from 0 to 1, never falling, without jumps. */
export function shareSeen({ points }: GrowthCurve, hours: number): number {
  const next = points.findIndex((point) => point.hours > hours);
  if (next === 0) return points[0]!.share;
  if (next === -1) return points.at(-1)?.share ?? 1;
  const [from, to] = [points[next - 1]!, points[next]!];
  return from.share + ((to.share - from.share) * (hours - from.hours)) / (to.hours - from.hours);
}

/**
 * The instance's own curve.
 * @param votes the votes on papers that are at least four editions old: younger ones have not got all of theirs yet
 */
export function learnGrowth(votes: readonly VoteAge[]): GrowthCurve {
  const points = BUILT_IN_GROWTH.points.map(({ hours, share }) => {
    const seen = hours === 0 ? 0 : votes.filter((vote) => vote.hours <= hours).length;
    return { hours, share: (seen + WORTH_OF_BUILT_IN * share) / (votes.length + WORTH_OF_BUILT_IN) };
  });
  // Votes that come later than the last point count as having come by then: nothing grows after the curve's end.
  return { points: points.map((point, index) => (index === points.length - 1 ? { ...point, share: 1 } : point)), votes: votes.length };
}
