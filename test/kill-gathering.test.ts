import { join } from 'node:path';
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { openDatabase } from '#db';
import { createLogger } from '#lib';
import { assertGathered, gatherUnderFire, layOut } from './kill-gathering.js';
import { databaseKind, makeDatabaseUrl, makeFolder } from './make-database.js';

/** What is kept of a harvest is the same on both; `npm run soak` kills many more. */
const SEEDS = databaseKind === 'sqlite' ? [7, 8, 9] : [7];

for (const seed of SEEDS) {
  test(`a harvest killed at random moments loses, repeats and asks nothing twice without need (seed ${seed})`, async (t) => {
    const folder = makeFolder(t);
    const url = await makeDatabaseUrl(t);
    const siege = await layOut({ BROADSHEET_DATA: folder, DATABASE_URL: url });
    t.after(() => siege.arxiv.close());
    const db = await openDatabase({ url, file: join(folder, 'broadsheet.db'), log: createLogger('silent', 'test') });
    t.after(() => db.close());
    const kills = await gatherUnderFire(siege, db, { seed, kills: 3, longest: 900 });
    assert.equal(kills, 3);
    await assertGathered(siege, db, kills);
  });
}
