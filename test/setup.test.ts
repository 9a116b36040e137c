import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, test } from 'node:test';
import { MAIN, makeCheckout, run, write } from './make-checkout.js';

const windows = process.platform === 'win32';

const prepare = (folder: string) => run(folder, process.execPath, 'scripts/prepare.mjs');

/** A Node on this machine that is too old for Broadsheet and new enough to start it. */
function oldNode(): string | undefined {
  const places = (process.env.PATH ?? '').split(delimiter).map((place) => join(place, windows ? 'node.exe' : 'node'));
  return places.find((place) => {
    const major = existsSync(place) ? Number(/^v(\d+)/.exec(spawnSync(place, ['--version'], { encoding: 'utf8' }).stdout)?.[1]) : NaN;
    return major >= 14 && major < 26;
  });
}

const old = oldNode();
const needsOldNode = { skip: old === undefined && 'there is no older Node on the path' };

describe('prepare', () => {
  test('compiles and copies once, and has nothing to say the second time', (t) => {
    const folder = makeCheckout(t);
    write(folder, 'src/db/001.sql', 'create table papers (id integer);\n');
    const first = prepare(folder);
    assert.deepEqual([first.status, first.stdout], [0, '']);
    assert.match(first.stderr, /^Compiling …$/m);
    assert.ok(existsSync(join(folder, 'dist/src/main.js')));
    assert.equal(readFileSync(join(folder, 'dist/src/db/001.sql'), 'utf8'), 'create table papers (id integer);\n');
    const started = performance.now();
    assert.deepEqual(prepare(folder), { status: 0, stdout: '', stderr: '' });
    t.diagnostic(`nothing to do: ${Math.round(performance.now() - started)} ms`);
  });

  test('compares contents where only the times of the sources changed', (t) => {
    const folder = makeCheckout(t);
    prepare(folder);
    utimesSync(join(folder, 'src/main.ts'), new Date(), new Date());
    assert.equal(prepare(folder).stderr, '');
    write(folder, 'src/main.ts', `${MAIN}// changed\n`);
    assert.equal(prepare(folder).stderr, 'Compiling …\n');
  });

  test('says once what does not compile and fails until it is put right', (t) => {
    const folder = makeCheckout(t);
    prepare(folder);
    write(folder, 'src/wrong.ts', "export const count: number = 'one';\n");
    for (const attempt of [prepare(folder), prepare(folder)]) {
      assert.equal(attempt.status, 1);
      assert.equal(attempt.stderr.match(/error TS2322/g)?.length, 1);
    }
    rmSync(join(folder, 'src/wrong.ts'));
    assert.equal(prepare(folder).status, 0);
    assert.ok(!existsSync(join(folder, 'dist/src/wrong.js')), 'what the failed attempt wrote is gone');
  });

  test('lets one of two at the same time do the work', async (t) => {
    const folder = makeCheckout(t);
    const start = () => ended(spawn(process.execPath, ['scripts/prepare.mjs'], { cwd: folder }));
    const outcomes = await Promise.all([start(), start()]);
    assert.deepEqual(outcomes.map(({ code }) => code), [0, 0]);
    assert.equal(outcomes.filter(({ said }) => said.includes('Compiling')).length, 1);
  });

  test('takes over the lock of a process that is no more', (t) => {
    const folder = makeCheckout(t);
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    write(folder, 'dist/.prepare.lock', String(gone));
    assert.equal(prepare(folder).status, 0);
    assert.ok(!existsSync(join(folder, 'dist/.prepare.lock')));
  });
});

describe('build', () => {
  test('keeps the times of what it copies and removes what has lost its source', (t) => {
    const folder = makeCheckout(t);
    write(folder, 'src/web/style.css', 'body { margin: 0 }\n');
    write(folder, 'src/old/page.ts', 'export const page = 1;\n');
    utimesSync(join(folder, 'src/web/style.css'), new Date(2026, 0, 1), new Date(2026, 0, 1));
    assert.equal(run(folder, process.execPath, 'scripts/build.mjs').status, 0);
    assert.deepEqual(statSync(join(folder, 'dist/src/web/style.css')).mtime, new Date(2026, 0, 1));
    assert.ok(existsSync(join(folder, 'dist/src/old/page.js')));
    rmSync(join(folder, 'src/old'), { recursive: true });
    rmSync(join(folder, 'dist/src/main.js'));
    assert.equal(run(folder, process.execPath, 'scripts/build.mjs').status, 0);
    assert.ok(!existsSync(join(folder, 'dist/src/old')), 'the folder goes with its last file');
    assert.ok(existsSync(join(folder, 'dist/src/main.js')), 'what went missing from dist is written again');
  });
});

