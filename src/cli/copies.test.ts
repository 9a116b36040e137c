import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { gzipSync, zstdDecompressSync } from 'node:zlib';
import { ConflictError, EnvironmentError, InvalidInputError } from '#lib';
import { fillWithEverything, linesOf } from '../../test/full-instance.js';
import { databaseKind, makeDatabaseUrl, makeFolder } from '../../test/make-database.js';
import { makeCommandLine, type CommandLine } from '../../test/run-command.js';

/** Export, backup, restore and move: one test for each way of taking everything somewhere. */

async function makeFull(t: TestContext): Promise<CommandLine> {
  const commands = await makeCommandLine(t);
  await commands.within(({ db }) => fillWithEverything(db));
  return commands;
}

const backupOf = (commands: CommandLine) => commands.within(({ db }) => linesOf(db, 'backup'));
const withoutDate = (lines: string) => lines.replace(/"made":"[^"]*"/, '');

test('export writes to a file or to standard output, the same', async (t) => {
  const commands = await makeFull(t);
  const file = join(makeFolder(t), 'papers.jsonl');
  const { out } = await commands.run('export', file);
  assert.match(out, /^Exported 3 papers \(\d+ rows, [\d.]+ kB\) to .*papers\.jsonl\.\n$/);
  const written = readFileSync(file, 'utf8');
  assert.equal(withoutDate((await commands.run('export')).out), withoutDate(written));
  assert.equal(JSON.parse(written.split('\n')[0]!).broadsheet, 'export');
});

test('a backup is for its owner alone, and restore takes it back into an empty place', async (t) => {
  const commands = await makeFull(t);
  const file = join(makeFolder(t), 'backup');
  const { out } = await commands.run('backup', file);
  assert.match(out, /^Backed up 3 papers \(\d+ rows, .*\nTo take it back: broadsheet restore .*backup\n$/);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.match(zstdDecompressSync(readFileSync(file)).toString(), /^\{"broadsheet":"backup"/);
  const other = await makeCommandLine(t);
  assert.match((await other.run('restore', file)).out, /^Restored \d+ rows from .*, made \d{4}-\d\d-\d\d \d\d:\d\d UTC\.\n$/);
  assert.deepEqual(await backupOf(other), await backupOf(commands));
  assert.deepEqual(other.held, { taken: 1, released: 1 });
});

test('restore refuses to overwrite, and with --replace keeps what was there', async (t) => {
  const commands = await makeFull(t);
  const file = join(makeFolder(t), 'backup.zst');
  await commands.run('backup', file);
  await assert.rejects(commands.run('restore', file), (error) => error instanceof ConflictError && /--replace/.test(error.message));
  await commands.within(({ db }) => db.kysely.deleteFrom('settings').execute());
  const { out } = await commands.run('restore', '--replace', file);
  assert.match(out, databaseKind === 'sqlite' ? /kept: .*broadsheet\.db\.before-restore-\d{8}T\d{6}Z\./ : /kept: the schema before_restore_\d{8}t\d{6}z of /);
  assert.ok((await backupOf(commands)).some((line) => line.includes('"table":"settings"')));
  assert.equal(commands.held.taken, commands.held.released);
});

test('restore and move want the instance stopped', async (t) => {
  const commands = await makeFull(t);
  const file = join(makeFolder(t), 'backup.zst');
  commands.pretendRunning({ pid: 1, url: 'http://127.0.0.1:3000' });
  await commands.run('backup', file);
  await assert.rejects(commands.run('restore', '--replace', file), ConflictError);
  await assert.rejects(commands.run('move', '--to', `sqlite:${join(makeFolder(t), 'broadsheet.db')}`), ConflictError);
});

test('a file that is cut off, damaged or of another kind restores nothing', async (t) => {
  const commands = await makeFull(t);
  const folder = makeFolder(t);
  const file = join(folder, 'papers.jsonl');
  await commands.run('export', file);
  const whole = readFileSync(file);
  const bad: Record<string, [Buffer, RegExp]> = {
    'cut.jsonl': [whole.subarray(0, whole.length / 2), /is not whole/],
    'cut.jsonl.gz': [gzipSync(whole).subarray(0, 900), /is cut off or damaged/],
    'library.bib': [Buffer.from('@article{a, title = {B}}'), /is not an export or backup of Broadsheet/],
    'empty': [Buffer.alloc(0), /is not an export or backup of Broadsheet/],
  };
  const target = await makeCommandLine(t);
  for (const [name, [content, message]] of Object.entries(bad)) {
    writeFileSync(join(folder, name), content);
    await assert.rejects(target.run('restore', join(folder, name)), (error) => error instanceof InvalidInputError && message.test(error.message), name);
  }
  await assert.rejects(target.run('restore', join(folder, 'nowhere')), /There is no file/);
  assert.equal(await target.within(({ papers }) => papers.count()), 0);
  assert.equal(target.held.taken, target.held.released);
});

test('move copies everything, says what to set, and leaves the source', async (t) => {
  const commands = await makeFull(t);
  const folder = makeFolder(t);
  const url = await makeDatabaseUrl(t);
  const before = await backupOf(commands);
  const { out } = await commands.run('move', '--to', url ?? `sqlite:${join(folder, 'broadsheet.db')}`);
  assert.match(out, /^Copied everything from /);
  assert.match(out, /^ {2}papers +\d+$/m);
  assert.match(out, url === undefined ? /Now remove DATABASE_URL .* set BROADSHEET_DATA to / : /Now set DATABASE_URL to the address you gave/);
  assert.doesNotMatch(out, /:\/\/[^/\s]*:[^/\s]*@/, 'no password is printed');
  assert.deepEqual(await backupOf(commands), before);
  const moved = await makeCommandLine(t);
  Object.assign(moved.environment, url === undefined ? { BROADSHEET_DATA: folder } : { DATABASE_URL: url });
  assert.deepEqual(await backupOf(moved), before);
});

test('move goes from either kind of database to SQLite, under any name', async (t) => {
  const commands = await makeFull(t);
  const file = join(makeFolder(t), 'copy.db');
  const { out } = await commands.run('move', '--to', `sqlite:${file}`);
  assert.match(out, /Now rename .*copy\.db to .*broadsheet\.db, remove DATABASE_URL/);
  await assert.rejects(commands.run('move', '--to', `sqlite:${file}`), (error) => error instanceof ConflictError && /has papers already/.test(error.message));
  await assert.rejects(commands.run('move', '--to', `sqlite:${file}/missing/copy.db`), (error) => error instanceof EnvironmentError && /Check that its folder exists/.test(error.message));
  await assert.rejects(commands.run('move', '--to', 'mysql://root@localhost/papers'), InvalidInputError);
  assert.equal(commands.held.taken, commands.held.released);
});
