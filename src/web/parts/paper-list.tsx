import type { PaperList } from '../app-context.js';
import type { Ballots } from '../ballots.js';
import { Paging } from './paging.js';
import { PaperCard } from './paper-card.js';

export interface PaperListProps {
  list: PaperList;
  label: string;
  /** Addresses of the list's start and of its next page. */
  start: string;
  next?: string;
  /** Whether the list is shown from its start. */
  atStart: boolean;
  ballots?: Ballots;
}

/** Papers without places, newest first. */
export function Papers({ list, label, start, next, atStart, ballots }: PaperListProps) {
  return (
    <>
      <ul class="cards" data-papers>
        {list.papers.map((paper) => <li><PaperCard paper={paper} ballots={ballots} /></li>)}
      </ul>
      <Paging
        label={label}
        previous={atStart ? undefined : { href: start, words: 'newest' }}
        next={next ? { href: next, words: 'older' } : undefined}
      />
    </>
  );
}