describe('the program', () => {
  test('finds its files and starts its threads, though modules share a file', (t) => {
    const folder = makeCheckout(t);
    write(folder, 'src/db/words.txt', 'from beside the module');
    write(folder, 'src/db/read.ts', "import { readFileSync } from 'node:fs';\nexport const words = () => readFileSync(new URL('./words.txt', import.meta.url), 'utf8');\n");
    write(folder, 'src/db/thread.ts', "import { words } from './read.js';\nprocess.stdout.write(`a thread: ${words()}`);\n");
    write(folder, 'src/main.ts', "import { Worker } from 'node:worker_threads';\nimport { words } from './db/read.js';\nimport { begin } from './db/begin.js';\nprocess.stdout.write(`${words()}\\n`);\nbegin(Worker);\n");
    write(folder, 'src/db/begin.ts', "import type { Worker } from 'node:worker_threads';\nexport const begin = (Thread: typeof Worker) => new Thread(new URL('./thread.js', import.meta.url));\n");
    const { status, stdout, stderr } = run(folder, process.execPath, 'bin/broadsheet.js');
    assert.deepEqual([status, stdout], [0, 'from beside the module\na thread: from beside the module'], stderr);
    assert.ok(existsSync(join(folder, 'dist/program/thread.js')));
  });

  test('is put together anew when it went missing, without what is no longer of it', (t) => {
    const folder = makeCheckout(t);
    prepare(folder);
    write(folder, 'dist/program/shared-OLD.js', 'nobody asks for this\n');
    rmSync(join(folder, 'dist/program/main.js'));
    assert.equal(prepare(folder).stderr, 'Compiling …\n');
    assert.ok(existsSync(join(folder, 'dist/program/main.js')));
    assert.ok(!existsSync(join(folder, 'dist/program/shared-OLD.js')));
  });

  test('says which module it starts is not there', (t) => {
    const folder = makeCheckout(t);
    write(folder, 'src/main.ts', "export const thread = new URL('./nowhere.js', import.meta.url);\n");
    const { status, stderr } = prepare(folder);
    assert.equal(status, 1);
    assert.match(stderr, /cannot be put together: .*nowhere\.js/s);
    write(folder, 'src/main.ts', MAIN);
    assert.equal(prepare(folder).status, 0);
  });
});

describe('bin/broadsheet.js', () => {
  test('builds when that was not done yet, keeps standard output for the command, and passes its exit code on', (t) => {
    const folder = makeCheckout(t);
    const first = run(folder, process.execPath, 'bin/broadsheet.js', 'end', '5');
    assert.deepEqual([first.status, first.stdout], [5, `${process.versions.node} end 5\n`]);
    assert.match(first.stderr, /Compiling/);
    assert.equal(run(folder, process.execPath, 'bin/broadsheet.js', 'end', '0').stderr, '');
  });

  test('goes on under the bundled Node when started by an older one', needsOldNode, (t) => {
    const folder = makeCheckout(t);
    prepare(folder);
    const { status, stdout } = run(folder, old!, 'bin/broadsheet.js', 'end', '5', 'a b');
    assert.equal(status, 5);
    assert.match(stdout, /^(2[6-9]|[3-9]\d)\.\d+\.\d+ end 5 a b\n$/);
  });

  test('hands SIGTERM and SIGINT on from an older Node', { skip: windows ? 'signals end a process at once there' : needsOldNode.skip }, async (t) => {
    const folder = makeCheckout(t);
    prepare(folder);
    for (const [signal, code] of [['SIGTERM', 7], ['SIGINT', 8]] as const) {
      const child = spawn(old!, ['bin/broadsheet.js', 'wait'], { cwd: folder });
      child.stdout.once('data', () => child.kill(signal));
      assert.equal((await ended(child)).code, code);
    }
  });

  test('says what to do when the packages cannot be installed', (t) => {
    const folder = makeCheckout(t);
    rmSync(join(folder, 'node_modules'));
    const { status, stderr } = startWithNpm(folder, process.execPath, 'process.exit(3)');
    assert.equal(status, 1);
    assert.match(stderr, /could not be installed: npm ended with code 3.*\n.*start again/);
  });

  test('says how to get a Node when npm installed everything but that', needsOldNode, (t) => {
    const folder = makeCheckout(t);
    rmSync(join(folder, 'node_modules'));
    const { status, stderr } = startWithNpm(folder, old!, '');
    assert.equal(status, 1);
    assert.match(stderr, /install Node 26 or newer from https:\/\/nodejs\.org/);
  });
});

/** Starts Broadsheet where npm is a program that does as told and reaches no registry. */
function startWithNpm(folder: string, node: string, npm: string) {
  write(folder, 'npm/npm-cli.js', npm);
  const env = { ...process.env, npm_execpath: join(folder, 'npm', 'npm-cli.js'), npm_node_execpath: process.execPath };
  return spawnSync(node, ['bin/broadsheet.js'], { cwd: folder, encoding: 'utf8', env });
}

function ended(child: ReturnType<typeof spawn>): Promise<{ code: number | null; said: string }> {
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(String(chunk)));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said: said.join('') })));
}
