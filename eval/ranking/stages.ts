import { editionsSeen, type Observation } from './observations.js';

/** An edition seen twice: what its papers had early, and what they had later. */
export interface Stage {
  name: string;
  early: { from: number; to: number };
  late: { from: number; to: number };
}

/** Lists were captured about 3, 8 and 26 hours after they began. */
export const CAPTURES = { 3: { from: 1, to: 6 }, 8: { from: 6, to: 12 }, 26: { from: 20, to: 36 } } as const;

export const STAGES: readonly Stage[] = [
  { name: '8 h to 26 h', early: CAPTURES[8], late: CAPTURES[26] },
  { name: '3 h to 8 h', early: CAPTURES[3], late: CAPTURES[8] },
];

/** A paper of an edition with its early votes and those it had later. */
export interface Seen extends Observation {
  later: number;
}

/** Editions of which at least ten papers were seen at both times. */
export function seenTwice(observations: readonly Observation[], { early, late }: Stage): Map<string, Seen[]> {
  const later = editionsSeen(observations, late);
  const editions = [...editionsSeen(observations, early)].map(([day, papers]) => {
    const end = new Map((later.get(day) ?? []).map(({ id, votes }) => [id, votes]));
    return [day, papers.flatMap((paper) => (end.has(paper.id) ? [{ ...paper, later: end.get(paper.id)! }] : []))] as const;
  });
  return new Map(editions.filter(([, papers]) => papers.length >= 10));
}

/** Each vote kept with this chance, as on an instance with fewer readers; the same in every run. */
export function thinned(votes: number, kept: number, random: () => number): number {
  if (kept === 1) return votes;
  let left = 0;
  for (let vote = 0; vote < votes; vote++) if (random() < kept) left += 1;
  return left;
}
