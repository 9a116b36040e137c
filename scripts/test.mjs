// Runs the tests on SQLite and on PostgreSQL, with a browser, and gets what they need.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { goOnUnder, isRightNode, rightNode, root } from './bundled-node.mjs';
import { findBrowser } from './browser.mjs';
import { SetUpError } from './install.mjs';
import { isMain } from './is-main.mjs';
import { makeMemoryFolder } from './memory-folder.mjs';
import { findOnnx } from './onnx.mjs';
import { startPostgres } from './postgres.mjs';
import { prepare } from './prepare.mjs';
import { batches, inOrder, plan } from './test-plan.mjs';
import { runBatches } from './test-pool.mjs';
import { failuresOf, lineFor } from './test-results.mjs';

const HELP = `npm test [-- WORD… --only sqlite|postgres --name PATTERN]
  WORD       run the files whose path contains it ("papers", "src/feed/edition.test.ts"); several: any of them
  --only     one database only
  --name     run the tests whose name matches this regular expression
TEST_DATABASE_URL names a PostgreSQL to use in place of a temporary one, BROADSHEET_TEST_BROWSER a Chromium,
BROADSHEET_TEST_ONNX a folder like optional/onnx with its packages.
`;

/** Many tests wait for a process, a browser or a clock: with more of them at once than processors none of these idles. */
const AT_ONCE = os.availableParallelism() + 2;

/** Kept beside that of the commands; compiling costs a fifth of a short process's time. */
const COMPILE_CACHE = path.join(root, 'dist', '.compile-cache');

/** The tests never see how whoever runs them has configured their own paper. */
const OWN_CONFIGURATION = /^(BROADSHEET_|NODE_TEST_CONTEXT$|(PORT|HOST|BASE_URL|DATABASE_URL|SEARCH_URI|SMTP_URL|ARXIV_\w+_URL|EMBEDDINGS_\w+?|MODELS_URL)(_FILE)?$)/;

/** Undone in reverse order at the end, however it comes. */
const undoing = [];

/**
 * Runs the tests and prints how they went.
 * @param {string[]} args from the command line
 * @returns {Promise<number>} the exit code
 */
