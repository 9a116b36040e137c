import type { OpenIndex } from '../index/search-index.js';
import { rankPapers, type RankedPaper, type Wanted } from '../rank/rank.js';
import { rankInTwoSteps } from '../rank/two-steps.js';
import { likenessLimits, type LikenessLimits } from './limits.js';

/** What papers are compared with: its telling terms, the most telling first, and its vector. */
export interface Likeness extends Pick<Wanted, 'vector' | 'filter' | 'without'> {
  terms: readonly string[];
  /** How many of the best are wanted. */
  exact: number;
}

/** The papers most like a text, the most alike first. */
export async function rankAlike(index: OpenIndex, { terms, exact, ...like }: Likeness, limits: LikenessLimits = likenessLimits(index.rows.size)): Promise<RankedPaper[]> {
  const { finding, compared = 0, ...candidates } = limits;
  const wanted: Wanted = { ...like, limits: candidates, exact };
  if (terms.length === 0) return (await rankPapers(index, wanted)).papers;
  const list = { column: 'terms', list: terms } as const;
  if (finding === undefined) return (await rankPapers(index, { ...wanted, terms: list })).papers;
  // Each once: one given twice is read twice.
  const few = [...new Set(terms)].slice(0, finding);
  return (await rankInTwoSteps(index, { ...wanted, terms: list }, { finding: few, compared: Math.max(compared, exact) })).papers;
}
