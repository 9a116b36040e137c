import type { Highlighter } from '#search';
import type { Ballots } from '../ballots.js';
import type { FoundPaper } from '../search-view.js';
import { PaperCard } from './paper-card.js';
import { WhyFound } from './why-found.js';

export interface FoundCardProps extends FoundPaper {
  /** Its place among the results, from 1; papers like another have none. */
  place?: number;
  /** Finds what to mark in title and abstract. */
  marks?: Highlighter;
  ballots?: Ballots;
}

/** A paper that was found, as a card with the reasons. */
export function FoundCard({ paper, hit, place, marks, ballots }: FoundCardProps) {
  return <PaperCard paper={paper} place={place} marks={marks} ballots={ballots} why={<WhyFound why={hit.why} score={hit.score} />} />;
}
