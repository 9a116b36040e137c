import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { ConflictError, NotFoundError } from '#lib';
import { fillWithEverything } from '../../test/full-instance.js';
import { makeCommandLine, type CommandLine } from '../../test/run-command.js';

async function makeFull(t: TestContext): Promise<CommandLine> {
  const commands = await makeCommandLine(t);
  await commands.within(({ db }) => fillWithEverything(db));
  return commands;
}

test('show prints a paper, what its sources said and its journal, by any of its ids', async (t) => {
  const commands = await makeFull(t);
  const { out } = await commands.run('papers', 'show', '1801.00003');
  assert.match(out, /^1801\.00002 {2}Part one of two\n/);
  assert.match(out, /^ {2}authors +Zoë Ångström, 王 小明$/m);
  assert.match(out, /^ {2}announced +2018-01-04 new math\.AG$/m);
  assert.match(out, /^ {2}arxiv:1801\.00003#snapshot +Part two of two \(2026-06-03 12:00 UTC\)$/m);
  assert.match(out, /^ {2}2026-06-03 12:00 UTC {2}1801\.00003 became part of 1801\.00002, by the owner: one paper posted twice$/m);
  assert.equal((await commands.run('papers', 'show', 'https://arxiv.org/abs/1801.00002v1')).out, out);
});

test('show --json is for programs', async (t) => {
  const commands = await makeFull(t);
  const shown = JSON.parse((await commands.run('papers', 'show', '1801.00001', '--json')).out) as { paper: { id: string }; records: { name: string }[]; journal: { kind: string }[] };
  assert.equal(shown.paper.id, '1801.00001');
  assert.deepEqual(shown.records.map(({ name }) => name), ['arxiv:1801.00001#snapshot']);
  assert.deepEqual(shown.journal.map(({ kind }) => kind), ['unmerge']);
});

test('merge and unmerge say what is where now and how to undo it', async (t) => {
  const commands = await makeFull(t);
  const merged = await commands.run('papers', 'merge', '1801.00001', 'iclr2018:B14', '--why', 'the same after all');
  assert.equal(merged.out, '1801.00001 and iclr2018:B14 are one paper now:\n  1801.00001  Learning to paint tables by example\nAll its ids lead there. To undo: broadsheet papers unmerge 1801.00001 iclr2018:B14\n');
  assert.match((await commands.run('papers', 'show', 'iclr2018:B14')).out, /by the owner: the same after all/);
  const taken = await commands.run('papers', 'unmerge', '1801.00001', 'iclr2018:B14');
  assert.match(taken.out, /are two papers now:\n {2}1801\.00001 .*\n {2}iclr2018:B14 .*\nTo undo: broadsheet papers merge 1801\.00001 iclr2018:B14\n$/);
});

test('what is not there, or is one already, is said in words', async (t) => {
  const commands = await makeFull(t);
  await assert.rejects(commands.run('papers', 'show', '9999.99999'), (error) => error instanceof NotFoundError && /There is no paper 9999\.99999/.test(error.message));
  await assert.rejects(commands.run('papers', 'merge', '1801.00001', '9999.99999'), NotFoundError);
  await assert.rejects(commands.run('papers', 'merge', '1801.00001', '1801.00001'), ConflictError);
});
