import type { Database } from '#db';
import type { Clock } from '#lib';

/** What the papers need from outside. */
export interface SaveContext {
  db: Database;
  clock: Clock;
}
