import type { Database } from '#db';
import type { Clock } from '#lib';
import { AuthorPasts } from './author-pasts.js';
import { KeptClimate } from './climate.js';
import { AnnouncedDays } from './days.js';
import { Impressions, SeenBefore } from './impressions.js';
import { Tally } from './tally.js';

/** What editions and trending keep in memory; one of each serves all of an instance. */
export interface FeedParts {
  days: AnnouncedDays;
  tally: Tally;
  climate: KeptClimate;
  pasts: AuthorPasts;
  impressions: Impressions;
  seen: SeenBefore;
}

export function feedParts({ db, clock }: { db: Database; clock: Clock }): FeedParts {
  return { days: new AnnouncedDays(db), tally: new Tally(db), climate: new KeptClimate(db), pasts: new AuthorPasts(db), impressions: new Impressions({ db, clock }), seen: new SeenBefore({ db, clock }) };
}
