/** One way to order papers. */
export interface Method<Item, Known> {
  name: string;
  /** One score for each paper, the higher the better. */
  scores(papers: readonly Item[], known: Known): number[];
}

/** Papers by score, the highest first; equal ones stay in the order given, which is that of the hash of their ids. */
export function byScore<Item>(papers: readonly Item[], scores: readonly number[]): Item[] {
  return papers.map((paper, index) => ({ paper, score: scores[index]! })).sort((a, b) => b.score - a.score).map(({ paper }) => paper);
}

/** What a paper adds to the gain of an order: the logarithm of one more than its votes, so that one paper with hundreds does not decide alone. */
export function gainsOf(papers: readonly { id: string; votes: number }[]): Map<string, number> {
  return new Map(papers.map(({ id, votes }) => [id, Math.log1p(votes)]));
}
