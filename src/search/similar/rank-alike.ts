import type { OpenIndex } from '../index/search-index.js';
import { rankPapers, type RankedPaper, type Wanted } from '../rank/rank.js';
import { rankInTwoSteps } from '../rank/two-steps.js';
import type { TermFrequencies } from '../rank/term-weights.js';
import { likenessLimits, type LikenessLimits } from './limits.js';

/** What papers are compared with: its telling terms, the most telling first, and its vector. */
export interface Likeness extends Pick<Wanted, 'vector' | 'without'> {
  terms: readonly string[];
  /** How usual terms are; without this none is too usual. */
  frequencies?: TermFrequencies;
  /** Only papers of this day (`dayNumber`) or later. */
  since?: number;
  /** How many of the best are wanted. */
  exact: number;
}

/** Where so many of all papers fit, it is faster to find more and leave out those that do not than to have the engine look only among them. */
const MANY_FIT = 0.15;
const SAMPLE = 500;

/** The papers most like a text, the most alike first. */
export async function rankAlike(index: OpenIndex, { since, ...like }: Likeness, limits: LikenessLimits = likenessLimits(index.rows.size)): Promise<RankedPaper[]> {
  if (since === undefined) return await rankAmong(index, { ...like, filter: {} }, limits);
  const share = limits.finding === undefined ? 0 : shareSince(index, since);
  if (share >= MANY_FIT) {
    const more = { ...limits, words: Math.ceil(Math.max(limits.words, like.exact) / share), nearest: Math.ceil(limits.nearest / share) };
    const found = await rankAmong(index, { ...like, filter: {}, accepts: ({ day }) => day >= since }, more);
    if (found.length >= like.exact) return found;
  }
  return await rankAmong(index, { ...like, filter: { where: `published >= ${since}` } }, limits);
}

/** About how many of the papers are of this day or later, 0 to 1. */
function shareSince({ facts, rows }: OpenIndex, since: number): number {
  const step = Math.max(1, Math.floor(rows.size / SAMPLE));
  const days = facts.daysOf(Array.from({ length: Math.floor(rows.size / step) }, (_, at) => 1 + at * step)).filter((day) => day !== undefined);
  return days.filter((day) => day >= since).length / Math.max(1, days.length);
}

interface Among extends Omit<Likeness, 'since'>, Pick<Wanted, 'filter'> {
  accepts?: (paper: RankedPaper) => boolean;
}

async function rankAmong(index: OpenIndex, { terms, frequencies, exact, accepts, ...like }: Among, { finding, usual = Infinity, compared = 0, ...candidates }: LikenessLimits): Promise<RankedPaper[]> {
  const wanted = { ...like, limits: { ...candidates, words: Math.max(candidates.words, exact) } };
  if (terms.length > 0 && finding !== undefined) return await rankInTwoSteps(index, wanted, { finding: findingTerms(terms, { finding, usual, frequencies }), terms, frequencies, accepts, compared: Math.max(compared, exact) });
  const { papers } = await rankPapers(index, { ...wanted, exact, ...(terms.length > 0 && { terms: { column: 'terms' as const, list: terms } }) });
  return accepts === undefined ? papers : papers.filter(accepts);
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
