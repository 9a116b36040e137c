import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { databaseKind, makeDatabaseUrl, makeFolder } from '../../test/make-database.js';
import { makeCommandLine } from '../../test/run-command.js';
import { checkNode, checkPort } from './checks.js';

test('a place where all is well', async (t) => {
  const commands = await makeCommandLine(t, makeDatabaseUrl);
  await commands.within(async () => {});
  const { out, exitCode } = await commands.run('doctor');
  assert.equal(exitCode, 0, out);
  assert.match(out, /^ok +configuration +from the environment$/m);
  assert.match(out, /^ok +Node +\d+\.\d+\.\d+, the one that Broadsheet brings$/m);
  assert.match(out, /^ok +data folder +\//m);
  assert.match(out, /^(ok|warn) +disk +.*free/m);
  assert.match(out, /^ok +database +(SQLite|PostgreSQL) .*, up to date$/m);
  assert.match(out, /^ok +port +/m);
  assert.match(out, /^Broadsheet can run here\.$/m);
});

test('before the first start nothing is there, and doctor makes nothing', async (t) => {
  const commands = await makeCommandLine(t, makeDatabaseUrl);
  const folder = join(makeFolder(t), 'data');
  commands.environment.BROADSHEET_DATA = folder;
  const { out, exitCode } = await commands.run('doctor');
  assert.equal(exitCode, 0, out);
  assert.match(out, /made at the first start/);
  assert.ok(!existsSync(folder));
});

test('every mistake of the configuration is a line', async (t) => {
  const commands = await makeCommandLine(t, makeDatabaseUrl);
  Object.assign(commands.environment, { PORT: 'eighty', BASE_URL: 'papers', DATABASE_URL: undefined });
  const { out, exitCode } = await commands.run('doctor');
  assert.equal(exitCode, 1);
  assert.match(out, /^fail +configuration +PORT is "eighty"/m);
  assert.match(out, /^fail +configuration +BASE_URL is "papers"/m);
  assert.match(out, /^2 things stand in the way\.$/m);
});

test('a damaged or foreign database file fails and is left alone', async (t) => {
  const commands = await makeCommandLine(t, makeDatabaseUrl);
  const folder = makeFolder(t);
  Object.assign(commands.environment, { BROADSHEET_DATA: folder, DATABASE_URL: undefined });
  writeFileSync(join(folder, 'broadsheet.db'), 'no database '.repeat(100));
  const { out, exitCode } = await commands.run('doctor');
  assert.equal(exitCode, 1);
  assert.match(out, /^fail +database +.*is not a Broadsheet database/m);
  assert.deepEqual(readdirSync(folder), ['broadsheet.db']);
});

test('a newer schema fails, an older one is brought up to date later', async (t) => {
  const commands = await makeCommandLine(t, makeDatabaseUrl);
  await commands.within(({ db }) => db.runScript("insert into schema_migrations (version, applied_at) values (999, '')", db.kysely));
  const newer = await commands.run('doctor');
  assert.match(newer.out, /^fail +database +.*with schema 999, written by a newer Broadsheet/m);
  assert.equal(newer.exitCode, 1);
});

test('PostgreSQL that cannot be reached fails in words', async (t) => {
  const commands = await makeCommandLine(t, makeDatabaseUrl);
  commands.environment.DATABASE_URL = 'postgres://nobody:secret@127.0.0.1:1/papers';
  const { out, exitCode } = await commands.run('doctor');
  assert.equal(exitCode, 1);
  assert.match(out, /^fail +database +PostgreSQL at 127\.0\.0\.1:1\/papers cannot be reached/m);
  assert.doesNotMatch(out, /secret/);
});

test('the port may be taken by our own instance, by nobody else', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  t.after(() => server.close());
  const { port } = server.address() as { port: number };
  const commands = await makeCommandLine(t, makeDatabaseUrl);
  commands.environment.PORT = String(port);
  assert.match((await commands.run('doctor')).out, /^fail +port +\d+ on 127\.0\.0\.1 is taken by another program.*PORT/m);
  commands.pretendRunning({ pid: 4711, url: `http://127.0.0.1:${port}` });
  const { out, exitCode } = await commands.run('doctor');
  assert.match(out, /^ok +port +Broadsheet is running, http:\/\/127\.0\.0\.1:\d+ \(process 4711\)$/m);
  assert.equal(exitCode, 0);
  await commands.within(async ({ config }) => {
    const found = await checkPort({ ...config, host: '203.0.113.7', port: 3000 }, undefined);
    assert.match(found.words, /not an address of this machine/);
  });
});

test('an old Node is told', () => {
  assert.equal(checkNode('22.1.0').state, 'fail');
  assert.equal(checkNode('24.0.0').state, 'ok');
});

test('a database without tables stays without', async (t) => {
  const commands = await makeCommandLine(t, makeDatabaseUrl);
  if (databaseKind === 'sqlite') writeFileSync(join(commands.environment.BROADSHEET_DATA!, 'broadsheet.db'), '');
  for (const time of ['first', 'second']) assert.match((await commands.run('doctor')).out, /^ok +database +(SQLite|PostgreSQL) .*, its tables are made at the first start$/m, time);
});
