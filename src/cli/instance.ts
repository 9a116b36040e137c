import type { Config } from '#config';
import type { Database, StoredSettings } from '#db';
import type { Editions } from '#feed';
import type { Jobs } from '#jobs';
import type { Clock, Logger } from '#lib';
import type { Papers } from '#papers';

/** Everything one process of Broadsheet works with, built by the composition root. */
export interface Instance {
  config: Config;
  clock: Clock;
  log: Logger;
  db: Database;
  settings: StoredSettings;
  papers: Papers;
  editions: Editions;
  jobs: Jobs;
  /** The categories of the edition: the environment's, else the owner's, else none (all papers). */
  categories(): Promise<string[]>;
  close(): Promise<void>;
}
