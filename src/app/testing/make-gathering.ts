import { StoredSettings, type Database } from '#db';
import { Pacer } from '#jobs';
import type { Clock } from '#lib';
import { Gathering } from '#sources';

/** Gathering as an instance has it on which nobody chose categories. */
export function makeGathering(db: Database, clock: Clock): Gathering {
  const hosts = { feed: 'rss.example.org', harvest: 'oai.example.org', paper: 'api.example.org' };
  const pacer = new Pacer({ db, clock, holder: 'test' });
  return new Gathering({ db, clock, settings: new StoredSettings(db), pacer, roads: { source: 'arxiv', hosts }, offline: false, choice: async () => undefined });
}
