import type { OpenIndex } from '../index/search-index.js';
import { rankPapers, type RankedPaper, type Wanted } from '../rank/rank.js';
import { rankInTwoSteps } from '../rank/two-steps.js';
import type { TermFrequencies } from '../rank/term-weights.js';
import { likenessLimits, type LikenessLimits } from './limits.js';

/** What papers are compared with: its telling terms, the most telling first, and its vector. */
export interface Likeness extends Pick<Wanted, 'vector' | 'filter' | 'without'> {
  terms: readonly string[];
  /** How usual terms are; without this none is too usual. */
  frequencies?: TermFrequencies;
  /** How many of the best are wanted. */
  exact: number;
}

/** The papers most like a text, the most alike first. */
export async function rankAlike(index: OpenIndex, { terms, frequencies, exact, ...like }: Likeness, limits: LikenessLimits = likenessLimits(index.rows.size)): Promise<RankedPaper[]> {
  const { finding, usual = Infinity, compared = 0, ...candidates } = limits;
  const wanted = { ...like, limits: { ...candidates, words: Math.max(candidates.words, exact) } };
  if (terms.length === 0) return (await rankPapers(index, { ...wanted, exact })).papers;
  if (finding === undefined) return (await rankPapers(index, { ...wanted, exact, terms: { column: 'terms', list: terms } })).papers;
  return await rankInTwoSteps(index, wanted, { finding: findingTerms(terms, { finding, usual, frequencies }), terms, frequencies, compared: Math.max(compared, exact) });
}

/** The most telling terms, each once, as one given twice is read twice; those that would be too many papers to read are passed over. */
export function findingTerms(terms: readonly string[], { finding, usual, frequencies }: { finding: number; usual: number; frequencies: Pick<TermFrequencies, 'papers' | 'papersWith'> | undefined }): string[] {
  const few: string[] = [];
  let left = usual;
  for (const term of new Set(terms)) {
    const share = frequencies === undefined ? 0 : (frequencies.papersWith.get(term) ?? 1) / frequencies.papers;
    // What says nothing else is found by its most telling term, however usual.
    if (few.length > 0 && share > left) continue;
    few.push(term);
    left -= share;
    if (few.length === finding) break;
  }
  return few;
}
