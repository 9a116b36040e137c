import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fillWithEverything, linesOf } from '../../test/full-instance.js';
import { makeCommandLine, type CommandLine } from '../../test/run-command.js';

/** The commands as processes of their own, one reading what the other writes. */

const MAIN = fileURLToPath(new URL('../../program/main.js', import.meta.url));

function start(commands: CommandLine, args: readonly string[], input: 'ignore' | 'pipe' = 'ignore'): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, ...commands.environment, NODE_TEST_CONTEXT: undefined }, stdio: [input, 'pipe', 'pipe'] });
}

async function end(child: ChildProcess): Promise<{ code: number; out: string; errors: string }> {
  const closed = once(child, 'close');
  const [out, errors] = await Promise.all([text(child.stdout!), text(child.stderr!)]);
  return { code: Number((await closed)[0]), out, errors };
}

/** Runs `from`, and `to` with its output as standard input. */
async function pipe(from: ChildProcess, to: ChildProcess): Promise<{ code: number; out: string; errors: string }> {
  from.stdout!.pipe(to.stdin!);
  const [, ended] = await Promise.all([once(from, 'exit'), end(to)]);
  return ended;
}

async function makePair(t: Parameters<typeof makeCommandLine>[0]): Promise<[CommandLine, CommandLine]> {
  const [source, target] = [await makeCommandLine(t), await makeCommandLine(t)];
  await source.within(({ db }) => fillWithEverything(db));
  return [source, target];
}

for (const [command, answer] of [['restore', /^Restored \d+ rows from standard input, made /], ['import', /^Imported standard input\./]] as const) {
  test(`export | ${command} - makes an equal instance`, async (t) => {
    const [source, target] = await makePair(t);
    const { code, out, errors } = await pipe(start(source, ['export']), start(target, [command, '-'], 'pipe'));
    assert.equal(code, 0, errors);
    assert.match(out, answer);
    assert.deepEqual(await target.within(({ db }) => linesOf(db, 'export')), await source.within(({ db }) => linesOf(db, 'export')));
  });
}

test('a reader that has enough ends an export without a word', async (t) => {
  const [source] = await makePair(t);
  const child = start(source, ['export']);
  child.stdout!.destroy();
  const errors = text(child.stderr!);
  const [code] = (await once(child, 'exit')) as [number];
  assert.deepEqual([code, await errors], [1, '']);
});

test('what a person may meet comes as a sentence, without a stack', async (t) => {
  const target = await makeCommandLine(t);
  const { code, errors } = await end(start(target, ['restore', '/nowhere/backup.zst']));
  assert.equal(code, 1);
  assert.equal(errors, 'There is no file /nowhere/backup.zst. Check the name and the folder you are in.\n');
});
