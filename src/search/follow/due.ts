import { statSync } from 'node:fs';
import { systemClock } from '#lib';
import type { FollowContext } from './context.js';
import { KEEP_PREVIOUS_MS } from './follower.js';
import { readRequest } from './request.js';

/**
 * Whether the index has something to take in, to make or to clear away. Asks the store and small files, and opens no index,
 * so that who asks stays small.
 */
export async function isIndexingDue({ db, settings, place }: Pick<FollowContext, 'db' | 'settings' | 'place'>): Promise<boolean> {
  const current = place.readCurrent();
  if (current === undefined) return (await readRequest(settings)) !== undefined || (await hasChangedSince(db, 0));
  const own = place.generation(current.generation);
  const [facts, cursor] = [own.readFacts(), own.readCursor()];
  if (facts === undefined || cursor === undefined) return true;
  if (facts.embedder !== undefined && cursor.vectorSeq < cursor.seq) return true;
  if (current.previous !== undefined && systemClock.now() - statSync(place.currentFile).mtimeMs >= KEEP_PREVIOUS_MS) return true;
  if ((await readRequest(settings)) !== facts.request) return true;
  return await hasChangedSince(db, cursor.seq);
}

async function hasChangedSince(db: FollowContext['db'], seq: number): Promise<boolean> {
  return (await db.kysely.selectFrom('papers').select('seq').where('seq', '>', seq).limit(1).executeTakeFirst()) !== undefined;
}