export async function test(args) {
  const { values, positionals } = readArguments(args);
  if (values.help) return print(HELP, 0);
  const planned = plan(root, positionals);
  keepFilesInMemory();
  const passes = await makeReady(planned, values.only);
  const files = await runPasses(passes, values.name ?? []);
  const total = (count) => files.reduce((sum, file) => sum + file[count], 0);
  const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(total);
  if (passed + failed === 0) print(`\nNo test ran${positionals.length > 0 ? `: no file's path contains ${positionals.join(' or ')}, or no name matches` : ''}.`, 1);
  print(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
  print(`Databases: ${passes.map(({ database }) => database).join(', ')}; browser: ${passes[0].browser}`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

function readArguments(args) {
  const options = { only: { type: 'string' }, name: { type: 'string', multiple: true }, help: { type: 'boolean' } };
  try {
    const read = parseArgs({ args, options, allowPositionals: true });
    if (['sqlite', 'postgres', undefined].includes(read.values.only)) return read;
    throw new Error(`--only takes sqlite or postgres, not ${read.values.only}.`);
  } catch (error) {
    throw new SetUpError(`${error.message}\n${HELP}`);
  }
}

/** Finds or starts what the files need, so that a machine without it is told before anything runs. */
async function makeReady(planned, only) {
  const browser = planned.usesBrowser ? findBrowser(print) : { version: 'not needed' };
  const onnx = planned.usesOnnx ? findOnnx(print) : undefined;
  const env = { ...ownEnvironment(), ...(browser.path && { BROADSHEET_TEST_BROWSER: browser.path }), ...(onnx && { BROADSHEET_TEST_ONNX: onnx }) };
  const left = (name) => ({ files: [], database: `${name} left out (--only ${only})`, browser: browser.version });
  if (only === 'sqlite') return [sqlitePass(planned, env, browser), left('PostgreSQL')];
  const postgres = await postgresPass(planned, env, browser);
  return only === 'postgres' ? [left('SQLite'), postgres] : [sqlitePass(planned, env, browser), postgres];
}

function sqlitePass({ sqlite }, env, browser) {
  const database = `SQLite ${process.versions.sqlite}`;
  return { files: sqlite, database, browser: browser.version, env: { ...env, TEST_DATABASE: 'sqlite' } };
}

async function postgresPass({ postgres }, env, browser) {
  if (postgres.length === 0) return { files: [], database: 'PostgreSQL not needed', browser: browser.version };
  const { url, version, whose, isTemporary } = process.env.TEST_DATABASE_URL ? await givenPostgres() : await ownPostgres();
  const database = `PostgreSQL ${version} (${whose})`;
  return { files: postgres, database, browser: browser.version, env: { ...env, TEST_DATABASE: 'postgres', TEST_DATABASE_URL: url, ...(isTemporary && { TEST_DATABASE_TEMPORARY: '1' }) }, where: 'on PostgreSQL' };
}

async function ownPostgres() {
  const cluster = await startPostgres({ say: print });
  undoing.push(cluster.stop);
  return { ...cluster, whose: 'temporary cluster', isTemporary: true };
}

async function givenPostgres() {
  const url = process.env.TEST_DATABASE_URL;
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query("select current_setting('server_version') as version");
    return { url, version: rows[0].version.split(' ')[0], whose: 'TEST_DATABASE_URL' };
  } catch (error) {
    throw new SetUpError(`TEST_DATABASE_URL names a PostgreSQL that cannot be used: ${error.message || error.code}.`);
  } finally {
    await client.end().catch(() => {});
  }
}

function ownEnvironment() {
  const inherited = Object.entries(process.env).filter(([name]) => !OWN_CONFIGURATION.test(name));
  const { TEST_DATABASE, TEST_DATABASE_URL, TEST_DATABASE_TEMPORARY, ...rest } = Object.fromEntries(inherited);
  return { ...rest, NODE_COMPILE_CACHE: COMPILE_CACHE, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) };
}

/** Both databases' files in one row, so that no processor idles at the end of the first. */
async function runPasses(passes, names) {
  print(`\n${passes.filter(({ files }) => files.length > 0).map(({ database, files }) => `${database}: ${files.length} file${files.length === 1 ? '' : 's'}`).join('; ')}`);
  const inRow = passes.flatMap(({ files, env, where }) => batches(root, files).map((batch) => ({ ...batch, env, where })));
  const ended = [];
  const failures = [];
  const onEnd = ({ where }, { files, remarks, output }) => {
    for (const file of files) process.stdout.write(lineFor(file, where));
    for (const remark of remarks) print(`  ${remark}`);
    ended.push(...files);
    failures.push(failuresOf(files, output, where));
  };
  const { done, stop } = runBatches(inOrder(inRow), { atOnce: AT_ONCE, names, folder: temporaryFolder(), onEnd });
  undoing.push(stop);
  await done;
  process.stdout.write(failures.join(''));
  return ended;
}

/** Databases, browsers' profiles and indexes are written by the thousand and removed seconds later. */
function keepFilesInMemory() {
  const folder = makeMemoryFolder();
  if (folder === undefined) return;
  undoing.push(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  process.env.TMPDIR = folder;
}

function temporaryFolder() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'broadsheet-test-'));
  undoing.push(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function undoAll() {
  for (const undo of undoing.splice(0).reverse()) undo();
}

function print(words, code) {
  process.stdout.write(`${words}\n`);
  return code;
}

async function main() {
  process.on('exit', undoAll);
  for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]]) process.on(signal, () => process.exit(code));
  try {
    process.exitCode = await test(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    process.exitCode = print(error.message, 1);
  }
}

if (isMain(import.meta.url)) {
  process.exitCode = await prepare();
  if (process.exitCode === 0) {
    if (isRightNode()) await main();
    else goOnUnder(rightNode(), process.argv.slice(1));
  }
}
