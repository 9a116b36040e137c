import type { Learned } from './term-table.js';

/**
 * Of the collections Cranfield and CISI, words and vectors together ranked worse than words alone when both were made from 50 and 100
 * papers, alike from 200 to 500, and better from 800 on. Those are of one subject each; an instance with many needs more.
 */
export const FEWEST_PAPERS = 1_000;
/** Learned from so many more papers than before, a table knows what they are about. */
const GROWTH = 0.25;
/** Of the words of recent papers, the share that may be unknown beyond what was unknown when the table was learned. */
const MORE_UNKNOWN = 0.1;
/** Of fewer recent papers, the share of unknown words says little. */
const FEWEST_RECENT = 200;

/** What an instance has now, beside what its table was learned from. */
export interface Present {
  /** How many papers it has. */
  papers: number;
  /** What the table knows of papers that came after it was learned, when somebody has looked. */
  recent?: { papers: number; unknownShare: number };
}

/** Whether to learn, and why or why not, for whoever looks at the status. */
export interface LearningDecision {
  learn: boolean;
  why: string;
}

/**
 * Decides whether a term table is to be learned now, from what there is and what the present table was learned from.
 * @param fewest papers that are enough to learn from
 */
export function decideLearning({ papers, recent }: Present, learned: Learned | undefined, fewest: number = FEWEST_PAPERS): LearningDecision {
  if (papers < fewest) {
    return { learn: false, why: `There are ${papers} papers, too few to learn from; from ${fewest} on, search goes by meaning too.` };
  }
  if (learned === undefined) return { learn: true, why: `There are ${papers} papers, and nothing was learned from them yet.` };
  if (papers >= learned.papers * (1 + GROWTH)) {
    return { learn: true, why: `There are ${papers} papers, and it was learned from ${learned.papers}.` };
  }
  if (recent !== undefined && recent.papers >= FEWEST_RECENT && recent.unknownShare > learned.unknownShare + MORE_UNKNOWN) {
    return { learn: true, why: `Of the words of recent papers, ${percent(recent.unknownShare)} are unknown; when it was learned, it was ${percent(learned.unknownShare)}.` };
  }
  return { learn: false, why: `What was learned from ${learned.papers} papers serves for ${papers}.` };
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
