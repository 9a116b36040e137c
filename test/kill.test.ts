import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDatabase } from '#db';
import { createLogger } from '#lib';
import { assertWhole, importUnderFire, listLine } from './kill-import.js';
import { makeDatabaseUrl, makeFolder } from './make-database.js';

const RECORDS = 3_000;

for (const seed of [11, 22, 33]) {
  test(`an import killed at random moments loses, repeats and halves nothing (seed ${seed})`, async (t) => {
    const folder = makeFolder(t);
    const file = join(folder, 'papers.jsonl');
    writeFileSync(file, Array.from({ length: RECORDS }, (_, number) => listLine(number)).join('\n'));
    const url = await makeDatabaseUrl(t);
    const { kills } = await importUnderFire(file, { BROADSHEET_DATA: join(folder, 'data'), DATABASE_URL: url }, { seed, kills: 3, longest: 700 });
    assert.ok(kills > 0, 'at least one kill must hit a living import');
    const db = await openDatabase({ url, file: join(folder, 'data', 'broadsheet.db'), log: createLogger('silent', 'test') });
    t.after(() => db.close());
    await assertWhole(db, RECORDS);
    const [status] = await db.kysely.selectFrom('imports').select(['state', 'records', 'added', 'unchanged']).execute();
    assert.deepEqual([status?.state, status?.records, status?.unchanged], ['done', RECORDS, 0], 'nothing was read twice');
  });
}
