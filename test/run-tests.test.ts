import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { makeCheckout, run, write } from './make-checkout.js';

const PASSES = "import { test } from 'node:test';\ntest('is fine', () => {});\ntest.skip('is left out', () => {});\n";
const FAILS = "import { test } from 'node:test';\ntest('outer', (t) => t.test('inner', () => { throw new Error('on purpose'); }));\n";

/** How `npm test -- ARGS` ends in a checkout with these test files; on SQLite, which is always there. */
function npmTest(t: TestContext, files: Record<string, string>, ...args: string[]) {
  const folder = makeCheckout(t);
  for (const [file, text] of Object.entries(files)) write(folder, file, text);
  const { status, stdout } = run(folder, process.execPath, 'scripts/test.mjs', '--only', 'sqlite', ...args);
  return { status, stdout, lastLines: stdout.trimEnd().split('\n').slice(-2) };
}

describe('npm test', () => {
  test('ends with the totals and with what it ran on', (t) => {
    const { status, lastLines } = npmTest(t, { 'src/good.test.ts': PASSES, 'test/more.test.ts': PASSES });
    assert.equal(status, 0);
    assert.equal(lastLines[0], '2 passed, 0 failed, 2 skipped');
    assert.match(lastLines[1]!, /^Databases: SQLite 3\.\d+\.\d+, PostgreSQL left out \(--only sqlite\); browser: not needed$/);
  });

  test('shows a failure with the names around it, and fails', (t) => {
    const { status, stdout, lastLines } = npmTest(t, { 'src/good.test.ts': PASSES, 'src/bad.test.ts': FAILS });
    assert.equal(status, 1);
    assert.match(stdout, /✖ src\/bad\.test\.ts › outer › inner\n\s+Error: on purpose/);
    assert.equal(lastLines[0], '1 passed, 2 failed, 1 skipped');
  });

  test('counts a file that breaks outside its tests, or has none, as failed', (t) => {
    const { status, lastLines } = npmTest(t, { 'src/throws.test.ts': "throw new Error('at once');\n", 'src/empty.test.ts': 'export {};\n' });
    assert.deepEqual([status, lastLines[0]], [1, '0 passed, 2 failed, 0 skipped']);
  });

  test('says where a process broke down, and of what it kept nobody from knowing', (t) => {
    const dies = "import { test } from 'node:test';\ntest('lives', () => {});\ntest('dies', () => void process.kill(process.pid, 'SIGKILL'));\n";
    const { status, stdout, lastLines } = npmTest(t, { 'src/a.test.ts': PASSES, 'src/b.test.ts': dies, 'src/c.test.ts': PASSES });
    assert.deepEqual([status, lastLines[0]], [1, '2 passed, 1 failed, 1 skipped']);
    assert.match(stdout, /✖ src\/b\.test\.ts › the file itself\n\s+Its process ended with SIGKILL before all tests had\. Nothing is known of src\/c\.test\.ts\./);
  });

  test('notices a process that ends well too early', (t) => {
    const leaves = "import { test } from 'node:test';\ntest('leaves', () => process.exit(0));\ntest('is never run', () => {});\n";
    const { status, stdout } = npmTest(t, { 'src/leaves.test.ts': leaves });
    assert.equal(status, 1);
    assert.match(stdout, /✖ src\/leaves\.test\.ts › the file itself\n\s+Its process ended with 0 before all tests had\./);
  });

  test('lets a test start processes that run no tests', (t) => {
    const forks = "import { fork } from 'node:child_process';\nimport { once } from 'node:events';\nimport { test } from 'node:test';\nconst isForked = process.send !== undefined;\nif (!isForked) test('forks', async () => void (await once(fork(new URL(import.meta.url)), 'exit')));\n";
    assert.equal(npmTest(t, { 'src/forks.test.ts': forks }).lastLines[0], '1 passed, 0 failed, 0 skipped');
  });

  test('runs the files and the tests that are asked for', (t) => {
    const files = { 'src/papers/good.test.ts': PASSES, 'src/feed/bad.test.ts': FAILS };
    const { lastLines, stdout } = npmTest(t, files, 'papers');
    assert.equal(lastLines[0], '1 passed, 0 failed, 1 skipped');
    assert.match(stdout, /^ +skipped: is left out$/m);
    assert.equal(npmTest(t, files, '--name', 'is fine').lastLines[0], '1 passed, 0 failed, 0 skipped');
  });

  test('fails when no test ran', (t) => {
    const { status, stdout } = npmTest(t, { 'src/good.test.ts': PASSES }, 'nosuchfile');
    assert.equal(status, 1);
    assert.match(stdout, /No test ran: no file's path contains nosuchfile/);
  });
});

describe('the second pass', () => {
  test('takes the files that use a database, themselves or through a helper of the tests', async (t) => {
    const folder = makeCheckout(t);
    write(folder, 'src/plain.test.ts', `// speaks of make-database only\n${PASSES}`);
    write(folder, 'src/other.test.ts', PASSES);
    write(folder, 'src/starts.test.ts', importing('node:child_process') + PASSES);
    write(folder, 'src/third.test.ts', importing('#test/make-database') + PASSES);
    write(folder, 'src/direct.test.ts', importing('#test/make-database') + PASSES);
    write(folder, 'src/indirect.test.ts', importing('#test/journey') + PASSES);
    write(folder, 'src/move.postgres.test.ts', importing('../test/make-database.js') + PASSES);
    write(folder, 'test/journey.ts', importing('./pages.js'));
    write(folder, 'test/pages.ts', importing('playwright-core') + importing('./make-database.js'));
    write(folder, 'src/model.test.ts', importing('#test/onnx-library') + PASSES);
    write(folder, 'test/onnx-library.ts', 'export const folder = process.env.BROADSHEET_TEST_ONNX;\n');
    write(folder, 'test/make-database.ts', 'export const databaseKind = 1;\n');
    assert.equal(run(folder, process.execPath, 'scripts/build.mjs').status, 0);
    const planned = run(folder, process.execPath, '--input-type=module', '-e', PRINT_PLAN);
    const { alone, ...passes } = JSON.parse(planned.stdout) as { alone: string[] };
    assert.deepEqual(alone, ['indirect', 'model', 'starts'], 'who opens a browser, needs a model or starts processes; the others share');
    assert.deepEqual(passes, {
      sqlite: ['direct', 'indirect', 'model', 'other', 'plain', 'starts', 'third'],
      postgres: ['direct', 'indirect', 'move.postgres', 'third'],
      usesBrowser: true,
      usesOnnx: true,
    });
  });
});

const importing = (specifier: string) => `import '${specifier}';\n`;

const PRINT_PLAN = `
import path from 'node:path';
import { batches, plan } from './scripts/test-plan.mjs';
const names = (files) => files.map((file) => path.basename(file, '.test.js')).sort();
const { sqlite, postgres, usesBrowser, usesOnnx } = plan(process.cwd(), []);
const alone = names(batches(process.cwd(), sqlite).filter(({ files }) => files.length === 1).flatMap(({ files }) => files));
console.log(JSON.stringify({ alone, sqlite: names(sqlite), postgres: names(postgres), usesBrowser, usesOnnx }));
`;
