import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { newestVersion } from '#db';
import { databaseKind } from '../make-database.js';
import { runBroadsheet } from '../run-broadsheet.js';
import { inDatabase, writePapers } from './papers.js';
import { makePlace } from './serving.js';

test('a database that a newer Broadsheet has changed is refused in words and left alone', async (t) => {
  const { folder, env } = await makePlace(t);
  assert.equal((await runBroadsheet(['import', writePapers(folder, 50)], env)).code, 0);
  const newest = newestVersion(databaseKind);
  await inDatabase(env, (db) => sql`insert into schema_migrations (version, applied_at) values (${newest + 7}, '2030-01-01T00:00:00.000Z')`.execute(db.kysely));
  for (const args of [['serve'], ['import', writePapers(folder, 60)]]) {
    const { code, stdout, stderr } = await runBroadsheet(args, env);
    assert.deepEqual([code, stdout], [1, '']);
    assert.equal(stderr, `This database has schema ${newest + 7}, but this Broadsheet knows only up to ${newest}. It was last opened by a newer Broadsheet: start that one, or restore a backup made by this version.\n`);
  }
  const doctor = await runBroadsheet(['doctor'], env);
  assert.equal(doctor.code, 1);
  assert.match(doctor.stdout, new RegExp(`fail +database +.*schema ${newest + 7}, written by a newer Broadsheet`));
});
