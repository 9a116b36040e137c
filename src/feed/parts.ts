import type { Database } from '#db';
import type { Clock } from '#lib';
import { AuthorPasts } from './author-pasts.js';
import { KeptClimate } from './climate.js';
import { AnnouncedDays } from './days.js';
import { Tally } from './tally.js';

/** What editions and trending keep in memory; one of each serves all of an instance. */
export interface FeedParts {
  days: AnnouncedDays;
  tally: Tally;
  climate: KeptClimate;
  pasts: AuthorPasts;
}

export function feedParts({ db }: { db: Database; clock: Clock }): FeedParts {
  return { days: new AnnouncedDays(db), tally: new Tally(db), climate: new KeptClimate(db), pasts: new AuthorPasts(db) };
}
