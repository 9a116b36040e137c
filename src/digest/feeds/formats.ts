import { writeAtom } from './atom.js';
import { writeJsonFeed } from './json-feed.js';
import { writeRss } from './rss.js';
import type { FeedDocument, FeedFormat } from './types.js';

/** How each format is called, served and written. */
export const FORMATS: Readonly<Record<FeedFormat, { name: string; type: string; write(feed: FeedDocument): string }>> = {
  atom: { name: 'Atom', type: 'application/atom+xml', write: writeAtom },
  rss: { name: 'RSS', type: 'application/rss+xml', write: writeRss },
  json: { name: 'JSON Feed', type: 'application/feed+json', write: writeJsonFeed },
};
