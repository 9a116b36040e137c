// A temporary PostgreSQL cluster, for tests and benchmarks.
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { SetUpError } from './install.mjs';
import { packagedPostgres, systemPostgres } from './postgres-programs.mjs';

const PORT_TRIES = 3;
const LONGEST_SOCKET_FOLDER = 80;

/** What makes a cluster quick that nobody needs after a crash. */
const QUICK = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '200',
  max_locks_per_transaction: '256',
  shared_buffers: '128MB',
  jit: 'off',
};

/**
 * Starts a cluster of its own in a temporary folder: the system's PostgreSQL, else one from the npm registry.
 * @param {{ say?: (words: string) => void, settings?: Record<string, string>, programs?: string }} options
 *   `settings` replace single ones of postgresql.conf; `programs` names the folder of the server programs
 * @returns {Promise<{ url: string, version: string, stop: () => void }>} `stop` ends it, removes all, and may be called twice
 * @throws {SetUpError} when there is no PostgreSQL to be had, or it does not start
 */
export async function startPostgres({ say = () => {}, settings = {}, programs } = {}) {
  const bin = programs ?? systemPostgres() ?? packagedPostgres(say);
  const user = unprivilegedUser();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'broadsheet-postgres-'));
  const cluster = { folder, user, bin };
  try {
    cluster.bin = reachable(cluster);
    const password = create(cluster, { ...QUICK, ...settings });
    const port = await start(cluster);
    const url = `postgres://broadsheet:${password}@127.0.0.1:${port}/postgres`;
    return { url, version: versionOf(cluster), stop: () => stop(cluster) };
  } catch (error) {
    stop(cluster);
    throw error;
  }
}

/** PostgreSQL refuses to run as root, so root lends it another user. */
function unprivilegedUser() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((what) => Number(spawnSync('id', [what, name], { encoding: 'utf8' }).stdout || NaN));
    if (uid > 0 && gid >= 0) return { uid, gid };
  }
  throw new SetUpError('PostgreSQL does not run as root, and this machine has no user postgres or nobody to run it as.');
}

/** Programs under a home folder of root cannot be read by another user: that one gets a copy. */
function reachable(cluster) {
  const { folder, user, bin } = cluster;
  if (user.uid === undefined || run(cluster, 'postgres', ['--version']).status === 0) return bin;
  const copy = path.join(folder, 'programs');
  fs.cpSync(path.dirname(bin), copy, { recursive: true, verbatimSymlinks: true });
  fs.chmodSync(folder, 0o711);
  return path.join(copy, path.basename(bin));
}

function create(cluster, settings) {
  const { folder, user } = cluster;
  if (user.uid !== undefined) fs.chownSync(folder, user.uid, user.gid);
  const password = randomBytes(12).toString('hex');
  const passwordFile = path.join(folder, 'password');
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user.uid !== undefined) fs.chownSync(passwordFile, user.uid, user.gid);
  initialise(cluster, passwordFile);
  const lines = Object.entries({ ...settings, ...addresses(folder) }).map(([name, value]) => `${name} = '${value}'\n`);
  fs.appendFileSync(path.join(folder, 'data', 'postgresql.conf'), `\n${lines.join('')}`);
  return password;
}

function addresses(folder) {
  const hasSockets = process.platform !== 'win32' && folder.length < LONGEST_SOCKET_FOLDER;
  return { listen_addresses: '127.0.0.1', unix_socket_directories: hasSockets ? folder : '' };
}

/** Sorts text as people's databases do, not by bytes as SQLite does, so that the tests notice where that matters. */
function initialise(cluster, passwordFile) {
  const args = ['-D', path.join(cluster.folder, 'data'), '-U', 'broadsheet', '-E', 'UTF8', '--no-sync'];
  const secured = [...args, '--auth=password', `--pwfile=${passwordFile}`];
  const linguistic = run(cluster, 'initdb', [...secured, '--locale=C', '--locale-provider=icu', '--icu-locale=en-US']);
  const done = linguistic.status === 0 ? linguistic : run(cluster, 'initdb', [...secured, '--locale=C']);
  if (done.status !== 0) throw new SetUpError(`PostgreSQL's initdb failed (${cluster.bin}):\n${done.stderr || done.error?.message}`);
}

async function start(cluster) {
  const { folder } = cluster;
  const log = path.join(folder, 'log');
  for (let tries = 0; tries < PORT_TRIES; tries += 1) {
    const port = await freePort();
    const args = ['-D', path.join(folder, 'data'), '-l', log, '-w', '-t', '60', '-o', `-p ${port}`, 'start'];
    if (run(cluster, 'pg_ctl', args, 'ignore').status === 0) return port;
  }
  throw new SetUpError(`PostgreSQL does not start (${cluster.bin}):\n${fs.existsSync(log) ? fs.readFileSync(log, 'utf8') : ''}`);
}

function stop(cluster) {
  const data = path.join(cluster.folder, 'data');
  const isRunning = fs.existsSync(path.join(data, 'postmaster.pid'));
  if (isRunning) run(cluster, 'pg_ctl', ['-D', data, '-m', 'immediate', '-w', '-t', '20', 'stop']);
  fs.rmSync(cluster.folder, { recursive: true, force: true, maxRetries: 5 });
}

function run({ folder, user, bin }, program, args, stdio = 'pipe') {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name)));
  // Its messages are read here and compared nowhere, so one language will do.
  const options = { ...user, cwd: folder, env: { ...env, LC_ALL: 'C' }, stdio, encoding: 'utf8' };
  return spawnSync(path.join(bin, program), args, options);
}

function versionOf({ bin }) {
  return /\d+[.\w]*/.exec(execFileSync(path.join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }))?.[0] ?? 'of unknown version';
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
