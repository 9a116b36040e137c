import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#db';
import { createLogger } from '#lib';
import { assertWhole, importUnderFire, listLine } from '../kill-import.js';
import { soakGathering } from './gathering.js';
import { soakRealPapers } from './real-papers.js';

/* The long run of what `npm test` does three times: fifty kills of imports and fifty of harvests at random moments, then everything is checked;
 * and all real papers beside the checkout where `npm test` takes a sample. */

const KILLS = Number(process.argv[2] ?? 50);
const RECORDS = 20_000;
const KILLS_AN_IMPORT = 10;

let kills = 0;
let runs = 0;
const started = performance.now();
for (let seed = 1; kills < KILLS; seed += 1) {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-soak-'));
  try {
    const file = join(folder, 'papers.jsonl');
    writeFileSync(file, Array.from({ length: RECORDS }, (_, number) => listLine(number)).join('\n'));
    const result = await importUnderFire(file, { BROADSHEET_DATA: join(folder, 'data') }, { seed, kills: Math.min(KILLS_AN_IMPORT, KILLS - kills), longest: 1_500 });
    kills += result.kills;
    runs += result.runs;
    const db = await openDatabase({ file: join(folder, 'data', 'broadsheet.db'), log: createLogger('silent', 'soak') });
    await assertWhole(db, RECORDS);
    const [status] = await db.kysely.selectFrom('imports').select(['records', 'unchanged']).execute();
    if (status?.records !== RECORDS || status.unchanged !== 0) throw new Error(`seed ${seed}: read ${status?.records} records, ${status?.unchanged} of them again`);
    await db.close();
    process.stdout.write(`seed ${seed}: ${result.kills} kills in ${result.runs} runs, all ${RECORDS.toLocaleString('en')} records there once and whole\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
process.stdout.write(`${kills} kills in ${runs} runs and ${Math.round((performance.now() - started) / 1000)} s: nothing lost, repeated or half-written\n`);
await soakGathering(KILLS);
await soakRealPapers();
