import type { Database } from '#db';
import { VOTES_SIGNAL } from '#papers';
import { SignalCopy } from './signal-copy.js';
import { countSums, plainVotes, type CountedVotes } from './weights/count.js';

const NONE = plainVotes(0);

/** The votes of all papers that have any. */
export class Tally extends SignalCopy<CountedVotes> {
  constructor(db: Database) {
    super(db, VOTES_SIGNAL, ({ value, known, unknown }) => (value === 0 ? undefined : countSums({ shown: value, known, unknown })));
  }

  of(paper: number): CountedVotes {
    return this.get(paper) ?? NONE;
  }
}
