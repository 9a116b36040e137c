import type { Config } from '#config';
import type { Database, StoredSettings } from '#db';
import type { Editions } from '#feed';
import type { Jobs, Pacer } from '#jobs';
import type { Clock, Logger } from '#lib';
import type { Papers } from '#papers';
import type { Gathering } from '#sources';

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
  /** Says when the sources may be asked. */
  pacer: Pacer;
  gathering: Gathering;
  /** Under which name this process holds jobs, turns and leases. */
  holder: string;
  /** The categories that somebody chose: the environment's, else the owner's; undefined as long as nobody did. */
  choice(): Promise<string[] | undefined>;
  /** The categories of the edition: the environment's, else the owner's, else none (all papers). */
  categories(): Promise<string[]>;
  close(): Promise<void>;
}
