import { statSync } from 'node:fs';
import { systemClock } from '#lib';
import { StringCache } from '#lib/text';
import type { GenerationPlace } from './index/place.js';
import type { SearchRequest, SearchResults } from './results.js';

/** A reader of the index sees a change within half a second; what it finds sooner may be of before. */
const SETTLED_MS = 2_000;
/** So long at most: an embedder that was away while a query was ranked by words alone is back. */
const KEPT_MS = 60_000;
/** Of pages, not of long lists; 8 MB of memory. */
const BOUNDS = { entries: 500, characters: 4_000_000 };

/**
 * What was found, for who asks the same of the same index: a page that is loaded again, gone back to, or shared with a crowd. Finding is
 * half of what a page of results costs.
 */
export class KeptResults {
  private readonly kept = new StringCache(BOUNDS);

  constructor(private readonly settledMs = SETTLED_MS) {}

  /** @param place of the generation that is asked */
  async find(place: GenerationPlace, request: SearchRequest, find: () => Promise<SearchResults>): Promise<SearchResults> {
    const key = this.keyOf(place, request);
    const kept = key === undefined ? undefined : this.kept.get(key);
    if (kept !== undefined) return JSON.parse(kept) as SearchResults;
    const results = await find();
    // What changed meanwhile may be in it, or not. Without the index it is found another way.
    if (key !== undefined && results.by.words === 'index' && this.keyOf(place, request) === key) this.kept.set(key, JSON.stringify(results));
    return results;
  }

  /** Another one after every change of the index, and every minute; undefined while it has just changed. */
  stampOf({ cursorFile }: GenerationPlace): string | undefined {
    const cursor = statSync(cursorFile, { throwIfNoEntry: false, bigint: true });
    if (cursor === undefined || systemClock.now() - Number(cursor.mtimeMs) < this.settledMs) return undefined;
    return [cursorFile, cursor.ino, cursor.mtimeNs, Math.floor(systemClock.now() / KEPT_MS)].join(' ');
  }

  /** What follows the votes has none. */
  private keyOf(place: GenerationPlace, request: SearchRequest): string | undefined {
    const stamp = request.order === 'votes' ? undefined : this.stampOf(place);
    return stamp === undefined ? undefined : `${stamp} ${JSON.stringify(request)}`;
  }
}
