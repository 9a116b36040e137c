import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#db';
import { createLogger } from '#lib';
import { assertGathered, gatherUnderFire, layOut } from '../kill-gathering.js';

const KILLS_A_HARVEST = 5;

/** Kills so many workers in the middle of a harvest, and checks after every few that nothing is lost, repeated or asked twice without need. */
export async function soakGathering(kills: number): Promise<void> {
  let killed = 0;
  for (let seed = 1; killed < kills; seed += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'broadsheet-soak-'));
    const siege = await layOut({ BROADSHEET_DATA: folder });
    const db = await openDatabase({ file: join(folder, 'broadsheet.db'), log: createLogger('silent', 'soak') });
    try {
      const now = await gatherUnderFire(siege, db, { seed, kills: Math.min(KILLS_A_HARVEST, kills - killed), longest: 900 });
      await assertGathered(siege, db, now);
      killed += now;
      process.stdout.write(`seed ${seed}: ${now} kills of a worker that gathers, every paper there once, no page asked for again without need\n`);
    } finally {
      await db.close();
      await siege.arxiv.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
