import type { VoteFacts } from './vote.js';

/** Readers with fewer papers are newcomers, whose votes count little anyway: a few shared papers are no sign. */
const FEWEST_PAPERS = 5;
/** Two readers with half of all their papers in common may share a taste; with four fifths they are one for the order. */
const TASTE = 0.5;
const SAME = 0.8;

/**
 * For each reader, with how many others they always vote together: each other reader counts from 0 (at most half of
 * all papers of the two in common) to 1 (four fifths or more; Jaccard index). Readers who keep no such company are left out.
 * Weighing each of n by 1/(1 + company) makes them one together: the sequence weights of Morcos et al. (2011, PNAS 108,
 * E1293), there for proteins that are nearly the same.
 */
export function companyOf(votes: readonly VoteFacts[]): Map<number, number> {
  const papersOf = papersByReader(votes);
  const readers = [...papersOf.keys()];
  const readersOf = new Map<number, number[]>();
  const shared = new Uint32Array(readers.length);
  const company = new Map<number, number>();
  // Each reader is compared with those before it; a million votes of 10,000 readers take seconds, as popular papers are shared by many.
  for (const [place, reader] of readers.entries()) {
    const papers = papersOf.get(reader)!;
    shared.fill(0, 0, place);
    for (const paper of papers) {
      const earlier = readersOf.getOrInsertComputed(paper, () => []);
      for (let index = 0; index < earlier.length; index++) shared[earlier[index]!]! += 1;
      earlier.push(place);
    }
    for (let other = 0; other < place; other++) {
      if (shared[other]! < FEWEST_PAPERS * TASTE) continue;
      const same = sameness(shared[other]!, papers.size + papersOf.get(readers[other]!)!.size);
      if (same > 0) for (const one of [reader, readers[other]!]) company.set(one, (company.get(one) ?? 0) + same);
    }
  }
  return company;
}

function papersByReader(votes: readonly VoteFacts[]): Map<number, Set<number>> {
  const papersOf = new Map<number, Set<number>>();
  for (const { reader, paper } of votes) papersOf.getOrInsertComputed(reader, () => new Set()).add(paper);
  return new Map([...papersOf].filter(([, papers]) => papers.size >= FEWEST_PAPERS));
}

/** @param sum papers of the one and of the other */
function sameness(shared: number, sum: number): number {
  const jaccard = shared / (sum - shared);
  return Math.min(1, Math.max(0, (jaccard - TASTE) / (SAME - TASTE)));
}
