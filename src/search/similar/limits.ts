/** How candidates are found that may be like a text. */
export interface LikenessLimits {
  /** By how many of a text's terms. All that are compared, where this is left out. */
  finding?: number;
  /** In how many papers these may stand, added up, as a share of all: to find by a usual term reads every paper that holds it. */
  usual?: number;
  words: number;
  nearest: number;
  /** Of the candidates, how many are compared by all terms that count. */
  compared?: number;
}

/** With 40 terms the ranking is that of all terms (measured on judged papers). */
export const COMPARED_TERMS = 40;

/** Finding papers by 40 terms reads all papers that hold one of them, so among many papers fewer find the candidates. See decision 0027. */
const LIMITS: readonly { from: number; limits: LikenessLimits }[] = [
  { from: 50_000, limits: { finding: 12, usual: 0.1, words: 60, nearest: 80, compared: 140 } },
  { from: 0, limits: { words: 1_000, nearest: 200 } },
];

/** What is given up to answer in time where the index has grown large. */
export function likenessLimits(papers: number): LikenessLimits {
  return LIMITS.find(({ from }) => papers >= from)!.limits;
}
