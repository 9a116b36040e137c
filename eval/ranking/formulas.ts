/** What formulas of other places look at. */
export interface Aged {
  votes: number;
  /** Hours since it was announced. */
  hours: number;
}

/** Hacker News: `(points - 1)^0.8 / (hours + 2)^1.8` (arc3 `news.arc`, 2009). A negative base keeps its sign. Every paper comes with one point, its submitter's. */
export function hackerNews({ votes, hours }: Aged): number {
  return votes ** 0.8 / (hours + 2) ** 1.8;
}

/** Reddit's "hot": `log10(max(score, 1)) + time / 45,000 s` (`r2/lib/db/_sorts.pyx`, 2017); time counts from the announcement backwards. */
export function reddit({ votes, hours }: Aged): number {
  return Math.log10(Math.max(votes, 1)) - (hours * 3_600) / 45_000;
}

/** Lobsters' hotness without tags and comments: `log10(max(|score + 1|, 1)) + time / 22 h` (`app/models/story.rb`, 2026). */
export function lobsters({ votes, hours }: Aged): number {
  return Math.log10(votes + 1) - hours / 22;
}
