import type { Database, StoredSettings } from '#db';
import type { Pacer } from '#jobs';
import type { Clock, Logger } from '#lib';
import type { Papers } from '#papers';
import type { Roads } from './roads.js';

/** What gathering works with. */
export interface GatherContext {
  db: Database;
  clock: Clock;
  log: Logger;
  papers: Papers;
  settings: StoredSettings;
  pacer: Pick<Pacer, 'freeAt' | 'leaveAlone'>;
  roads: Roads;
  /** Gathers nothing by itself. */
  offline: boolean;
  /** The categories of the editions; undefined as long as nobody chose, empty for all. */
  choice(): Promise<readonly string[] | undefined>;
}
