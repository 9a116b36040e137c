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
  const places = new Map(readers.map((reader, place) => [reader, place]));
  const readersOf = new Map<number, number[]>();
  for (const [reader, papers] of papersOf) for (const paper of papers) readersOf.getOrInsertComputed(paper, () => []).push(places.get(reader)!);
  const shared = new Int32Array(readers.length);
  const company = new Map<number, number>();
  for (const [reader, papers] of papersOf) {
    shared.fill(0);
    for (const paper of papers) for (const other of readersOf.get(paper)!) shared[other]! += 1;
    shared[places.get(reader)!] = 0;
    let sum = 0;
    for (let other = 0; other < readers.length; other++) {
      const both = shared[other]!;
      if (both > 0) sum += sameness(both / (papers.size + papersOf.get(readers[other]!)!.size - both));
    }
    if (sum > 0) company.set(reader, sum);
  }
  return company;
}

function papersByReader(votes: readonly VoteFacts[]): Map<number, Set<number>> {
  const papersOf = new Map<number, Set<number>>();
  for (const { reader, paper } of votes) papersOf.getOrInsertComputed(reader, () => new Set()).add(paper);
  return new Map([...papersOf].filter(([, papers]) => papers.size >= FEWEST_PAPERS));
}

function sameness(jaccard: number): number {
  return Math.min(1, Math.max(0, (jaccard - TASTE) / (SAME - TASTE)));
}
