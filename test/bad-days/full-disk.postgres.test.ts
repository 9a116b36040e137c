import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import pg from 'pg';
import { assertWhole } from '../kill-import.js';
import { makeFolder } from '../make-folder.js';
import { freshPostgresSchema } from '../postgres.js';
import { runBroadsheet } from '../run-broadsheet.js';
import { countRecords, importsIn, inDatabase, writePapers } from './papers.js';
import type { Env } from './serving.js';
import { mountSmallDisk, type SmallDisk } from './small-disk.js';

const RECORDS = 4_000;
const SMALL_KB = 8_000;
const LARGE_KB = 96_000;
const ELSEWHERE = 'the PostgreSQL of this run is not on this machine under a user of ours, so that its disk cannot be made small';

/** The user as whom the server runs here: the one who owns its folder. */
async function serverUser(client: pg.Client): Promise<{ uid: number; gid: number } | undefined> {
  const { rows } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder");
  const { stdout, status } = spawnSync('stat', ['-c', '%u %g', rows[0]!.folder], { encoding: 'utf8' });
  const [uid, gid] = stdout.trim().split(' ').map(Number);
  return status === 0 && uid !== undefined && gid !== undefined ? { uid, gid } : undefined;
}

test("a full disk of PostgreSQL's (a real one of 8 MB) ends an import in words, and with room it goes on", async (t) => {
  const disk = mountSmallDisk(t, SMALL_KB);
  if (disk === undefined) return t.skip('this user may not mount a small disk');
  const folder = makeFolder(t);
  const client = new pg.Client(process.env.TEST_DATABASE_URL);
  await client.connect();
  t.after(() => client.end());
  const user = await serverUser(client).catch(() => undefined);
  if (user === undefined) return t.skip(ELSEWHERE);
  chownSync(disk.folder, user.uid, user.gid);
  chmodSync(disk.folder, 0o700);
  const space = `small_${randomBytes(6).toString('hex')}`;
  await client.query(`create tablespace ${space} location '${disk.folder}'`);
  const schema = await freshPostgresSchema();
  try {
    const url = schema.url.replace('options=', `options=-c%20default_tablespace%3D${space}%20`);
    await fillAndGoOn({ BROADSHEET_DATA: folder, DATABASE_URL: url }, { file: writePapers(folder, RECORDS), disk });
  } finally {
    await schema.drop();
    await client.query(`drop tablespace ${space}`);
  }
});

async function fillAndGoOn(env: Env, { file, disk }: { file: string; disk: SmallDisk }): Promise<void> {
  const full = await runBroadsheet(['import', file], env);
  assert.equal(full.code, 1);
  assert.match(full.stderr, /PostgreSQL at \S+ has a full disk\. Nothing of the last step was written; free some space and run it again\./);
  assert.doesNotMatch(full.stderr, /\n\s+at /, 'no stack');
  const stored = await inDatabase(env, countRecords);
  assert.ok(stored > 0 && stored < RECORDS, `${stored} records are in`);
  const imports = await importsIn(env);
  assert.deepEqual(imports.map(({ records }) => records), [stored], 'the place noted is that of what is in');
  disk.resize(LARGE_KB);
  assert.equal((await runBroadsheet(['import', file], env)).code, 0);
  await inDatabase(env, (db) => assertWhole(db, RECORDS));
}
